"""Storing random numbers into a tensor; the gradient of what was there before is zero."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...random import generator
from ...tensor import Tensor
from ..record import FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like


def _in_type_of(self: Array, values: Any) -> Array:
    return np.asarray(values).astype(self.dtype)


def _check_floating(kernel: str, self: Any) -> None:
    if not self.dtype.is_floating_point:
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{self.dtype.legacy}'")


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="UniformBackward0")
def drawn_uniform(self: Array, low: float, high: float) -> Array:
    """Return uniform random numbers from [low, high)."""
    return _in_type_of(self, generator().uniform(low, high, np.shape(self)))


@composite
def uniform_(self: Any, from_: float = 0, to: float = 1) -> Any:
    """Store uniform random numbers from [from_, to).

    Raises:
        RuntimeError: if the bounds are the wrong way round.
        NotImplementedError: for integers.

    """
    _check_floating("check_uniform_bounds", self)
    if from_ > to:
        raise RuntimeError(
            f"uniform_ expects to return a [from, to) range, but found from={from_:g} > to={to:g}"
        )
    return FUNCTIONS["drawn_uniform_"](self, from_, to)


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="NormalBackward0")
def drawn_normal(self: Array, mean: float, std: float) -> Array:
    """Return normal random numbers."""
    return _in_type_of(self, generator().normal(mean, std, np.shape(self)))


@composite
def normal_(self: Any, mean: float = 0, std: float = 1) -> Any:
    """Store normal random numbers.

    Raises:
        RuntimeError: if ``std`` is negative.
        NotImplementedError: for integers.

    """
    if std < 0:
        raise RuntimeError(f"normal expects std >= 0.0, but found std {std:g}")
    _check_floating("normal_kernel_cpu", self)
    return FUNCTIONS["drawn_normal_"](self, mean, std)


# ---- bernoulli -------------------------------------------------------------------------------


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="BernoulliBackward2")
def drawn_bernoulli(self: Array, p: float) -> Array:
    """Return 1 with probability ``p``, else 0."""
    return _in_type_of(self, generator().random(np.shape(self)) < p)


@op(
    self=lambda grad: zeros_of_like(grad),
    p=lambda grad: zeros_of_like(grad),
    casts=None,
    inplace=True,
    node="BernoulliBackward1",
)
def drawn_bernoulli_each(self: Array, p: Array) -> Array:
    """Return 1 with the probability that a tensor gives for each element, else 0."""
    return _in_type_of(self, generator().random(np.shape(self)) < _probabilities(p))


def _probabilities(p: Array) -> Array:
    if np.any((p < 0) | (p > 1)):
        raise RuntimeError(_NO_PROBABILITY)
    return p


@composite
def bernoulli_(self: Any, p: Any = 0.5) -> Any:
    """Store 1 with probability ``p``, a number or a tensor, else 0.

    Raises:
        RuntimeError: if that is no probability.

    """
    if isinstance(p, Tensor):
        return FUNCTIONS["drawn_bernoulli_each_"](self, p)
    if not 0 <= p <= 1:
        raise RuntimeError(f"bernoulli_ expects p to be in [0, 1], but got p={p:g}")
    return FUNCTIONS["drawn_bernoulli_"](self, p)


@op(self=lambda grad: zeros_of_like(grad), casts=None)
def bernoulli(self: Array) -> Array:
    """Return 1 with the probability that each element is, else 0.

    Raises:
        RuntimeError: if an element is no probability.

    """
    return _in_type_of(self, generator().random(np.shape(self)) < _probabilities(self))


# ---- other distributions ---------------------------------------------------------------------


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="ExponentialBackward0")
def drawn_exponential(self: Array, lambd: float) -> Array:
    """Return exponential random numbers."""
    return _in_type_of(self, generator().exponential(1 / lambd, np.shape(self)))


@composite
def exponential_(self: Any, lambd: float = 1) -> Any:
    """Store exponential random numbers of rate ``lambd``.

    Raises:
        RuntimeError: if the rate is not positive.

    """
    if lambd <= 0:
        raise RuntimeError(f"exponential_ expects lambda > 0.0, but found lambda={lambd:g}")
    return FUNCTIONS["drawn_exponential_"](self, lambd)


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="CauchyBackward0")
def drawn_cauchy(self: Array, median: float, sigma: float) -> Array:
    """Return Cauchy random numbers."""
    return _in_type_of(self, median + sigma * generator().standard_cauchy(np.shape(self)))


@composite
def cauchy_(self: Any, median: float = 0, sigma: float = 1) -> Any:
    """Store Cauchy random numbers."""
    return FUNCTIONS["drawn_cauchy_"](self, median, sigma)


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="GeometricBackward0")
def drawn_geometric(self: Array, p: float) -> Array:
    """Return how many trials of probability ``p`` the first success takes."""
    return _in_type_of(self, generator().geometric(p, np.shape(self)))


@composite
def geometric_(self: Any, p: float) -> Any:
    """Store how many trials of probability ``p`` the first success takes.

    Raises:
        RuntimeError: if that is no probability between 0 and 1.

    """
    if not 0 < p < 1:
        raise RuntimeError(f"geometric_ expects p to be in (0, 1), but got p={p:g}")
    return FUNCTIONS["drawn_geometric_"](self, p)


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="LogNormalBackward0")
def drawn_log_normal(self: Array, mean: float, std: float) -> Array:
    """Return random numbers whose logarithm is normal."""
    return _in_type_of(self, generator().lognormal(mean, std, np.shape(self)))


@composite
def log_normal_(self: Any, mean: float = 1, std: float = 2) -> Any:
    """Store random numbers whose logarithm is normal."""
    return FUNCTIONS["drawn_log_normal_"](self, mean, std)


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, node="RandomBackward0")
def drawn_integers(self: Array, low: int, high: int) -> Array:
    """Return random integers from [low, high)."""
    return _in_type_of(self, generator().integers(low, high, np.shape(self)))


@composite
def random_(self: Any, from_: int | None = None, to: int | None = None) -> Any:
    """Store random integers from [from_, to), from 0 if there is one bound, of the type if none.

    Raises:
        RuntimeError: if the bounds are the wrong way round.

    """
    low, high = (0, from_) if to is None else (from_, to)
    if low is None or high is None:
        low, high = 0, _largest(self.dtype) + 1
    if low >= high:
        raise RuntimeError(
            f"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}"
        )
    return FUNCTIONS["drawn_integers_"](self, low, high)


def _largest(kind: dtypes.dtype) -> int:
    """Return the largest integer that PyTorch draws: up to it, floating point numbers are exact."""
    if kind.is_floating_point:
        return int(2 ** (np.finfo(kind.numpy).nmant + 1))
    return 1 if kind.category == 0 else int(np.iinfo(kind.numpy).max) - 1


_NO_PROBABILITY = (
    "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
    "improved?  If so, please report an enhancement request to PyTorch.)"
)
