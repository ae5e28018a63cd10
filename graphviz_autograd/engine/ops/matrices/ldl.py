"""Factors L and D of symmetric matrices that need not be definite.

The pivoting is that of J. Bunch and L. Kaufman, Some stable methods for calculating inertia and
solving symmetric linear systems (1977): blocks of one or two rows on the diagonal of D. A positive
pivot exchanged the row of the step with that row, counted from 1; two equal negative ones stand for
a block of two, whose second row was exchanged.
"""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from .. import return_types
from ..demands import require
from ..record import Array, composite, op
from .linalg_checks import check_square, column_major

if TYPE_CHECKING:
    from ..pointwise.binary import no_derivative

# A block of one row makes the others grow by less than one of two if its pivot is as large.
_GROWTH = (1 + sqrt(17)) / 8


# ---- the factors of one matrix, in place -----------------------------------------------------


def _factor(matrix: Array, pivots: Array) -> int:
    """Factor the lower triangle; return the first step with a pivot of 0, counted from 1.

    What is above it is neither read nor of use afterwards.
    """
    step, info, size = 0, 0, len(matrix)
    while step < size:
        row, width = _pivot(matrix, step)
        _exchange(matrix, step, row, width)
        if width == 2:
            _eliminate_two(matrix, step)
            pivots[step : step + 2] = -(row + 1)
        else:
            pivots[step] = row + 1
            if matrix[step, step] == 0:
                info = info or step + 1
            else:
                _eliminate(matrix, step)
        step += width
    return info


def _pivot(matrix: Array, step: int) -> tuple[int, int]:
    """Return the row to exchange, and the number of rows of the block."""
    below = np.abs(matrix[step + 1 :, step])
    own = abs(matrix[step, step])
    if not below.size or own >= _GROWTH * below.max():
        return step, 1
    row = step + 1 + int(below.argmax())
    largest = below.max()
    others = np.abs(np.concatenate([matrix[row, step:row], matrix[row + 1 :, row]]))
    if own >= _GROWTH * largest * (largest / others.max()):
        return step, 1
    return row, 1 if abs(matrix[row, row]) >= _GROWTH * others.max() else 2


def _exchange(matrix: Array, step: int, row: int, width: int) -> None:
    """Exchange two rows and columns of what is left of the lower triangle."""
    own = step + width - 1
    if row == own:
        return
    for first, second in (
        (matrix[row + 1 :, own], matrix[row + 1 :, row]),
        (matrix[own + 1 : row, own], matrix[row, own + 1 : row]),
        (matrix[own : own + 1, own], matrix[row : row + 1, row]),
        (matrix[own : own + 1, step:own], matrix[row : row + 1, step:own]),
    ):
        kept = first.copy()
        first[...] = second
        second[...] = kept


def _eliminate(matrix: Array, step: int) -> None:
    column = matrix[step + 1 :, step]
    factors = column / matrix[step, step]
    matrix[step + 1 :, step + 1 :] -= factors[:, None] * column
    column[...] = factors


def _eliminate_two(matrix: Array, step: int) -> None:
    block = np.tril(matrix[step : step + 2, step : step + 2])
    columns = matrix[step + 2 :, step : step + 2]
    factors = _solved_by_block(block, columns.T).T
    matrix[step + 2 :, step + 2 :] -= factors @ columns.T
    columns[...] = factors


def _solved_by_block(block: Array, B: Array) -> Array:
    """Return X with ``block @ X = B`` for a symmetric block of two, scaled by what is beside."""
    beside = block[1, 0]
    first, second = block[0, 0] / beside, block[1, 1] / beside
    top, bottom = B / beside
    return np.stack([second * top - bottom, first * bottom - top]) / (first * second - 1)


def _solve(matrix: Array, pivots: Array, B: Array) -> None:
    """Replace B by the solution X with ``A @ X = B``."""
    steps = _steps(pivots)
    for step, row, width in steps:
        rows = slice(step, step + width)
        B[[step + width - 1, row]] = B[[row, step + width - 1]]
        B[step + width :] -= matrix[step + width :, rows] @ B[rows]
        if width == 1:
            B[rows] /= matrix[step, step]
        else:
            B[rows] = _solved_by_block(matrix[rows, rows], B[rows])
    for step, row, width in reversed(steps):
        rows = slice(step, step + width)
        B[rows] -= matrix[step + width :, rows].T @ B[step + width :]
        B[[step + width - 1, row]] = B[[row, step + width - 1]]


def _steps(pivots: Array) -> list[tuple[int, int, int]]:
    """Return where each block begins, what its last row was exchanged with, and its size."""
    steps, step = [], 0
    while step < len(pivots):
        row, width = abs(int(pivots[step])) - 1, 1 if pivots[step] > 0 else 2
        steps.append((step, row, width))
        step += width
    return steps


# ---- operations ------------------------------------------------------------------------------


@op(
    A=lambda grad: no_derivative(grad, "linalg_ldl_factor_ex"),
    outputs=("LD", "pivots", "info"),
    differentiable=1,
    node="NotImplemented",
)
def ldl_factors(A: Array) -> tuple[Array, Array, Array]:
    """Return D and below it L in one matrix, the pivots, and 0 or the first pivot that is 0."""
    check_square("torch.linalg.ldl_factor_ex", A)
    LD = np.array(A, order="C")
    pivots, info = np.zeros(A.shape[:-1], np.int32), np.zeros(A.shape[:-2], np.int32)
    for place in np.ndindex(A.shape[:-2]):
        info[place] = _factor(LD[place], pivots[place])
    return column_major(np.tril(LD)), pivots, info[()]


@op(
    LD=lambda grad: no_derivative(grad, "linalg_ldl_solve"),
    B=lambda grad: no_derivative(grad, "linalg_ldl_solve"),
    casts=None,
    layout="own",
    node="NotImplemented",
)
def solve_by_ldl(LD: Array, pivots: Array, B: Array) -> Array:
    """Return X with ``A @ X = B``, given the factors of A."""
    _check_solve(LD, pivots, B)
    batch = np.broadcast_shapes(LD.shape[:-2], B.shape[:-2])
    LD = np.broadcast_to(LD, (*batch, *LD.shape[-2:]))
    pivots = np.broadcast_to(pivots, (*batch, pivots.shape[-1]))
    X = np.array(np.broadcast_to(B, (*batch, *B.shape[-2:])))
    for place in np.ndindex(batch):
        _solve(LD[place], pivots[place], X[place])
    return column_major(X)


def _check_solve(LD: Array, pivots: Array, B: Array) -> None:
    name = "torch.linalg.ldl_solve"
    check_square(name, LD)
    if B.ndim < 2:
        raise IndexError("Dimension out of range (expected to be in range of [-1, 0], but got -2)")
    rows, (height, width) = LD.shape[-1], B.shape[-2:]
    require(
        rows == height,
        f"Incompatible matrix sizes for {name}: each A matrix is {rows} by {rows} but each b "
        f"matrix is {height} by {width}",
    )
    require(
        LD.shape[:-1] == pivots.shape,
        f"{name}: Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with "
        f"shape {list(pivots.shape)} instead",
    )
    require(
        pivots.dtype.kind in "iu",
        f"{name}: Expected pivots to be integers. Got {dtypes.of(pivots.dtype).legacy}",
    )
    ours, theirs = (dtypes.of(one.dtype).legacy for one in (LD, B))
    require(
        ours == theirs,
        f"Expected b and A to have the same dtype, but found b of type {theirs} and A of type "
        f"{ours} instead.",
    )


@composite
def linalg_ldl_factor_ex(A: Any, *, hermitian: bool = False, check_errors: bool = False) -> Any:  # noqa: ARG001
    """Return the factors of symmetric matrices, the pivots, and 0 or the first pivot that is 0.

    Raises:
        RuntimeError: if the matrices are not square, or with ``check_errors`` if a pivot is 0.

    """
    return return_types.linalg_ldl_factor_ex(*_factored("ldl_factor_ex", A, check_errors))


@composite
def linalg_ldl_factor(A: Any, *, hermitian: bool = False) -> Any:  # noqa: ARG001
    """Return the factors of symmetric matrices, D and below it L in one matrix, and the pivots.

    Raises:
        RuntimeError: if the matrices are not square, or a pivot is 0.

    """
    return return_types.linalg_ldl_factor(*_factored("ldl_factor", A, True)[:2])


def _factored(name: str, A: Any, check_errors: bool) -> Any:
    found = ldl_factors(A)
    wrong = np.ravel(found[2].numpy())
    if check_errors and wrong.any():
        raise RuntimeError(
            f"torch.linalg.{name}: the pivot of step {wrong[wrong != 0][0]} is zero; use "
            "torch.linalg.ldl_factor_ex for the factors nonetheless"
        )
    return found


@composite
def linalg_ldl_solve(LD: Any, pivots: Any, B: Any, *, hermitian: bool = False) -> Any:  # noqa: ARG001
    """Return X with ``A @ X = B``, given what ``ldl_factor`` returned for A.

    Raises:
        RuntimeError: if the shapes or types do not fit.

    """
    return solve_by_ldl(LD, pivots, B)
