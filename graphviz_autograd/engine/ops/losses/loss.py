"""Negative log-likelihood and cross entropy."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ..activations.softmax import log_softmax_dim
from ..pointwise.arithmetic import div_scalar, mul_scalar
from ..record import Array, composite, op
from . import loss_checks as checks
from .loss_reduction import MEAN, NONE, SUM, reduction_of

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like

Dims = tuple[int, ...]

# Up to here even half precision holds every whole number.
_COUNTED_EXACTLY = 2**11


# ---- negative log-likelihood -----------------------------------------------------------------


def _class_axis(rank: int) -> int:
    return 1 if rank > 1 else 0


def _weights_and_places(
    target: Array, weight: Any, ignore_index: int, dtype: Any
) -> tuple[Any, tuple[Any, ...]]:
    """Return the weight of each target, and where scores hold its class, 0 if it is ignored."""
    kept = np.asarray(target != ignore_index)
    classes = np.where(kept, target, 0)
    weights = kept.astype(dtype)
    return weights if weight is None else np.where(kept, weight[classes], weights), _places(classes)


def _places(classes: Array) -> tuple[Any, ...]:
    if classes.ndim == 1:
        return _numbered(len(classes)), classes
    others = np.indices(classes.shape, sparse=True)
    return (*others[:1], classes, *others[1:])


@lru_cache(maxsize=16)  # a program has few batch sizes
def _numbered(samples: int) -> Array:
    return np.arange(samples)


def _likelihoods(
    scores: Array, target: Array, weight: Any, reduction: int, ignore_index: int
) -> tuple[Array, Array]:
    kind = scores.dtype.type
    every = checks.check_classes(target, scores.shape[_class_axis(scores.ndim)], ignore_index)
    if every and weight is None:
        weights, chosen = None, scores[_places(target)]
    else:
        weights, places = _weights_and_places(target, weight, ignore_index, scores.dtype)
        chosen = weights * scores[places]
    if reduction == NONE:
        return -chosen, kind(0)
    loss = -np.add.reduce(chosen, axis=None)
    total = kind(target.size) if weights is None else np.add.reduce(weights, axis=None)
    return (loss / total if reduction == MEAN else loss), total


@op(
    self=lambda grad, self, target, weight, total_weight, reduction, ignore_index: (
        nll_loss_backward(grad, self, target, weight, total_weight, reduction, ignore_index)
    ),
    outputs=("result", "total_weight"),
    differentiable=1,
    casts=None,
    node="NllLossBackward0",
)  # fmt: skip
def nll_loss_flat(
    self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int
) -> tuple[Array, Array]:
    """Return the negative log-likelihood of (n, c) log-probabilities and the total weight."""
    return _likelihoods(self, target, weight, reduction, ignore_index)


@op(
    self=lambda grad, self, target, weight, total_weight, reduction, ignore_index: (
        nll_loss2d_backward(grad, self, target, weight, total_weight, reduction, ignore_index)
    ),
    outputs=("result", "total_weight"),
    differentiable=1,
    casts=None,
    node="NllLoss2DBackward0",
)  # fmt: skip
def nll_loss2d(
    self: Array, target: Array, weight: Array | None, reduction: int, ignore_index: int
) -> tuple[Array, Array]:
    """Return the negative log-likelihood of (n, c, h, w) log-probabilities and the total weight."""
    return _likelihoods(self, target, weight, reduction, ignore_index)


@op(
    grad_output=lambda grad, target, weight, reduction, ignore_index: nll_loss_flat(
        grad, target, weight, reduction, ignore_index
    )[0],
    self=lambda self: zeros_of_like(self),
    casts=None,
)
def nll_loss_backward(
    grad_output: Array,
    self: Array,
    target: Array,
    weight: Array | None,
    total_weight: Array,
    reduction: int,
    ignore_index: int,
) -> Array:
    """Return the gradient of a negative log-likelihood."""
    sizes = self.shape
    return _slopes(grad_output, sizes, target, weight, total_weight, reduction, ignore_index)


@op(
    grad_output=lambda grad, target, weight, reduction, ignore_index: nll_loss2d(
        grad, target, weight, reduction, ignore_index
    )[0],
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="NllLoss2DBackwardBackward0",
)
def nll_loss2d_backward(
    grad_output: Array,
    self: Array,
    target: Array,
    weight: Array | None,
    total_weight: Array,
    reduction: int,
    ignore_index: int,
) -> Array:
    """Return the gradient of a negative log-likelihood of (n, c, h, w) log-probabilities."""
    sizes = self.shape
    return _slopes(grad_output, sizes, target, weight, total_weight, reduction, ignore_index)


def _slopes(
    grad_output: Array,
    sizes: Dims,
    target: Array,
    weight: Array | None,
    total_weight: Array,
    reduction: int,
    ignore_index: int,
) -> Array:
    result = np.zeros(sizes, grad_output.dtype)
    if weight is None and total_weight == target.size <= _COUNTED_EXACTLY:
        share, places = -grad_output, _places(target)  # none is ignored
    else:
        weights, places = _weights_and_places(target, weight, ignore_index, grad_output.dtype)
        share = -grad_output * weights
    result[places] = share / total_weight if reduction == MEAN else share
    return result


@composite
def nll_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the negative log-likelihood of (n, c, *) log-probabilities for (n, *) class indices.

    Raises:
        ValueError, RuntimeError, IndexError: if the shapes, the types or the classes do not fit.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    checks.check_tensors("nll_loss_nd", input, target)
    return _nll_loss(input, target, weight, chosen, ignore_index)


def _nll_loss(input: Any, target: Any, weight: Any, reduction: int, ignore_index: int) -> Any:
    checks.check_targets(input, target, weight)
    if input.ndim <= 2:
        return nll_loss_flat(input, target, weight, reduction, ignore_index)[0]
    if input.ndim == 4:
        return nll_loss2d(input, target, weight, reduction, ignore_index)[0]
    batch, classes = input.shape[:2]
    # PyTorch writes -1, and the size itself where that would be ambiguous.
    size = -1 if input.numel() else prod(input.shape[2:])
    image = input.contiguous().view(batch, classes, 1, size)
    row = target.contiguous().view(batch, 1, size)
    loss = nll_loss2d(image, row, weight, reduction, ignore_index)[0]
    return loss.view(target.shape) if reduction == NONE else loss


# ---- cross entropy ---------------------------------------------------------------------------


@composite
def cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    """Return the cross entropy of (n, c, *) logits for (n, *) classes or (n, c, *) probabilities.

    Label smoothing follows Szegedy et al., "Rethinking the Inception Architecture" (2016).

    Raises:
        ValueError, RuntimeError, IndexError: if the shapes, the types or the classes do not fit.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    checks.check_tensors("cross_entropy_loss", input, target)
    if label_smoothing:
        checks.check_label_smoothing(label_smoothing)
    scores = log_softmax_dim(input, _class_axis(input.ndim))
    if input._data.shape == target._data.shape:
        checks.check_probabilities(input, target, weight, ignore_index)
        return _cross_entropy_of_probabilities(scores, target, weight, chosen, label_smoothing)
    loss = _nll_loss(scores, target, weight, chosen, ignore_index)
    if not label_smoothing:
        return loss
    smooth = _smooth_loss(scores, target, weight, chosen, ignore_index)
    share = label_smoothing / input.shape[_class_axis(input.ndim)]
    smooth = mul_scalar(smooth, share)  # before the other, as in PyTorch
    return mul_scalar(loss, 1 - label_smoothing) + smooth


def _smooth_loss(scores: Any, target: Any, weight: Any, reduction: int, ignore_index: int) -> Any:
    """Return the cross entropy for all classes alike."""
    axis = _class_axis(scores.ndim)
    weighted = scores if weight is None else scores * _along_classes(weight, scores.ndim)
    ignored = target == ignore_index
    losses = (-weighted.sum(axis)).masked_fill(ignored, 0.0)
    if reduction != MEAN:
        return losses.sum() if reduction == SUM else losses
    kept = ignored.logical_not()
    total = kept.sum() if weight is None else weight[target[kept]].sum()
    return losses.sum() / total


def _cross_entropy_of_probabilities(
    scores: Any, target: Any, weight: Any, reduction: int, label_smoothing: float
) -> Any:
    axis = _class_axis(scores.ndim)
    classes = scores.shape[axis]
    if label_smoothing:
        target = target * (1 - label_smoothing) + label_smoothing / classes
    products = scores * target
    if weight is not None:
        products = products * _along_classes(weight, scores.ndim)
    if reduction == NONE:
        return -products.sum(axis)
    total = -products.sum()
    return total if reduction == SUM else div_scalar(total, scores.numel() // classes)


def _along_classes(weight: Any, rank: int) -> Any:
    shape = [1] * rank
    shape[_class_axis(rank)] = weight.shape[0]
    return weight.view(shape)
