"""The normal distribution function, its logarithm and its inverse, and the scaled ``erfc``."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import in_blocks
from ..record import KERNELS, Array, composite, formula, op
from .arithmetic import add_scalar, mul_scalar
from .error_function import erf
from .normal_quantile import normal_quantile

if TYPE_CHECKING:
    from .arithmetic import div_scalar, neg, pow_scalar, sub_scalar
    from .elementwise import exp

_ROOT_HALF = sqrt(0.5)
ROOT_OF_TWO_PI = sqrt(2 * pi)
TWO_BY_ROOT_OF_PI = 2 / sqrt(pi)
# From here on the continued fraction needs no more than as many terms as are taken.
_TAIL = 2.5
_TERMS = 60


@in_blocks
def _scaled_complement(x: Array) -> Array:
    """Return ``exp(x * x) * erfc(x)``, in the tail by a continued fraction (A. and S. 7.1.14)."""
    small, tail = np.minimum(x, _TAIL), np.maximum(x, _TAIL)
    fraction = tail.copy()
    for k in range(_TERMS, 0, -1):
        np.divide(k / 2, fraction, out=fraction)
        fraction += tail
    direct = np.exp(small * small) * KERNELS["erfc"](small)
    return np.where(x < _TAIL, direct, 1 / (fraction * sqrt(pi)))


@op(
    self=lambda grad, self, result: erfcx_slope(grad, self, result),
    casts="float",
    node="SpecialErfcxBackward0",
)
def special_erfcx(self: Array) -> Array:
    """Return ``exp(self * self) * erfc(self)``."""
    return _scaled_complement(self).astype(self.dtype)[()]


@formula
def erfcx_slope(grad: Any, self: Any, result: Any) -> Any:
    """Return the gradient of the scaled complement of the error function."""
    return sub_scalar(mul_scalar(self, 2) * result, TWO_BY_ROOT_OF_PI) * grad


@composite
def special_ndtr(input: Any) -> Any:
    """Return the probability that a standard normal number is less."""
    return mul_scalar(add_scalar(erf(mul_scalar(input, _ROOT_HALF)), 1), 0.5)


@op(
    self=lambda grad, self, result: log_ndtr_slope(grad, self, result),
    casts="float",
    node="SpecialLogNdtrBackward0",
)
def special_log_ndtr(self: Array) -> Array:
    """Return the logarithm of ``special.ndtr``."""
    scaled = np.asarray(self, np.float64) * _ROOT_HALF
    low, high = np.minimum(scaled, -_ROOT_HALF), np.maximum(scaled, -_ROOT_HALF)
    tail = np.log(_scaled_complement(-low) / 2) - low * low
    middle = np.log1p(-KERNELS["erfc"](high) / 2)
    return np.where(scaled < -_ROOT_HALF, tail, middle).astype(self.dtype)[()]


@formula
def log_ndtr_slope(grad: Any, self: Any, result: Any) -> Any:
    """Return the gradient of ``special.log_ndtr``: the density over the probability."""
    ratio = exp(neg(result + div_scalar(pow_scalar(self, 2), 2)))
    return div_scalar(grad, ROOT_OF_TWO_PI) * ratio


@op(
    self=lambda grad, result: ndtri_slope(grad, result),
    casts="float",
    node="SpecialNdtriBackward0",
)
def special_ndtri(self: Array) -> Array:
    """Return the number that a standard normal one is less than with probability ``self``."""
    share = np.asarray(self, np.float64)
    return normal_quantile(share - 0.5, np.minimum(share, 1 - share)).astype(self.dtype)[()]


@formula
def ndtri_slope(grad: Any, result: Any) -> Any:
    """Return the gradient of ``special.ndtri``: one over the density."""
    inverse = exp(div_scalar(pow_scalar(result, 2), 2))
    return mul_scalar(grad, ROOT_OF_TWO_PI) * inverse
