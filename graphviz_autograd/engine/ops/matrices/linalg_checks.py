"""What the functions of linear algebra demand of matrices, and their errors."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dtypes
from ..record import Array


class _LinAlgError(RuntimeError):
    """A matrix that an algorithm cannot work with, such as a singular one to invert."""


LinAlgError = _LinAlgError


def column_major(matrices: Array) -> Array:
    """Return matrices column by column in memory, as LAPACK leaves them and PyTorch with it."""
    # A copy in any case: of a single column NumPy says that it is in order, whatever its strides.
    return matrices.swapaxes(-2, -1).copy(order="C").swapaxes(-2, -1)


def check_matrices(function: str, A: Array) -> None:
    """Raise unless ``A`` holds matrices of floating point numbers.

    Raises:
        RuntimeError: naming the function.

    """
    if A.ndim < 2:
        raise RuntimeError(f"{function}: The input tensor A must have at least 2 dimensions.")
    if A.dtype.kind != "f":
        raise RuntimeError(
            f"{function}: Expected a floating point or complex tensor as input. Got "
            f"{dtypes.of(A.dtype).legacy}"
        )


def check_square(function: str, A: Array) -> None:
    """Raise unless ``A`` holds square matrices of floating point numbers.

    Raises:
        RuntimeError: naming the function.

    """
    check_matrices(function, A)
    rows, columns = A.shape[-2:]
    if rows != columns:
        raise RuntimeError(
            f"{function}: A must be batches of square matrices, but they are {rows} by {columns} "
            "matrices"
        )


def batch_element(A: Array, fails: Any) -> tuple[str, Any]:
    """Return the first matrix for which ``fails``, and the words that say which of a batch."""
    for number, matrix in enumerate(A.reshape((-1, *A.shape[-2:]))):
        if fails(matrix):
            return (f"(Batch element {number}): " if A.ndim > 2 else ""), matrix
    return "", A


def zero_pivot(matrix: Array) -> int:
    """Return which pivot of Gauss' elimination is zero, counted from 1; 0 if none is."""
    rest = np.array(matrix, np.float64)
    for step in range(len(rest)):
        top = int(np.argmax(np.abs(rest[:, 0])))
        if rest[top, 0] == 0:
            return step + 1
        rest[[0, top]] = rest[[top, 0]]
        rest = rest[1:, 1:] - np.outer(rest[1:, 0] / rest[0, 0], rest[0, 1:])
    return 0


def indefinite_minor(matrix: Array) -> int:
    """Return the order of the first leading minor that is not positive-definite; 0 if none."""
    for order in range(1, len(matrix) + 1):
        try:
            np.linalg.cholesky(matrix[:order, :order])
        except np.linalg.LinAlgError:
            return order
    return 0
