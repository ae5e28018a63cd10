"""Sums along one dimension of a matrix, taken as products with ones.

BLAS sums a matrix of floating point numbers in a third of the time of NumPy's reduction, or less.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def row_sums(matrix: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the sum of each row of an array of two dimensions."""
    ones = np.empty(matrix.shape[1], matrix.dtype)
    ones.fill(1)
    sums: np.ndarray[Any, Any] = matrix.dot(ones)
    return sums


def column_sums(matrix: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the sum of each column of an array of two dimensions."""
    ones = np.empty(matrix.shape[0], matrix.dtype)
    ones.fill(1)  # np.ones takes three times as long
    sums: np.ndarray[Any, Any] = ones.dot(matrix)
    return sums
