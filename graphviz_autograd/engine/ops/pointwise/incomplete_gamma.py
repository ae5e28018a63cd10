"""The incomplete gamma functions, and the logarithm of the multivariate one."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import log as log_of
from math import pi
from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import KERNELS, Array, formula, op

if TYPE_CHECKING:
    from ..reductions.reduction import sum_dim
    from ..shapes.squeezing import unsqueeze
    from .arithmetic import neg, right_first
    from .binary import unimplemented
    from .elementwise import exp, log
    from .gamma import digamma, lgamma

    digamma_ = digamma

# Enough terms up to shapes in the thousands, where the sums need some square roots of the shape.
_MOST_TERMS = 2000


def incomplete_gamma(shape: Any, x: Any) -> tuple[Array, Array]:
    """Return the lower and the upper incomplete gamma function over the whole one.

    By the series below the mean and by the continued fraction above it (Abramowitz and Stegun
    6.5.29 and 6.5.31).
    """
    shape, x = np.broadcast_arrays(np.asarray(shape, np.float64), np.asarray(x, np.float64))
    valid = (shape > 0) & (x > 0) & np.isfinite(x)
    a, at = np.where(valid, shape, 1.0), np.where(valid, x, 1.0)
    below = at < a + 1
    front = np.exp(a * np.log(at) - at - KERNELS["lgamma"](a))
    series = front * _series(a, np.where(below, at, 1.0))
    fraction = front * _fraction(a, np.where(below, a + 2, at))
    lower = np.where(below, series, 1 - fraction)
    upper = np.where(below, 1 - series, fraction)
    ends = np.where(x == 0, 0.0, np.where((x > 0) & (shape >= 0), 1.0, np.nan))
    ends = np.where(shape < 0, np.nan, ends)
    return np.where(valid, lower, ends), np.where(valid, upper, 1 - ends)


def _series(a: Array, x: Array) -> Array:
    term = total = 1 / a
    for k in range(1, _MOST_TERMS):
        term = term * x / (a + k)
        total = total + term
        if (term < total * 1e-17).all():
            break
    return np.asarray(total)


def _fraction(a: Array, x: Array) -> Array:
    """Return the continued fraction by Lentz's algorithm."""
    b = x + 1 - a
    c, d = np.full_like(x, 1e300), 1 / b
    value = d
    for k in range(1, _MOST_TERMS):
        factor, b = -k * (k - a), b + 2
        d, c = 1 / (factor * d + b), b + factor / c
        value = value * c * d
        if (np.abs(c * d - 1) < 3e-16).all():
            break
    return np.asarray(value)


@op(
    self=lambda grad: unimplemented(grad, "igamma: input"),
    other=lambda grad, self, other: grad * gamma_density(self, other),
    casts="float",
    inplace=True,
)
def igamma(self: Array, other: Array) -> Array:
    """Return the lower incomplete gamma function of shape ``self`` at ``other``, up to 1."""
    return incomplete_gamma(self, other)[0].astype(other.dtype)[()]


@op(
    self=lambda grad: unimplemented(grad, "igammac: input"),
    other=lambda grad, self, other: right_first(gamma_density(self, other), neg(grad)),
    casts="float",
    inplace=True,
)
def igammac(self: Array, other: Array) -> Array:
    """Return 1 minus ``igamma``."""
    return incomplete_gamma(self, other)[1].astype(other.dtype)[()]


@formula
def gamma_density(self: Any, other: Any) -> Any:
    """Return the density of the gamma distribution."""
    return exp((self - 1) * log(other) - other - lgamma(self))


@op(
    self=lambda grad, self, p: grad * sum_dim(digamma_(mvlgamma_arguments(self, p)), (-1,)),
    casts="float",
    node="MvlgammaBackward0",
    inplace=True,
)
def mvlgamma(self: Array, p: int) -> Array:
    """Return the logarithm of the multivariate gamma function of dimension ``p``."""
    if p < 1:
        raise RuntimeError("p has to be greater than or equal to 1")
    halves = np.arange(p) / 2
    total = KERNELS["lgamma"](np.asarray(self)[..., None] - halves).sum(-1)
    return np.asarray(total + p * (p - 1) / 4 * log_of(pi)).astype(self.dtype)[()]


@formula
def mvlgamma_arguments(self: Any, p: int) -> Any:
    """Return the arguments of the digamma functions in the gradient, along a last dimension."""
    return falling_halves(self, p) + unsqueeze(self, -1)


@op(casts=None)
def falling_halves(self: Array, p: int) -> Array:
    """Return ``(1 - p) / 2`` to 0 in steps of a half, in the type of ``self``."""
    return np.arange(1 - p, 1).astype(self.dtype) / 2
