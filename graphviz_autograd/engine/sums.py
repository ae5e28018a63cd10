"""Sums and maxima along one dimension of a matrix, faster than NumPy's reductions.

BLAS sums a matrix of floating point numbers, as a product with ones, in a third of the time of
NumPy's reduction, or less. Maxima of short rows, which NumPy takes one row at a time, are found
all at once in the columns of the transpose.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

Matrix = np.ndarray[Any, Any]

# Arrays of fewer elements are not worth a product, or being transposed.
_SMALL, _MANY = 256, 4096
# Nor are rows of more elements worth being transposed.
_SHORT = 48


def row_sums(matrix: Matrix) -> Matrix:
    """Return the sum of each row of an array of two dimensions."""
    sums: Matrix = matrix.dot(_ones(matrix.shape[1], matrix.dtype))
    return sums


def column_sums(matrix: Matrix) -> Matrix:
    """Return the sum of each column of an array of two dimensions."""
    sums: Matrix = _ones(matrix.shape[0], matrix.dtype).dot(matrix)
    return sums


@lru_cache(maxsize=16)  # a program has few batch sizes, and sums at every step
def _ones(count: int, dtype: np.dtype[Any]) -> Matrix:
    return np.ones(count, dtype)


def sums_over(array: Matrix, dim: int) -> Matrix:
    """Return the sums of an array over one of its dimensions, which is kept with size 1."""
    last = array.ndim - 1
    if array.size < _SMALL or last < 1 or dim not in (-1, last) or array.dtype.char not in "fd":
        sums: Matrix = np.add.reduce(array, axis=dim, keepdims=True)
        return sums
    rows = array if last == 1 else array.reshape(-1, array.shape[-1])
    return row_sums(rows).reshape(*array.shape[:-1], 1)


def products_over(one: Matrix, other: Matrix, dim: int) -> Matrix:
    """Return the sums of the products of two arrays over a dimension, which is kept with size 1."""
    if dim in (-1, one.ndim - 1) and one.ndim:
        sums: Matrix = np.vecdot(one, other)
        return sums[..., None]
    return sums_over(one * other, dim)


def maxima_over(array: Matrix, dim: int) -> Matrix:
    """Return the maxima of an array over one of its dimensions, which is kept with size 1.

    The maximum of nothing is minus infinity.
    """
    last = array.ndim - 1
    if array.size < _MANY or last < 1 or dim not in (-1, last) or array.shape[-1] > _SHORT:
        maxima: Matrix = np.maximum.reduce(array, axis=dim, keepdims=True, initial=-np.inf)
        return maxima
    columns = array.reshape(-1, array.shape[-1]).T.copy()
    found: Matrix = np.maximum.reduce(columns, axis=0)
    return found.reshape(*array.shape[:-1], 1)
