"""Losses that compare: pairs, triplets, classes that are right or wrong."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...creation_like import zeros_like
from ..activations.activation import log_sigmoid
from ..demands import require
from ..pointwise.arithmetic import add_scalar, sub, sub_scalar
from ..pointwise.choosing import minimum, where
from ..record import KERNELS, Array, composite, formula, op
from .distance import pairwise_distance
from .loss_reduction import MEAN, reduced, reduced_array, reduction_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..pointwise.arithmetic import zeros_of_like
    from ..pointwise.elementwise import exp
    from ..reductions.reduction import sum_all
    from .loss_reduction import averaged


@composite
def hinge_embedding_loss(
    input: Any,
    target: Any,
    margin: float = 1.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean of distances where the target is 1, of what lacks to the margin where -1."""
    chosen = reduction_of(reduction, size_average, reduce)
    zeros = zeros_like(input)
    apart = where(target != 1, sub(margin, input).clamp_min(0), zeros)
    return reduced(apart + where(target != -1, input, zeros), chosen)


@composite
def margin_ranking_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean loss of pairs of which ``target`` says, by 1 or -1, which ranks higher.

    Raises:
        RuntimeError: if the numbers of dimensions differ.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    shapes = [one.shape for one in (input1, input2, target)]
    require(
        len({len(one) for one in shapes}) == 1,
        "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
        f"input1: {shapes[0]!r}, input2: {shapes[1]!r}, target: {shapes[2]!r} ",
    )
    return reduced(add_scalar(-target * (input1 - input2), margin).clamp_min(0), chosen)


@composite
def cosine_embedding_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean loss of pairs of vectors that ``target`` calls alike (1) or not (-1).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    dim = target.ndim
    require(dim in (0, 1), "0D or 1D target tensor expected, multi-target not supported")
    product = (input1 * input2).sum(dim)
    squares = [add_scalar((one * one).sum(dim), 1e-12) for one in (input1, input2)]
    cosine = product / (squares[0] * squares[1]).sqrt()
    zeros = zeros_like(cosine)
    alike, apart = sub(1, cosine), sub_scalar(cosine, margin).clamp_min(0)
    return reduced(where(target == 1, alike, zeros) + where(target == -1, apart, zeros), chosen)


@composite
def triplet_margin_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean loss of anchors that should be nearer to the positive than the negative.

    ``swap`` takes the negative's distance from the positive if that is smaller (Balntas et al.
    2016).

    Raises:
        ValueError: if the margin is not positive.
        RuntimeError: if the numbers of dimensions differ.

    """
    chosen = reduction_of(reduction, size_average, reduce)

    def distance(one: Any, other: Any) -> Any:
        return pairwise_distance(one, other, p, eps)

    near, far = _distances((anchor, positive, negative), distance, margin, swap)
    return reduced((add_scalar(near, margin) - far).clamp_min(0), chosen)


@composite
def triplet_margin_with_distance_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    *,
    distance_function: Callable[[Any, Any], Any] | None = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Any:
    """Return ``triplet_margin_loss`` with a distance of one's own, by default the Euclidean one.

    Raises:
        ValueError: if the margin is not positive.
        RuntimeError: if the numbers of dimensions differ.

    """
    distance = distance_function or pairwise_distance
    chosen = reduction_of(reduction)
    near, far = _distances((anchor, positive, negative), distance, margin, swap)
    return reduced((near + margin - far).clamp_min(0), chosen)


def _distances(
    three: tuple[Any, Any, Any], distance: Callable[[Any, Any], Any], margin: float, swap: bool
) -> tuple[Any, Any]:
    """Return how far anchors are from the positive and from the negative."""
    anchor, positive, negative = three
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    require(
        anchor.ndim == positive.ndim == negative.ndim,
        "The anchor, positive, and negative tensors are expected to have the same number of "
        f"dimensions, but got: anchor {anchor.ndim}D, positive {positive.ndim}D, and negative "
        f"{negative.ndim}D inputs",
    )
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = minimum(far, distance(positive, negative))
    return near, far


@op(
    self=lambda grad, self, target, reduction: soft_margin_loss_backward(
        grad, self, target, reduction
    ),
    node="SoftMarginLossBackward0",
)
def soft_margin_loss_reduced(self: Array, target: Array, reduction: int) -> Array:
    """Return the logistic loss, its mean or its sum."""
    return reduced_array(np.log1p(np.exp(-target * self)), reduction)


@op(
    grad_output=lambda grad, grad_output, self, target, reduction: (
        sum_all(
            soft_margin_loss_backward(1 + zeros_of_like(grad_output), self, target, reduction)
            * grad
        )
        if reduction
        else soft_margin_loss_backward(grad, self, target, reduction)
    ),
    self=lambda grad, grad_output, self, target, reduction: averaged(
        soft_margin_curvature(grad * grad_output, exp(self * -target), target), reduction
    ),
)
def soft_margin_loss_backward(
    grad_output: Array, self: Array, target: Array, reduction: int
) -> Array:
    """Return the gradient of the logistic loss."""
    slopes = grad_output * (-target * KERNELS["sigmoid"](-target * self))
    return slopes / max(slopes.size, 1) if reduction == MEAN else slopes


@formula
def soft_margin_curvature(grads: Any, odds: Any, target: Any) -> Any:
    """Return ``grads`` times the second derivative of the logistic loss, given ``exp(-t x)``."""
    total = add_scalar(odds, 1)
    squared = total * total
    return grads * (target * target) * odds / squared


@composite
def soft_margin_loss(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean logistic loss for targets of 1 or -1."""
    return soft_margin_loss_reduced(input, target, reduction_of(reduction, size_average, reduce))


@composite
def multilabel_soft_margin_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean over the classes of (n, c) of the loss of each being present or not."""
    chosen = reduction_of(reduction, size_average, reduce)
    present = target * log_sigmoid(input)[0]
    loss = -(present + (1 - target) * log_sigmoid(-input)[0])
    if weight is not None:
        loss = loss * weight
    return reduced(loss.sum(input.ndim - 1) / input.shape[-1], chosen)
