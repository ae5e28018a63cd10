"""Gauss' elimination with partial pivoting (G. Golub and C. Van Loan, Matrix Computations, 3.4)."""

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from ..record import Array
from .substitution import solved

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
    lower = _turned(turned[..., start:middle, start:middle])
    right = _turned(turned[..., middle:stop, start:middle])
    right[...] = solved(lower, right, False, True)
    turned[..., middle:stop, middle:] -= _turned(right) @ turned[..., start:middle, middle:]


def diagonal_of(LU: Array) -> Array:
    """Return the diagonals of the upper factors."""
    diagonal: Array = np.einsum("...ii->...i", LU)
    return diagonal


def zero_pivots(LU: Array) -> Array:
    """Return of each matrix the first pivot that is 0, counted from 1, or 0."""
    zero = diagonal_of(LU[..., : min(LU.shape[-2:]), : min(LU.shape[-2:])]) == 0
    first: Array = (zero.argmax(-1) + 1) * zero.any(-1) if zero.shape[-1] else zero.any(-1)
    return np.asarray(first, np.int32)[()]


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
    np.put_along_axis(P, _order(pivots, rows)[..., None, :], 1, -2)
    return P


def _order(pivots: Array, rows: int) -> Array:
    """Return which row of a matrix came to each place."""
    order: Array = np.empty((*pivots.shape[:-1], rows), np.intp)
    for place in np.ndindex(pivots.shape[:-1]):
        one = [*range(rows)]
        for step, row in enumerate(pivots[place].tolist()):
            one[step], one[row - 1] = one[row - 1], one[step]
        order[place] = one
    return order


def solved_by_factors(LU: Array, pivots: Array, B: Array, adjoint: bool) -> Array:
    """Return X with ``A @ X = B``, or with the transpose of A, given the factors of A."""
    batch = np.broadcast_shapes(LU.shape[:-2], B.shape[:-2])
    B = np.broadcast_to(B, (*batch, *B.shape[-2:]))
    order = np.broadcast_to(_order(pivots, LU.shape[-1]), (*batch, LU.shape[-1]))[..., None]
    if not adjoint:
        Y = solved(LU, np.take_along_axis(B, order, -2), False, True)
        return solved(LU, Y, True)
    turned = _turned(LU)
    Y = solved(turned, solved(turned, B, False), True, True)
    X: Array = np.empty_like(Y)
    np.put_along_axis(X, np.broadcast_to(order, Y.shape), Y, -2)
    return X


def _turned(matrices: Array) -> Array:
    return matrices.swapaxes(-2, -1)
