"""Losses of classes that should be ahead of others by a margin."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..demands import require
from ..record import Array, composite, op
from .loss_reduction import MEAN, reduced_array, reduction_of

if TYPE_CHECKING:
    from ..pointwise.binary import no_derivative


def _lacking(self: Array, target: Array, margin: float) -> tuple[Array, Array]:
    """Return which classes are the right ones, and what the others lack to the margin."""
    rows = np.arange(len(self))
    right = np.zeros(self.shape, bool)
    right[rows, target] = True
    lacking = np.maximum(margin - self[rows, target][:, None] + self, 0)
    return right, np.where(right, 0, lacking)


def _weights(weight: Array | None, target: Array, kind: Any) -> Array:
    return np.ones((len(target), 1), kind) if weight is None else weight[target][:, None]


@op(
    self=lambda grad, self, target, p, margin, weight, reduction: multi_margin_loss_backward(
        grad, self, target, p, margin, weight, reduction
    ),
    node="MultiMarginLossBackward0",
    casts=None,
    floating="multi_margin_loss_cpu",
)
def multi_margin_loss_reduced(
    self: Array, target: Array, p: int, margin: float, weight: Array | None, reduction: int
) -> Array:
    """Return for each row what other classes lack to the margin behind the right one."""
    rows, labels = np.atleast_2d(self), np.atleast_1d(target)
    _, lacking = _lacking(rows, labels, margin)
    losses = (lacking**p * _weights(weight, labels, self.dtype)).sum(1) / rows.shape[1]
    return reduced_array(losses if target.ndim else losses[0], reduction).astype(self.dtype)


@op(
    grad_output=lambda grad: no_derivative(grad, "multi_margin_loss_backward"),
    self=lambda grad: no_derivative(grad, "multi_margin_loss_backward"),
    node="NotImplemented",
    casts=None,
)
def multi_margin_loss_backward(
    grad_output: Array,
    self: Array,
    target: Array,
    p: int,
    margin: float,
    weight: Array | None,
    reduction: int,
) -> Array:
    """Return the gradient of a multi-class margin loss."""
    rows, labels = np.atleast_2d(self), np.atleast_1d(target)
    right, lacking = _lacking(rows, labels, margin)
    slope = (lacking > 0) * p * lacking ** (p - 1) * _weights(weight, labels, self.dtype)
    slope = np.where(right, -slope.sum(1, keepdims=True), slope) / rows.shape[1]
    return _spread(grad_output, slope, self, reduction)


def _spread(grad_output: Array, slope: Array, self: Array, reduction: int) -> Array:
    share = slope / len(slope) if reduction == MEAN else slope
    return (np.reshape(grad_output, (-1, 1)) * share).reshape(self.shape).astype(self.dtype)


@composite
def multi_margin_loss(
    input: Any,
    target: Any,
    p: int = 1,
    margin: float = 1.0,
    weight: Any = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean over rows of what other classes lack to ``margin`` behind the right one.

    Raises:
        ValueError: if p is neither 1 nor 2, or the weights have dimensions.
        RuntimeError: if a row has no target.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.ndim != 1:
        raise ValueError("weight must be one-dimensional")
    count = input.shape[0] if input.ndim == 2 else 1
    require(
        target.ndim <= 1 and target.numel() == count,
        "multi_margin_loss: target tensor should be 1-D with size equal to the number of input "
        f"samples (batch size). Expected target size [{count}], but got {list(target.shape)}. "
        f"Input has shape {list(input.shape)}.",
    )
    return multi_margin_loss_reduced(input, target, p, margin, weight, chosen)


# ---- several right classes -------------------------------------------------------------------


def _listed(target: Array) -> Array:
    """Return how often each row of ``target`` lists each class; -1 ends its list."""
    counts = np.zeros(target.shape, np.int64)
    for row, classes in zip(counts, target, strict=True):
        ends = np.flatnonzero(classes < 0)
        np.add.at(row, classes[: ends[0] if len(ends) else None], 1)
    return counts


def _pairs(self: Array, counts: Array) -> Array:
    """Return for each row, right class and other class what lacks to a margin of 1."""
    lacking = np.maximum(1 - self[:, :, None] + self[:, None, :], 0)
    return np.where(counts[:, None, :] > 0, 0, lacking * counts[:, :, None])


@op(
    self=lambda grad, self, target, reduction, is_target: multilabel_margin_loss_backward(
        grad, self, target, reduction, is_target
    ),
    outputs=("loss", "is_target"),
    differentiable=1,
    node="MultilabelMarginLossBackward0",
    casts=None,
    floating="multilabel_margin_loss_forward_out_frame",
)
def multilabel_margin_loss_reduced(
    self: Array, target: Array, reduction: int
) -> tuple[Array, Array]:
    """Return for each row what other classes lack to 1 behind the right ones, and the latter."""
    rows = np.atleast_2d(self)
    counts = _listed(np.atleast_2d(target))
    losses = _pairs(rows, counts).sum((1, 2)) / rows.shape[1]
    loss = reduced_array(losses if self.ndim == 2 else losses[0], reduction)
    return loss.astype(self.dtype), (counts > 0).reshape(target.shape).astype(self.dtype)


@op(
    grad_output=lambda grad: no_derivative(grad, "multilabel_margin_loss_backward"),
    self=lambda grad: no_derivative(grad, "multilabel_margin_loss_backward"),
    node="NotImplemented",
    casts=None,
)
def multilabel_margin_loss_backward(
    grad_output: Array,
    self: Array,
    target: Array,
    reduction: int,
    is_target: Array,  # noqa: ARG001
) -> Array:
    """Return the gradient of a multi-label margin loss."""
    rows, counts = np.atleast_2d(self), _listed(np.atleast_2d(target))
    steps = (_pairs(rows, counts) > 0) * counts[:, :, None]
    slope = (steps.sum(1) - steps.sum(2)) / rows.shape[1]
    return _spread(grad_output, slope, self, reduction)


@composite
def multilabel_margin_loss(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean over rows of what other classes lack to 1 behind those that are listed.

    ``target`` lists the right classes of each row, ended by -1.

    Raises:
        RuntimeError: if the shapes differ.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    require(
        input.shape == target.shape,
        f"inconsistent target size: {list(target.shape)} for input of size: {list(input.shape)}",
    )
    return multilabel_margin_loss_reduced(input, target, chosen)[0]
