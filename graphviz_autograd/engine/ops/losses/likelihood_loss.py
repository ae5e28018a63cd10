"""Negative log-likelihoods: of Bernoulli, Poisson and Gaussian variables, and of distributions."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from ...creation_like import full_like
from ...grad_mode import no_grad
from ...tensor import Tensor
from ..demands import require
from ..pointwise.arithmetic import add_scalar, mul_scalar
from ..record import Array, composite, formula, op
from .loss_reduction import reduced, reduced_array, reduction_of

if TYPE_CHECKING:
    from ..activations.activation import log_sigmoid, sigmoid
    from ..pointwise.arithmetic import mul, neg
    from ..pointwise.elementwise import logit
    from .loss_reduction import averaged
    from .regression_backward import binary_cross_entropy_backward

    mul_ = mul


# ---- Bernoulli -------------------------------------------------------------------------------


@op(
    self=lambda grad, self, target, weight, reduction: binary_cross_entropy_backward(
        grad, self, target, weight, reduction
    ),
    target=lambda grad, self, weight, reduction: averaged(
        times(mul_(neg(logit(self)), grad), weight), reduction
    ),
    node="BinaryCrossEntropyBackward0",
)
def binary_cross_entropy_reduced(
    self: Array, target: Array, weight: Array | None, reduction: int
) -> Array:
    """Return the negative log-likelihood of events, its mean or its sum; logarithms end at -100."""
    hit, miss = np.maximum(np.log(self), -100), np.maximum(np.log1p(-self), -100)
    losses = (target - 1) * miss - target * hit
    return reduced_array(losses if weight is None else losses * weight, reduction)


@formula
def times(slope: Any, weight: Any) -> Any:
    """Return ``slope`` times a weight that may be None."""
    return slope if weight is None else slope * weight


@composite
def binary_cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean negative log-likelihood of events of given probabilities.

    Raises:
        ValueError: if the shapes differ.
        RuntimeError: if a probability is not between 0 and 1, or the types differ.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    if input.shape != target.shape:
        raise ValueError(
            f"Using a target size ({target.shape!r}) that is different to the input size "
            f"({input.shape!r}) is deprecated. Please ensure they have the same size."
        )
    _check_kinds(input, target)
    for name, one in (("input", input), ("target", target)):
        inside = bool(np.all((one._data >= 0) & (one._data <= 1)))
        require(inside, f"all elements of {name} should be between 0 and 1")
    return binary_cross_entropy_reduced(input, target, weight, chosen)


def _check_kinds(input: Any, target: Any) -> None:
    kinds = target.dtype.legacy, input.dtype.legacy
    require(kinds[0] == kinds[1], "Found dtype {} but expected {}".format(*kinds))


@op(
    self=lambda grad, self, target, weight, pos_weight, reduction: averaged(
        times(log_odds_slope(self, target, pos_weight) * grad, weight), reduction
    ),
    target=lambda grad, self, weight, pos_weight, reduction: averaged(
        times(event_slope(grad, self, pos_weight), weight), reduction
    ),
    node="BinaryCrossEntropyWithLogitsBackward0",
)
def binary_cross_entropy_logits_reduced(
    self: Array, target: Array, weight: Array | None, pos_weight: Array | None, reduction: int
) -> Array:
    """Return the negative log-likelihood of events of given log-odds, its mean or its sum."""
    miss = np.log1p(np.exp(-np.abs(self))) + np.maximum(-self, 0)
    losses = (1 - target) * self + _positive(target, pos_weight) * miss
    return reduced_array(losses if weight is None else losses * weight, reduction)


def _positive(target: Array, pos_weight: Array | None) -> Any:
    return 1 if pos_weight is None else (pos_weight - 1) * target + 1


@formula
def log_odds_slope(self: Any, target: Any, pos_weight: Any) -> Any:
    """Return the derivative of the loss with respect to the log-odds."""
    if pos_weight is None:
        return sigmoid(self) - target
    positive = pos_weight * target
    return (add_scalar(positive, 1) - target) * sigmoid(self) - positive


@formula
def event_slope(grad: Any, self: Any, pos_weight: Any) -> Any:
    """Return the gradient of the loss with respect to the target."""
    if pos_weight is None:
        return neg(self) * grad
    return mul_(log_sigmoid(neg(self))[0] - log_sigmoid(self)[0] * pos_weight, grad)


@composite
def binary_cross_entropy_with_logits(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    pos_weight: Any = None,
) -> Any:
    """Return the mean negative log-likelihood of events of given log-odds, without overflow.

    Raises:
        ValueError: if the shapes differ.

    """
    chosen = reduction_of(reduction, size_average, reduce)
    if input.shape != target.shape:
        raise ValueError(
            f"Target size ({target.shape!r}) must be the same as input size ({input.shape!r})"
        )
    kinds = input.dtype.legacy, target.dtype.legacy
    require(
        target.dtype.is_floating_point or not input.dtype.is_floating_point,
        "result type {} can't be cast to the desired output type {}".format(*kinds),
    )
    return binary_cross_entropy_logits_reduced(input, target, weight, pos_weight, chosen)


# ---- Poisson and Gauss -----------------------------------------------------------------------


@composite
def poisson_nll_loss(
    input: Any,
    target: Any,
    log_input: bool = True,
    full: bool = False,
    size_average: bool | None = None,
    eps: float = 1e-8,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Any:
    """Return the mean negative log-likelihood of counts with Poisson means, or their logarithms.

    ``full`` adds Stirling's approximation of the logarithm of ``target!``.
    """
    chosen = reduction_of(reduction, size_average, reduce)
    if log_input:
        product = target * input
        loss = input.exp() - product
    else:
        loss = input - target * add_scalar(input, eps).log()
    if full:
        smallest = mul_scalar(mul_scalar(target, 2 * math.pi).log(), 0.5)
        stirling = target * target.log() - target + smallest
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return reduced(loss, chosen)


@composite
def gaussian_nll_loss(
    input: Any,
    target: Any,
    var: Any,
    full: bool = False,
    eps: float = 1e-6,
    reduction: str = "mean",
) -> Any:
    """Return the mean negative log-likelihood of Gaussians (Nix and Weigend 1994).

    ``var`` has the shape of ``input``, 1 in a dimension, or lacks the last; it is at least ``eps``.

    Raises:
        ValueError: if the variances have another shape or are negative.

    """
    chosen = reduction_of(reduction)
    var = _variances(input, var)
    floor = var.clone()
    with no_grad():
        floor.clamp_(min=eps)
    loss = 0.5 * (floor.log() + (input - target) ** 2 / floor)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduced(loss, chosen)


def _variances(input: Any, var: Any) -> Any:
    if not isinstance(var, Tensor):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        return full_like(input, float(var))
    if bool(var.lt(0).any()):
        raise ValueError("var has negative entry/entries")
    if var.shape != input.shape:
        if tuple(input.shape[:-1]) == tuple(var.shape):
            return var.unsqueeze(-1)
        if not _is_one_dim_short(tuple(input.shape), tuple(var.shape)):
            raise ValueError("var is of incorrect size")
    return var


def _is_one_dim_short(sizes: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Return whether the others are the same but for one of them, which is 1."""
    if len(sizes) != len(others):
        return False
    return sum(y for x, y in zip(sizes, others, strict=True) if x != y) == 1


# ---- distributions ---------------------------------------------------------------------------


@composite
def kl_div(
    input: Any,
    target: Any,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Any:
    """Return the Kullback-Leibler divergence of ``target`` from log-probabilities ``input``.

    ``"mean"`` divides by all elements, ``"batchmean"``, the mathematical one, by the samples.
    """
    if reduction == "mean" and size_average is reduce is None:
        warnings.warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size."
            "'batchmean' divides only by the batch size, and aligns with the KL div math "
            "definition.'mean' will be changed to behave the same as 'batchmean' in the next major "
            "release.",
            stacklevel=2,
        )
    by_samples = reduction == "batchmean"
    chosen = reduction_of("sum" if by_samples else reduction, size_average, reduce)
    total = reduced(_divergence(input, target, log_target), chosen)
    return total / input.shape[0] if by_samples and input.ndim else total


def _divergence(input: Any, target: Any, log_target: bool) -> Any:
    require(
        input.dtype.is_floating_point and target.dtype.is_floating_point,
        "kl_div: Integral inputs not supported.",
    )
    if log_target:
        difference = target - input
        return target.exp() * difference
    product = target * input
    return target.xlogy(target) - product
