"""The gamma function's logarithm and the derivatives of that."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np

from .record import Array, op

if TYPE_CHECKING:
    from .comparison import where

# Lanczos' approximation with g = 6.02468… and 13 terms, from the highest power: C. Lanczos, SIAM J.
# Numer. Anal. 1 (1964); the coefficients are those of Boost and of Python's math module.
_LANCZOS_G = 6.024680040776729583740234375
_LANCZOS = (
    (2.5066282746310002701649081771338373386264310793408, 210.82427775157934587250973392071336271166969580291,
     8071.6720023658162106380029022722506138218516325024, 186056.26539522349504029498971604569928220784236328,
     2876370.6289353724412254090516208496135991145378768, 31426415.585400194380614231628318205362874684987640,
     248874557.86205415651146038641322942321632125127801, 1439720407.3117216736632230727949123939715485786372,
     6039542586.3520280050642916443072979210699388420708, 17921034426.037209699919755754458931112671403265390,
     35711959237.355668049440185451547166705960488635843, 42919803642.649098768957899047001988850926355848959,
     23531376880.410759688572007674451636754734846804940),
    (1.0, 66.0, 1925.0, 32670.0, 357423.0, 2637558.0, 13339535.0, 45995730.0, 105258076.0,
     150917976.0, 120543840.0, 39916800.0, 0.0),
)  # fmt: skip
# Bernoulli's numbers B2, B4, … B20, for the asymptotic series.
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798,
              -174611 / 330)  # fmt: skip


def _log_gamma_positive(x: Any) -> Any:
    # Evaluated in 1 / x, the ratio does not overflow where x is large.
    above, below = (np.polyval(series[::-1], 1 / x) for series in _LANCZOS)
    shifted = x + _LANCZOS_G - 0.5
    result = np.log(above / below) - _LANCZOS_G + (x - 0.5) * (np.log(shifted) - 1)
    return np.where((x == 1) | (x == 2), 0.0, result)


@op(self=lambda grad, self: grad * digamma(self), casts="float", inplace=True)
def lgamma(self: Array) -> Array:
    """Return the logarithm of the absolute value of the gamma function."""
    values = np.asarray(self, np.float64)
    size = np.abs(values)
    positive = _log_gamma_positive(np.where(size == 0, 1.0, size))
    # Reflection: gamma(x) * gamma(-x) = -pi / (x * sin(pi * x)).
    sine = np.abs(np.sin(np.pi * (size - np.round(size))))
    reflected = np.log(np.pi / (sine * np.where(size == 0, 0.0, size))) - positive
    result = np.where(values > 0, positive, reflected)
    return np.where(np.isinf(values), np.inf, result).astype(self.dtype)[()]
