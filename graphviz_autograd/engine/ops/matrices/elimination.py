"""Gauss' elimination with partial pivoting (G. Golub and C. Van Loan, Matrix Computations, 3.4)."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from ..record import Array

# As many columns are eliminated one by one; more are split, for products of large matrices.
_PANEL = 32


def factored(A: Array) -> tuple[Array, Array]:
    """Return L below and U on and above the diagonal in one array, and the pivots.

    In each step the row of the pivot, counted from 1, was exchanged with the step's own.
    """
    *batch, rows, columns = A.shape
    size = min(rows, columns)
    # Transposed, a column is in one piece, and the result as LAPACK leaves it.
    turned: Array = A.swapaxes(-2, -1).copy(order="C")
    pivots: Array = np.empty((*batch, size), np.int32)
    if batch:
        count = prod(batch)
        every, each = turned.reshape(count, columns, rows), pivots.reshape(count, size)
        _factor(_Batch(every, each), 0, size)
        _eliminate(every, 0, size, columns)
    else:
        _factor(_Matrix(turned, pivots), 0, size)
        _eliminate(turned, 0, size, columns)
    return turned.swapaxes(-2, -1), pivots


class _Matrix:
    """One matrix, transposed, whose columns are eliminated one by one."""

    def __init__(self, turned: Array, pivots: Array) -> None:
        self.turned, self.pivots = turned, pivots

    def step(self, step: int, stop: int) -> None:
        """Eliminate one column below its largest element, in the columns before ``stop``."""
        turned = self.turned
        row = step + int(abs(turned[step, step:]).argmax())
        self.pivots[step] = row + 1
        top = turned[:, row]
        if row != step:
            top = top.copy()
            turned[:, row] = turned[:, step]
            turned[:, step] = top
        pivot = top.item(step)
        if pivot:
            factors = turned[step, step + 1 :]
            factors /= pivot
            rest = turned[step + 1 : stop, step + 1 :]
            rest -= top[step + 1 : stop, None].dot(factors[None])


class _Batch:
    """Several matrices, transposed, whose columns are eliminated one by one, in all at once."""

    def __init__(self, turned: Array, pivots: Array) -> None:
        self.turned, self.pivots = turned, pivots
        self.places = np.arange(len(turned))

    def step(self, step: int, stop: int) -> None:
        """Eliminate one column below its largest element, in the columns before ``stop``."""
        turned = self.turned
        row = step + abs(turned[:, step, step:]).argmax(-1)
        self.pivots[:, step] = row + 1
        top = turned[self.places, :, row]
        turned[self.places, :, row] = turned[:, :, step]
        turned[:, :, step] = top
        pivot = top[:, step, None]
        factors = turned[:, step, step + 1 :]
        factors /= pivot + (pivot == 0)
        rest = turned[:, step + 1 : stop, step + 1 :]
        rest -= top[:, step + 1 : stop, None] * factors[:, None]


def _factor(matrices: _Matrix | _Batch, start: int, stop: int) -> None:
    """Factor the columns from ``start`` to ``stop``; whole rows are exchanged."""
    if stop - start <= _PANEL:
        for step in range(start, stop):
            matrices.step(step, stop)
        return
    middle = (start + stop) // 2
    _factor(matrices, start, middle)
    _eliminate(matrices.turned, start, middle, stop)
    _factor(matrices, middle, stop)


def _eliminate(turned: Array, start: int, middle: int, stop: int) -> None:
    """Eliminate the columns from ``start`` to ``middle`` in those up to ``stop``."""
    if middle == stop:
        return
    lower = np.tril(_turned(turned[..., start:middle, start:middle]), -1)
    lower += np.eye(middle - start, dtype=turned.dtype)
    right = np.linalg.solve(lower, _turned(turned[..., middle:stop, start:middle]))
    turned[..., middle:stop, start:middle] = _turned(right)
    turned[..., middle:stop, middle:] -= _turned(right) @ turned[..., start:middle, middle:]


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
        P[(*place, _order(pivots[place], rows), np.arange(rows))] = 1
    return P


def _order(pivots: Array, rows: int) -> list[int]:
    """Return which row of a matrix came to each place."""
    order = [*range(rows)]
    for step, row in enumerate(pivots.tolist()):
        order[step], order[row - 1] = order[row - 1], order[step]
    return order


def solved_by_factors(LU: Array, pivots: Array, B: Array, adjoint: bool) -> Array:
    """Return X with ``A @ X = B``, or with the transpose of A, given the factors of A."""
    L, U = triangles(LU)
    P = permutation(pivots, LU.shape[-2], LU.dtype)
    if adjoint:
        return P @ np.linalg.solve(_turned(L), np.linalg.solve(_turned(U), B))
    return np.linalg.solve(U, np.linalg.solve(L, _turned(P) @ B))


def _turned(matrices: Array) -> Array:
    return matrices.swapaxes(-2, -1)
