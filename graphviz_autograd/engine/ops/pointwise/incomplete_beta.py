"""The incomplete beta function."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..record import KERNELS, Array

_MOST_TERMS = 2000


def incomplete_beta(a: Any, b: Any, x: Any) -> tuple[Array, Array]:
    """Return the lower and the upper incomplete beta function over the whole one.

    By the continued fraction below the mean, and above it by that of the mirrored function
    (DLMF 8.17.22 and 8.17.4).

    Args:
        a: the power of ``x``, positive; so is b, that of ``1 - x``.
        b: of a shape that goes with that of a.
        x: between 0 and 1.

    """
    a, b, x = np.broadcast_arrays(a, b, np.asarray(x, np.float64))
    mirrored = x * (a + b + 2) > a + 1
    first, second = np.where(mirrored, b, a), np.where(mirrored, a, b)
    at = np.where(mirrored, 1 - x, x)
    rest = np.where(mirrored, np.log(x), np.log1p(-x))
    lgamma = KERNELS["lgamma"]
    whole = lgamma(first) + lgamma(second) - lgamma(first + second)
    front = np.exp(first * np.log(at) + second * rest - whole) / first
    share = front * _fraction(first, second, at)
    return np.where(mirrored, 1 - share, share), np.where(mirrored, share, 1 - share)


def _fraction(a: Array, b: Array, x: Array) -> Array:
    """Return the continued fraction by Lentz's algorithm."""
    c = np.ones_like(x)
    d = 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / (1 + even * d), 1 + even / c
        value = value * c * d
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / (1 + odd * d), 1 + odd / c
        value = value * c * d
        if (np.abs(c * d - 1) < 3e-16).all():
            break
    return np.asarray(value)
