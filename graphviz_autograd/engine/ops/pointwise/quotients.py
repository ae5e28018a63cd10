"""Rounded quotients and remainders as PyTorch computes them, of many numbers at once.

NumPy computes them one by one. In single precision they follow from the quotient in double
precision: if not large, it rounds to no whole number that it is not, as it is 2^-24 away from one,
and the product of that and the divisor is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import blocks_of
from ..record import Array

if TYPE_CHECKING:
    from collections.abc import Callable

# Below it whole numbers are so exact in single precision that PyTorch's are these.
_LARGE = 2.0**22
# Of fewer it takes longer than one by one.
_MANY = 3000


def floor_divided(self: Any, other: Any) -> Array:
    """Return the quotients rounded down."""
    return _by_doubles(np.floor_divide, self, other, _floor)


def fmod(self: Any, other: Any) -> Array:
    """Return the remainders with the dividend's sign."""
    return _by_doubles(np.fmod, self, other, _left_of_trunc)


def remainder(self: Any, other: Any) -> Array:
    """Return the remainders with the divisor's sign, or the dividend's where they are 0."""
    return _by_doubles(_remainder, self, other, _left_of_floor)


def _remainder(self: Any, other: Any) -> Array:
    if np.result_type(self, other).kind != "f":
        return np.remainder(self, other)
    left = np.fmod(self, other)
    return np.where((left != 0) & ((other < 0) != (left < 0)), left + other, left)


def _floor(a: Array, b: Array, ratio: Array) -> Array:  # noqa: ARG001
    return np.floor(ratio)


def _left_of_trunc(a: Array, b: Array, ratio: Array) -> Array:
    left: Array = a - np.trunc(ratio) * b
    return np.copysign(left, a)


def _left_of_floor(a: Array, b: Array, ratio: Array) -> Array:
    left: Array = a - np.floor(ratio) * b
    none = left == 0
    left[none] = np.copysign(0, a[none])
    return left


def _by_doubles(
    one_by_one: Callable[[Any, Any], Array],
    self: Any,
    other: Any,
    computed: Callable[[Array, Array, Array], Array],
) -> Array:
    """Return what is computed from the operands and their quotient, where that is exact."""
    single = np.result_type(self, other) == np.float32
    if not single or max(np.size(self), np.size(other)) < _MANY:
        return one_by_one(self, other)
    both = np.broadcast_arrays(self, other)
    result = np.empty(both[0].size, np.float32)
    first, second = [one.reshape(-1) for one in both]
    for part in blocks_of(result):
        a, b = [one[part].astype(np.float64) for one in (first, second)]
        ratio = a / b
        result[part] = computed(a, b, ratio)
        doubtful = ~(np.abs(ratio) < _LARGE) | np.isinf(b)
        if doubtful.any():
            result[part][doubtful] = one_by_one(first[part][doubtful], second[part][doubtful])
    return result.reshape(both[0].shape)
