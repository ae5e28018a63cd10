"""The gamma function's logarithm and the derivatives of that."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import factorial
from typing import Any

import numpy as np

from ...blocks import in_blocks
from ..record import KERNELS, Array, composite, op
from .rational import polynomial

# Lanczos' approximation with g = 6.02468… and 13 terms, from the highest power: C. Lanczos, SIAM J.
# Numer. Anal. 1 (1964); the coefficients are those of Boost and of Python's math module.
_LANCZOS_G = 6.024680040776729583740234375
_LANCZOS = (
    (2.5066282746310002, 210.82427775157936, 8071.672002365816, 186056.26539522348,
     2876370.6289353725, 31426415.585400194, 248874557.86205417, 1439720407.3117216,
     6039542586.352028, 17921034426.03721, 35711959237.35567, 42919803642.6491,
     23531376880.41076),
    (1.0, 66.0, 1925.0, 32670.0, 357423.0, 2637558.0, 13339535.0, 45995730.0, 105258076.0,
     150917976.0, 120543840.0, 39916800.0, 0.0),
)  # fmt: skip
# Bernoulli's numbers B2, B4, … B20, for the asymptotic series.
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798,
              -174611 / 330)  # fmt: skip


def _log_gamma_positive(x: Any) -> Any:
    above, below = (_lanczos_sum(series, x) for series in _LANCZOS)
    result = np.log(above / below) - _LANCZOS_G
    result = result + (x - 0.5) * (np.log(x + (_LANCZOS_G - 0.5)) - 1)
    return np.where((x == 1) | (x == 2), 0.0, np.where(x < 1e-20, -np.log(x), result))


def _lanczos_sum(series: tuple[float, ...], x: Any) -> Any:
    # In powers of 1 / x, the sums do not overflow where x is large; only their ratio matters.
    return np.where(x < 5, polynomial(series, x), polynomial(series[::-1], 1 / x))


@op(self=lambda grad, self: grad * digamma(self), casts="float", inplace=True)
def lgamma(self: Array) -> Array:
    """Return the logarithm of the absolute value of the gamma function.

    Negative elements by Euler's reflection: ``gamma(x) * gamma(-x) = -pi / (x * sin(pi * x))``.
    """
    return _log_gamma(self).astype(self.dtype)[()]


@in_blocks
def _log_gamma(values: Array) -> Array:
    size = np.abs(values)
    positive = _log_gamma_positive(size)
    sine = np.abs(np.sin(np.pi * (size - np.round(size))))
    reflected = np.log(np.pi) - np.log(sine) - np.log(size) - positive
    result = np.where((values > 0) | (size < 1e-20), positive, reflected)
    return np.where(np.isinf(values), np.inf, result)


@op(self=lambda grad, self: grad * polygamma_of(self, 1), casts="float", inplace=True)
def digamma(self: Array) -> Array:
    """Return the derivative of ``lgamma``.

    The asymptotic series (Abramowitz and Stegun 6.3.18) is used above 10, reached by recurrence
    (6.3.5); negative elements are reflected (6.3.7).
    """
    return _digamma(self).astype(self.dtype)[()]


@in_blocks
def _digamma(values: Array) -> Array:
    x = np.where(values > 0, values, 1 - values)
    shift = np.zeros_like(x)
    while (small := x < 10).any():
        shift -= small / x
        x += small
    tail = [number / (2 * k) for k, number in enumerate(_BERNOULLI, 1)]
    series = polynomial([*reversed(tail), 0.0], x**-2.0)
    result = shift + np.log(x) - 0.5 / x - series
    turned = np.pi / np.tan(np.pi * (values - np.trunc(values)))
    result = np.where(values > 0, result, result - np.where(values == 0, 0.0, turned))
    result = np.where(values == 0, np.copysign(np.inf, -values), result)
    whole = (values < 0) & (values == np.floor(values))
    return np.where(whole, np.nan, result)


@op(self=lambda grad, n, self: grad * polygamma_of(self, n + 1), casts="float",
    node="PolygammaBackward0", inplace=True)  # fmt: skip
def polygamma_of(self: Array, n: int) -> Array:
    """Return the ``n``-th derivative of ``digamma``, by Hurwitz' zeta function.

    Raises:
        RuntimeError: if ``n`` is negative.

    """
    if n < 0:
        raise RuntimeError("polygamma(n, x) does not support negative n.")
    if n == 0:
        return KERNELS["digamma"](self)
    sign = 1.0 if n % 2 else -1.0
    return (sign * factorial(n) * _zeta(self, n + 1)).astype(self.dtype)[()]


@in_blocks
def _zeta(q: Array, s: int) -> Array:
    """Return the sum of ``(q + k) ** -s`` over k, by Euler and Maclaurin (A&S 23.2.9)."""
    total, q = np.zeros_like(q), np.where(np.isneginf(q), 0, q)  # both are poles
    while (small := q < 10).any():
        total += small * (1 / q) ** s
        q += small
    inverse, rising = 1 / q, float(s)
    power: Array = inverse ** (s - 1)
    total += power / (s - 1) + 0.5 * power * inverse
    for k, number in enumerate(_BERNOULLI, 1):
        power *= inverse * inverse
        total += number * rising / factorial(2 * k) * power
        rising *= (s + 2 * k - 1) * (s + 2 * k)
    return total


@composite
def polygamma(n: int, self: Any) -> Any:
    """Return the ``n``-th derivative of ``digamma``."""
    return polygamma_of(self, n)


@composite
def method_polygamma(self: Any, n: int) -> Any:
    """Return the ``n``-th derivative of ``digamma``."""
    return polygamma_of(self, n)
