"""Sums along one dimension of a matrix, taken as products with ones.

BLAS sums a matrix of floating point numbers in a third of the time of NumPy's reduction, or less.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def row_sums(matrix: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the sum of each row of an array of two dimensions."""
    sums: np.ndarray[Any, Any] = matrix.dot(_ones(matrix.shape[1], matrix.dtype))
    return sums


def column_sums(matrix: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the sum of each column of an array of two dimensions."""
    sums: np.ndarray[Any, Any] = _ones(matrix.shape[0], matrix.dtype).dot(matrix)
    return sums


def _ones(count: int, kind: Any) -> np.ndarray[Any, Any]:
    # np.ones takes three times as long
    ones = np.empty(count, kind)
    ones.fill(1)
    return ones
