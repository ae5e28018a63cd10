"""Systems of equations whose matrices are triangular (Golub and Van Loan, 3.1)."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

import numpy as np

from ..record import Array

# Larger matrices are halved, for products of large matrices.
_LARGE = 32


def solved(A: Array, B: Array, upper: bool, unitriangular: bool = False) -> Array:
    """Return X with ``A @ X = B``, where only one triangle of A counts; both are broadcast.

    With ``unitriangular`` its diagonal is taken for 1. A 0 there gives inf and NaN.
    """
    if A.shape[-1] <= _LARGE:
        return _solved_at_once(_triangle(A, upper, unitriangular), B, upper)
    batch = np.broadcast_shapes(A.shape[:-2], B.shape[:-2])
    X: Array = np.array(np.broadcast_to(B, (*batch, *B.shape[-2:])), order="C")
    _solve(A, X, upper, unitriangular)
    return X


def _solve(A: Array, X: Array, upper: bool, unitriangular: bool) -> None:
    """Replace X by the solution, the last rows first if A is an upper triangle."""
    size = A.shape[-1]
    if size <= _LARGE:
        X[...] = _solved_at_once(_triangle(A, upper, unitriangular), X, upper)
        return
    halves = slice(0, size // 2), slice(size // 2, size)
    first, second = halves[::-1] if upper else halves
    _solve(A[..., first, first], X[..., first, :], upper, unitriangular)
    X[..., second, :] -= A[..., second, first] @ X[..., first, :]
    _solve(A[..., second, second], X[..., second, :], upper, unitriangular)


def _triangle(A: Array, upper: bool, unitriangular: bool) -> Array:
    matrices = np.triu(A, int(unitriangular)) if upper else np.tril(A, -int(unitriangular))
    if unitriangular:
        matrices += np.eye(A.shape[-1], dtype=A.dtype)
    return matrices


def _solved_at_once(A: Array, B: Array, upper: bool) -> Array:
    try:
        if upper:
            return np.linalg.solve(A, B)
        # As an upper triangle, in which elimination finds nothing to exchange.
        turned = np.linalg.solve(A[..., ::-1, ::-1], B[..., ::-1, :])
        return np.ascontiguousarray(turned[..., ::-1, :])
    except np.linalg.LinAlgError:
        return _substituted(A, B, upper)


def _substituted(A: Array, B: Array, upper: bool) -> Array:
    """Return the solution row by row, where an element of the diagonal is 0."""
    batch = np.broadcast_shapes(A.shape[:-2], B.shape[:-2])
    X, rows = np.array(np.broadcast_to(B, (*batch, *B.shape[-2:]))), range(A.shape[-1])
    for row in reversed(rows) if upper else rows:
        known = slice(row + 1, None) if upper else slice(0, row)
        X[..., row, :] -= (A[..., row, None, known] @ X[..., known, :])[..., 0, :]
        X[..., row, :] /= A[..., row, row, None]
    return X
