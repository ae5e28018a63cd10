"""The error function, its complement and its inverse.

``erf`` and ``erfc`` follow W. J. Cody, Rational Chebyshev approximations for the error function,
Math. Comp. 23 (1969), in the form and with the coefficients of Sun's fdlibm (``s_erf.c``). In
single precision ``erf`` is the tangent of a polynomial, fitted by Lawson's weighted least squares.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import blocks_of
from ..record import Array, op
from .normal_quantile import normal_quantile
from .rational import polynomial, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .arithmetic import mul_scalar, neg, pow_scalar
    from .elementwise import exp

# Numerators and denominators from the highest power, on |x| in [0, 0.84375), [0.84375, 1.25),
# [1.25, 1 / 0.35) and from there on.
_NEAR_ZERO = (
    (-2.37630166566501626084e-05, -5.77027029648944159157e-03, -2.84817495755985104766e-02,
     -3.25042107247001499370e-01, 1.28379167095512558561e-01),
    (-3.96022827877536812320e-06, 1.32494738004321644526e-04, 5.08130628187576562776e-03,
     6.50222499887672944485e-02, 3.97917223959155352819e-01, 1.0),
)  # fmt: skip
_NEAR_ONE = (
    (-2.16637559486879084300e-03, 3.54783043256182359371e-02, -1.10894694282396677476e-01,
     3.18346619901161753674e-01, -3.72207876035701323847e-01, 4.14856118683748331666e-01,
     -2.36211856075265944077e-03),
    (1.19844998467991074170e-02, 1.36370839120290507362e-02, 1.26171219808761642112e-01,
     7.18286544141962662868e-02, 5.40397917702171048937e-01, 1.06420880400844228286e-01, 1.0),
)  # fmt: skip
_MIDDLE = (
    (-9.81432934416914548592e+00, -8.12874355063065934246e+01, -1.84605092906711035994e+02,
     -1.62396669462573470355e+02, -6.23753324503260060396e+01, -1.05586262253232909814e+01,
     -6.93858572707181764372e-01, -9.86494403484714822705e-03),
    (-6.04244152148580987438e-02, 6.57024977031928170135e+00, 1.08635005541779435134e+02,
     4.29008140027567833386e+02, 6.45387271733267880336e+02, 4.34565877475229228821e+02,
     1.37657754143519042600e+02, 1.96512716674392571292e+01, 1.0),
)  # fmt: skip
_TAIL = (
    (-4.83519191608651397019e+02, -1.02509513161107724954e+03, -6.37566443368389627722e+02,
     -1.60636384855821916062e+02, -1.77579549177547519889e+01, -7.99283237680523006574e-01,
     -9.86494292470009928597e-03),
    (-2.24409524465858183362e+01, 4.74528541206955367215e+02, 2.55305040643316442583e+03,
     3.19985821950859553908e+03, 1.53672958608443695994e+03, 3.25792512996573918826e+02,
     3.03380607434824582924e+01, 1.0),
)  # fmt: skip
# atanh(erf(x)) / x by x^2 in single precision: erf to 7e-8 of itself. As the power of the highest
# coefficient grows, the tangent comes to 1.
_SINGLE = (
    5.4216603406e-09, 2.7574717213e-08, -4.7945934893e-06, 8.4596538405e-05, -6.1483815873e-04,
    -1.9528823341e-04, 1.0276986415e-01, 1.1283792472,
)  # fmt: skip
_BOUNDS = (0.0, 0.84375, 1.25, 1 / 0.35, np.nan)
_ERF_OF_ONE = 8.45062911510467529297e-01


def _by_interval(self: Array, pieces: Sequence[Callable[[Any], Any]]) -> Array:
    """Return the value of ``pieces``, one for each interval of the absolute value."""
    values = np.asarray(self, np.float64).reshape(-1)
    result = np.empty(values.size)
    for part in blocks_of(values):
        _fill(result[part], values[part], pieces)
    return result.reshape(self.shape).astype(self.dtype)[()]


def _fill(result: Any, values: Any, pieces: Sequence[Callable[[Any], Any]]) -> None:
    near, *others = pieces
    result[:] = near(values)  # of all, as most are near 0 and choosing takes longer
    size = np.abs(values)
    far = np.flatnonzero(~(size < _BOUNDS[1]))
    values, size = values[far], size[far]
    for low, high, piece in zip(_BOUNDS[1:-1], _BOUNDS[2:], others, strict=True):
        chosen = np.flatnonzero((size >= low) & ~(size >= high))
        if chosen.size:
            result[far[chosen]] = piece(values[chosen])
    result[far[np.isnan(size)]] = np.nan


def _erf_single(self: Array) -> Array:
    values = np.asarray(self, np.float32).reshape(-1)
    result = np.empty_like(values)
    for part in blocks_of(values):
        inner = values[part]
        bent = polynomial(_SINGLE, inner * inner)
        bent *= inner
        np.tanh(bent, out=result[part])
    return result.reshape(self.shape).astype(self.dtype, copy=False)[()]


def _erf_near_zero(x: Any) -> Any:
    return x + x * ratio(x * x, _NEAR_ZERO)


def _erf_near_one(x: Any) -> Any:
    return np.sign(x) * (_ERF_OF_ONE + ratio(np.abs(x) - 1, _NEAR_ONE))


def _erfc_positive(x: Any, pair: tuple[Sequence[float], Sequence[float]]) -> Any:
    # exp(-x * x) is split so that the square of its first factor's argument is exact.
    head = x.astype(np.float32).astype(np.float64)
    powers = np.exp(-head * head - 0.5625) * np.exp(
        (head - x) * (head + x) + ratio(1 / (x * x), pair)
    )
    return np.where(x < 28, powers / x, 0.0)


def _erfc_far(pair: tuple[Sequence[float], Sequence[float]]) -> Callable[[Any], Any]:
    def piece(x: Any) -> Any:
        small = _erfc_positive(np.minimum(np.abs(x), 28), pair)
        return np.where(x < 0, 2 - small, small)

    return piece


def _erf_far(pair: tuple[Sequence[float], Sequence[float]]) -> Callable[[Any], Any]:
    return lambda x: np.sign(x) * (1 - _erfc_positive(np.minimum(np.abs(x), 28), pair))


_ERF = (_erf_near_zero, _erf_near_one, _erf_far(_MIDDLE), _erf_far(_TAIL))
_ERFC = (
    lambda x: 0.5 - (x - 0.5 + x * ratio(x * x, _NEAR_ZERO)),
    lambda x: 1 - _erf_near_one(x),
    _erfc_far(_MIDDLE),
    _erfc_far(_TAIL),
)


@op(self=lambda grad, self: mul_scalar(exp(neg(pow_scalar(self, 2))), 1.1283791670955126) * grad,
    casts="float", inplace=True)  # fmt: skip
def erf(self: Array) -> Array:
    """Return the error function."""
    return _by_interval(self, _ERF) if self.dtype == np.float64 else _erf_single(self)


@op(self=lambda grad, self: mul_scalar(exp(neg(pow_scalar(self, 2))), -1.1283791670955126) * grad,
    casts="float", inplace=True)  # fmt: skip
def erfc(self: Array) -> Array:
    """Return ``1 - erf(self)``, exact where that is small."""
    return _by_interval(self, _ERFC)


@op(self=lambda grad, self: mul_scalar(exp(pow_scalar(erfinv(self), 2)), 0.886226925452758) * grad,
    casts="float", inplace=True)  # fmt: skip
def erfinv(self: Array) -> Array:
    """Return the inverse of the error function: a quantile of the normal distribution."""
    values = np.asarray(self, np.float64)
    quantile = normal_quantile(values / 2, (1 - np.abs(values)) / 2)
    return (quantile * np.sqrt(0.5)).astype(self.dtype)[()]
