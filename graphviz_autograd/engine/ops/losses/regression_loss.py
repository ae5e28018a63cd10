"""Losses of numbers: squared, absolute and Huber errors."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..demands import require
from ..record import Array, composite, op
from ..shapes.shape import expand
from .distance import common_shape
from .loss_checks import warn_of_sizes
from .loss_reduction import MEAN, NONE, reduced, reduced_array, reduction_of

if TYPE_CHECKING:
    from .regression_backward import (
        huber_loss_backward,
        mse_loss_backward,
        smooth_l1_loss_backward,
    )


def _together(input: Any, target: Any) -> tuple[Any, Any]:
    """Return both in their common shape, as new nodes only where that changes something."""
    warn_of_sizes(input, target)
    if input.size() == target.size():
        return input, target
    shape = common_shape(input, target)
    return tuple(one if one.shape == shape else expand(one, shape) for one in (input, target))


def _weighted(errors: Any, weight: Any, reduction: int) -> Any:
    """Return errors times their weights, reduced to the weighted mean or the sum."""
    if weight.shape != errors.shape:
        raise ValueError("Weights and input must have the same size.")
    products = errors * weight
    return products.sum() / weight.sum() if reduction == MEAN else reduced(products, reduction)


# ---- squared and absolute errors -------------------------------------------------------------


@op(
    self=lambda grad, self, target, reduction: mse_loss_backward(grad, self, target, reduction),
    target=lambda grad, self, target, reduction: mse_loss_backward(grad, target, self, reduction),
    node="MseLossBackward0",
    floating="mse_cpu",
)
def mse_loss_reduced(self: Array, target: Array, reduction: int) -> Array:
    """Return squared differences, their mean or their sum."""
    difference = self - target
    return reduced_array(difference * difference, reduction)


@composite
def mse_loss(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Any = None,
) -> Any:
    """Return the mean squared error.

    Raises:
        RuntimeError: if the shapes do not broadcast.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    input, target = _together(input, target)
    if weight is not None:
        return _weighted((input - target).pow(2), weight, chosen)
    return mse_loss_reduced(input, target, chosen)


@composite
def l1_loss(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Any = None,
) -> Any:
    """Return the mean absolute error.

    Raises:
        RuntimeError: if the shapes do not broadcast.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    input, target = _together(input, target)
    errors = (input - target).abs()
    return reduced(errors, chosen) if weight is None else _weighted(errors, weight, chosen)


# ---- squared near zero, absolute far away (Huber 1964) ---------------------------------------


@op(
    self=lambda grad, self, target, reduction, beta: smooth_l1_loss_backward(
        grad, self, target, reduction, beta
    ),
    target=lambda grad, self, target, reduction, beta: smooth_l1_loss_backward(
        grad, target, self, reduction, beta
    ),
    node="SmoothL1LossBackward0",
    floating="smooth_l1_cpu",
)
def smooth_l1_reduced(self: Array, target: Array, reduction: int, beta: float) -> Array:
    """Return the smooth absolute error, its mean or its sum."""
    distance = np.abs(self - target)
    near = distance.clip(0, beta)
    return reduced_array(near * (distance - 0.5 * near) / beta, reduction)


@composite
def smooth_l1_loss(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    beta: float = 1.0,
) -> Any:
    """Return the mean error: squared over ``2 * beta`` below beta, absolute above.

    Raises:
        RuntimeError: if the shapes do not broadcast or beta is negative.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    input, target = _together(input, target)
    if beta == 0:
        return reduced((input - target).abs(), chosen)
    require(beta > 0, "smooth_l1_loss does not support negative values for beta.")
    return smooth_l1_reduced(input, target, chosen, float(beta))


@op(
    self=lambda grad, self, target, reduction, delta: huber_loss_backward(
        grad, self, target, reduction, delta
    ),
    target=lambda grad, self, target, reduction, delta: huber_loss_backward(
        grad, target, self, reduction, delta
    ),
    node="HuberLossBackward0",
    floating="huber_cpu",
)
def huber_loss_reduced(self: Array, target: Array, reduction: int, delta: float) -> Array:
    """Return Huber's loss, its mean or its sum."""
    distance = np.abs(self - target)
    near = distance.clip(0, delta)
    return reduced_array(near * (distance - 0.5 * near), reduction)


@composite
def huber_loss(
    input: Any, target: Any, reduction: str = "mean", delta: float = 1.0, weight: Any = None
) -> Any:
    """Return the mean of Huber's loss: half the square below ``delta``, linear above.

    Raises:
        RuntimeError: if the shapes do not broadcast or delta is not positive.

    """
    chosen = reduction_of(reduction)
    input, target = _together(input, target)
    require(delta > 0, "huber_loss does not support non-positive values for delta.")
    if weight is not None:
        return _weighted(huber_loss_reduced(input, target, NONE, float(delta)), weight, chosen)
    return huber_loss_reduced(input, target, chosen, float(delta))
