"""Gauss' elimination with partial pivoting (G. Golub and C. Van Loan, Matrix Computations, 3.4)."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import Any

import numpy as np

from ..record import Array
from .linalg_checks import column_major

# As many columns are eliminated one by one; more are split, for products of large matrices.
_PANEL = 16


def factored(A: Array) -> tuple[Array, Array]:
    """Return L below and U on and above the diagonal in one array, and the pivots.

    In each step the row of the pivot, counted from 1, was exchanged with the step's own.
    """
    size = min(A.shape[-2:])
    LU: Array = np.array(A)
    pivots: Array = np.zeros((*A.shape[:-2], size), np.int32)
    for place in np.ndindex(A.shape[:-2]):
        _factor(LU[place], pivots[place], 0, size)
        _eliminate(LU[place], 0, size, A.shape[-1])
    return column_major(LU), pivots


def _factor(matrix: Array, pivots: Array, start: int, stop: int) -> None:
    """Factor the columns from ``start`` to ``stop``; whole rows are exchanged."""
    if stop - start <= _PANEL:
        for step in range(start, stop):
            _step(matrix, pivots, step, stop)
        return
    middle = (start + stop) // 2
    _factor(matrix, pivots, start, middle)
    _eliminate(matrix, start, middle, stop)
    _factor(matrix, pivots, middle, stop)


def _step(matrix: Array, pivots: Array, step: int, stop: int) -> None:
    """Eliminate one column below its largest element, in the columns before ``stop``."""
    row = step + int(np.abs(matrix[step:, step]).argmax())
    pivots[step] = row + 1
    top = matrix[step]
    if row != step:
        below = matrix[row].copy()
        matrix[row] = top
        matrix[step] = below
    if top[step] != 0:
        factors = matrix[step + 1 :, step]
        factors /= top[step]
        rest = matrix[step + 1 :, step + 1 : stop]
        rest -= factors[:, None] * top[step + 1 : stop]


def _eliminate(matrix: Array, start: int, middle: int, stop: int) -> None:
    """Eliminate the columns from ``start`` to ``middle`` in those up to ``stop``."""
    if middle == stop:
        return
    lower = np.tril(matrix[start:middle, start:middle], -1)
    lower += np.eye(middle - start, dtype=matrix.dtype)
    right = np.linalg.solve(lower, matrix[start:middle, middle:stop])
    matrix[start:middle, middle:stop] = right
    matrix[middle:, middle:stop] -= matrix[middle:, start:middle] @ right


def diagonal_of(LU: Array) -> Array:
    """Return the diagonals of the upper factors."""
    diagonal: Array = np.einsum("...ii->...i", LU)
    return diagonal


def parity(pivots: Array) -> Array:
    """Return the sign of each permutation: -1 for an odd number of exchanges."""
    moved = pivots != np.arange(1, pivots.shape[-1] + 1)
    odd: Array = moved.sum(-1) % 2
    return 1 - 2 * odd


def triangles(LU: Array) -> tuple[Array, Array]:
    """Return L and U, which are stored in one array."""
    size = min(LU.shape[-2:])
    eye = np.eye(LU.shape[-2], size, dtype=LU.dtype)
    return np.tril(LU[..., :size], -1) + eye, np.triu(LU[..., :size, :])


def permutation(pivots: Array, rows: int, dtype: Any) -> Array:
    """Return the matrices P with ``A = P @ L @ U``."""
    P: Array = np.zeros((*pivots.shape[:-1], rows, rows), dtype)
    for place in np.ndindex(pivots.shape[:-1]):
        order = np.arange(rows)
        for step, row in enumerate(pivots[place]):
            order[[step, row - 1]] = order[[row - 1, step]]
        P[(*place, order, np.arange(rows))] = 1
    return P


def solved_by_factors(LU: Array, pivots: Array, B: Array, adjoint: bool) -> Array:
    """Return X with ``A @ X = B``, or with the transpose of A, given the factors of A."""
    L, U = triangles(LU)
    P = permutation(pivots, LU.shape[-2], LU.dtype)
    if adjoint:
        return P @ np.linalg.solve(_turned(L), np.linalg.solve(_turned(U), B))
    return np.linalg.solve(U, np.linalg.solve(L, _turned(P) @ B))


def _turned(matrices: Array) -> Array:
    return matrices.swapaxes(-2, -1)
