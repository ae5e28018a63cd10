"""The gradients of losses of numbers that are operations of their own, as in PyTorch."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...grad_mode import no_grad
from ..record import Array, formula, formula_of, op
from .loss_reduction import MEAN

if TYPE_CHECKING:
    from ..pointwise.arithmetic import (
        add_scalar,
        div,
        div_scalar,
        mul,
        mul_scalar,
        neg,
        pow_scalar,
        right_first,
        sub,
        zeros_of_like,
    )
    from ..pointwise.clamping import clamp_min_
    from ..pointwise.elementwise import abs  # noqa: A004
    from ..reductions.reduction import sum_all
    from .likelihood_loss import times
    from .loss_reduction import averaged

    div_, mul_ = div, mul


def _shared(slopes: Array, reduction: int) -> Array:
    return slopes / max(slopes.size, 1) if reduction == MEAN else slopes


@op(
    grad_output=lambda grad, self, target, reduction: mse_loss_backward(
        grad, self, target, reduction
    ),
    self=lambda grad, grad_output, reduction: mse_curvature(grad, grad_output, reduction),
    target=lambda grad, grad_output, reduction: neg(mse_curvature(grad, grad_output, reduction)),
)
def mse_loss_backward(grad_output: Array, self: Array, target: Array, reduction: int) -> Array:
    """Return the gradient of the squared error with respect to ``self``."""
    return _shared(grad_output * (2 * (self - target)), reduction)


@formula
def mse_curvature(grad: Any, grad_output: Any, reduction: int) -> Any:
    """Return the gradient of ``mse_loss_backward`` with respect to ``self``."""
    return averaged(mul_scalar(grad * grad_output, 2), reduction)


@op(
    grad_output=lambda grad, self, target, reduction, beta: smooth_l1_loss_backward(
        grad, self, target, reduction, beta
    ),
    self=lambda grad, grad_output, self, target, reduction, beta: smooth_curvature(
        grad * grad_output, abs(self - target) < beta, reduction, beta
    ),
    target=lambda grad, grad_output, self, target, reduction, beta: neg(
        smooth_curvature(grad * grad_output, abs(self - target) < beta, reduction, beta)
    ),
    node="SmoothL1LossBackwardBackward0",
)
def smooth_l1_loss_backward(
    grad_output: Array, self: Array, target: Array, reduction: int, beta: float
) -> Array:
    """Return the gradient of the smooth absolute error with respect to ``self``."""
    slope = np.clip((self - target) / beta, -1, 1)
    return _shared(grad_output * slope, reduction)


@formula
def smooth_curvature(grads: Any, near: Any, reduction: int, beta: float) -> Any:
    """Return the gradient of ``smooth_l1_loss_backward`` with respect to ``self``."""
    return averaged(div_scalar(grads * near, beta), reduction)


@op(
    grad_output=lambda grad, grad_output, self, target, reduction, delta: (
        sum_all(
            huber_loss_backward(1 + zeros_of_like(grad_output), self, target, reduction, delta)
            * grad
        )
        if reduction
        else huber_loss_backward(grad, self, target, reduction, delta)
    ),
    self=lambda grad, grad_output, self, target, reduction, delta: averaged(
        grad * grad_output * (abs(self - target) <= delta), reduction
    ),
    target=lambda grad, grad_output, self, target, reduction, delta: neg(
        averaged(grad * grad_output * (abs(self - target) <= delta), reduction)
    ),
)
def huber_loss_backward(
    grad_output: Array, self: Array, target: Array, reduction: int, delta: float
) -> Array:
    """Return the gradient of Huber's loss with respect to ``self``."""
    return _shared(grad_output * np.clip(self - target, -delta, delta), reduction)


def _spread_of_events(self: Array) -> Array:
    return np.maximum((1 - self) * self, 1e-12)


@formula_of(_spread_of_events)
def spread_of_events(self: Any) -> Any:
    """Return the variances of events, at least 1e-12, which their derivatives do not know of."""
    spread = mul_(sub(1.0, self), self)
    with no_grad():
        clamp_min_(spread, 1e-12)
    return spread


@op(
    grad_output=lambda grad, self, target, weight, reduction: averaged(
        times(mul_(bernoulli_slope(self, target), grad), weight), reduction
    ),
    self=lambda grad, grad_output, self, target, weight, reduction: averaged(
        times(mul_(bernoulli_curvature(self, target), grad * grad_output), weight), reduction
    ),
    target=lambda grad, grad_output, self, weight, reduction: averaged(
        div_(times(neg(grad) * grad_output, weight), spread_of_events(self)), reduction
    ),
)
def binary_cross_entropy_backward(
    grad_output: Array, self: Array, target: Array, weight: Array | None, reduction: int
) -> Array:
    """Return the gradient of the negative log-likelihood of events of given probabilities."""
    slopes = (self - target) / _spread_of_events(self)
    return _shared(grad_output * (slopes if weight is None else slopes * weight), reduction)


@formula
def bernoulli_slope(self: Any, target: Any) -> Any:
    """Return the derivative of a negative log-likelihood with respect to the probability."""
    rest = add_scalar(sub(1.0, self), 1e-12)
    spread = add_scalar(self, 1e-12) * rest
    return (self - target) / spread


@formula
def bernoulli_curvature(self: Any, target: Any) -> Any:
    """Return the second derivative of a negative log-likelihood."""
    share, rest = add_scalar(self, 1e-12), add_scalar(sub(1.0, self), 1e-12)
    spread = right_first(pow_scalar(rest, 2), pow_scalar(share, 2))
    twice = mul_scalar(self, 2) * target
    return (self * self - twice + target) / spread
