"""Losses for classification."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from .record import Array, composite, formula, op
from .softmax import log_softmax

if TYPE_CHECKING:
    from .arithmetic import div_scalar, mul_scalar

_REDUCTIONS = {"none": 0, "mean": 1, "sum": 2}


@op(
    self=lambda grad, self_sizes, target, weight, total_weight, reduction, ignore_index: (
        nll_loss_backward(grad, target, weight, total_weight, self_sizes, reduction, ignore_index)
    ),
    outputs=("result", "total_weight"),
    differentiable=1,
    casts=None,
    node="NllLossBackward0",
)
def nll_loss_weighted(
    self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int
) -> tuple[Array, Array]:
    """Return the negative log-likelihood of (n, c) log-probabilities and the total weight."""
    weights = _weights(self, target, weight, ignore_index)
    rows = np.arange(len(target))
    losses = -weights * self[rows, np.where(weights == 0, 0, target)]
    total = self.dtype.type(weights.sum())
    if reduction == 0:
        return losses, total
    return (losses.sum() / total if reduction == 1 else losses.sum()), total


def _weights(self: Any, target: Any, weight: Any, ignore_index: int) -> Any:
    kept = target != ignore_index
    if weight is None:
        return kept.astype(self.dtype)
    return np.where(kept, weight[np.where(kept, target, 0)], 0)


@op(
    grad_output=lambda grad, target, weight, reduction, ignore_index: nll_loss_weighted(
        grad, target, weight, reduction, ignore_index
    )[0],
    casts=None,
)
def nll_loss_backward(
    grad_output: Array,
    target: Array,
    weight: Array | None,
    total_weight: Array,
    sizes: tuple[int, ...],
    reduction: int,
    ignore_index: int,
) -> Array:
    """Return the gradient of the negative log-likelihood."""
    result = np.zeros(sizes, grad_output.dtype)
    weights = _weights(result, target, weight, ignore_index)
    share = weights / total_weight if reduction == 1 else weights
    result[np.arange(len(target)), np.where(weights == 0, 0, target)] = -share * grad_output
    return result


@composite
def nll_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    *,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Any:
    """Return the negative log-likelihood of (n, c) log-probabilities for n class indices."""
    return nll_loss_weighted(input, target, weight, _REDUCTIONS[reduction], ignore_index)[0]


@composite
def cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    *,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Any:
    """Return the cross entropy of (n, c) logits for n class indices."""
    scores = log_softmax(input, 1)
    return nll_loss(scores, target, weight, ignore_index=ignore_index, reduction=reduction)


@op(
    self=lambda grad, self, target, reduction: mse_slope(grad, self, target, reduction),
    target=lambda grad, self, target, reduction: mse_slope(grad, target, self, reduction),
    node="MseLossBackward0",
)
def mse_loss_reduced(self: Array, target: Array, reduction: int) -> Array:
    """Return squared differences, their mean or their sum."""
    squares = (self - target) ** 2
    if reduction == 0:
        return squares
    return np.mean(squares) if reduction == 1 else np.add.reduce(squares, axis=None)


@formula
def mse_slope(grad: Any, self: Any, target: Any, reduction: int) -> Any:
    """Return the gradient of the squared error with respect to ``self``."""
    slope = mul_scalar(self - target, 2)
    return grad * (div_scalar(slope, prod(self.shape)) if reduction == 1 else slope)


@composite
def mse_loss(input: Any, target: Any, *, reduction: str = "mean") -> Any:
    """Return the mean squared error."""
    return mse_loss_reduced(input, target, _REDUCTIONS[reduction])
