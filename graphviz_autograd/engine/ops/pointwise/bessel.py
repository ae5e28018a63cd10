"""The modified Bessel functions of order 0 and 1, also scaled by ``exp(-abs(x))``."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import in_blocks
from ..record import Array, formula, op

if TYPE_CHECKING:
    from .arithmetic import reciprocal
    from .choosing import where
    from .elementwise import abs, sgn  # noqa: A004

# From here on the asymptotic series is exact to all digits.
_LARGE = 1000.0
# Up to here a slope at 0 is taken.
_TINY = float(np.finfo(np.float64).eps)


@in_blocks
def _scaled(x: Array, order: int) -> Array:
    """Return ``exp(-abs(x)) * I(x)`` for I of order 0 or 1, in double precision."""
    size = np.abs(x)
    result = np.where(size < _LARGE, _by_integral(size, order), _by_series(size, order))
    return np.copysign(result, x) if order else result


def _by_integral(size: Array, order: int) -> Array:
    """Return the mean of ``exp(size * (cos(t) - 1)) * cos(order * t)`` over a period.

    The trapezoidal rule is exact for it with several times sqrt(size) points (L. Trefethen and
    J. Weideman, The exponentially convergent trapezoidal rule, 2014).
    """
    size = np.minimum(size, _LARGE)
    # Of half a period, as the other one is the same.
    points = 16 + int(np.sqrt(20 * np.fmax.reduce(size, initial=0.0)))
    total = (1 + (-1) ** order * np.exp(-2 * size)) / 2
    for angle in np.pi * np.arange(1, points) / points:
        term = np.exp(size * (np.cos(angle) - 1))
        term *= np.cos(order * angle)
        total += term
    return np.asarray(total / points)


def _by_series(size: Array, order: int) -> Array:
    """Return the asymptotic series (Abramowitz and Stegun 9.7.1)."""
    size = np.maximum(size, _LARGE)
    term = total = np.ones_like(size)
    for k in range(1, 8):
        term = -term * (4 * order**2 - (2 * k - 1) ** 2) / (8 * k * size)
        total = total + term
    return np.asarray(total / np.sqrt(2 * np.pi * size))


def _of_type(values: Array, x: Array) -> Array:
    return values.astype(x.dtype)[()]


@op(
    self=lambda grad, self: grad * special_i1(self), casts="float", node="I0Backward0", inplace=True
)
def i0(self: Array) -> Array:
    """Return the modified Bessel function of the first kind of order 0."""
    return _of_type(_scaled(self, 0) * np.exp(np.abs(np.asarray(self, np.float64))), self)


@op(
    self=lambda grad, self, result: i0e_slope(grad, self, result),
    casts="float",
    node="SpecialI0EBackward0",
)
def special_i0e(self: Array) -> Array:
    """Return ``i0`` times ``exp(-abs(x))``."""
    return _of_type(_scaled(self, 0), self)


@formula
def i0e_slope(grad: Any, self: Any, result: Any) -> Any:
    """Return the gradient of ``i0e``."""
    inward = sgn(self) * result
    return grad * (special_i1e(self) - inward)


@op(
    self=lambda grad, self, result: i1_slope(grad, self, result, False),
    casts="float",
    node="SpecialI1Backward0",
)
def special_i1(self: Array) -> Array:
    """Return the modified Bessel function of the first kind of order 1."""
    return _of_type(_scaled(self, 1) * np.exp(np.abs(np.asarray(self, np.float64))), self)


@op(
    self=lambda grad, self, result: i1_slope(grad, self, result, True),
    casts="float",
    node="SpecialI1EBackward0",
)
def special_i1e(self: Array) -> Array:
    """Return ``special.i1`` times ``exp(-abs(x))``."""
    return _of_type(_scaled(self, 1), self)


@formula
def i1_slope(grad: Any, self: Any, result: Any, scaled: bool) -> Any:
    """Return the gradient of ``i1``: ``i0(x) - i1(x) / x``, and a half at 0."""
    big = abs(self) > _TINY
    safe = where(big, self, _TINY)
    inverse = reciprocal(safe)
    inward = result * (sgn(safe) + inverse if scaled else inverse)
    return grad * where(big, (special_i0e(safe) if scaled else i0(safe)) - inward, 0.5)
