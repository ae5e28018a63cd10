"""Inverses, and systems of linear equations.

The derivatives are those of M. B. Giles, An extended collection of matrix derivative results for
forward and reverse mode algorithmic differentiation (2008), unless a rule says otherwise.
"""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...tensor import untracked
from .. import return_types
from ..record import Array, composite, composite_of, formula, op
from .elimination import factored, solved_by_factors, zero_pivots
from .linalg_checks import (
    LinAlgError,
    batch_element,
    check_square,
    column_major,
    zero_pivot,
)
from .substitution import solved

if TYPE_CHECKING:
    from ..pointwise.arithmetic import neg
    from ..shapes.squeezing import squeeze_dim, unsqueeze
    from ..shapes.transposing import transpose
    from ..shapes.triangles import tril, triu
    from .matmul import matmul


@formula
def matrix_transposed(A: Any) -> Any:
    """Return each matrix of a batch transposed."""
    return transpose(A, -2, -1)


# ---- inverse ---------------------------------------------------------------------------------


@op(
    A=lambda grad, inverse: inverse_slope(grad, inverse),
    outputs=("inverse", "info"),
    differentiable=1,
    node="LinalgInvExBackward0",
)
def inverse_of_matrices(A: Array, function: str | None) -> tuple[Array, Array]:
    """Return the inverses of matrices, and 0 for each, or the first pivot that is 0.

    Raises:
        LinAlgError: in the name of ``function``, if there is one, for a singular matrix.

    """
    check_square("linalg.inv", A)
    try:
        return column_major(np.linalg.inv(A)), np.zeros(A.shape[:-2], np.int32)[()]
    except np.linalg.LinAlgError as singular:
        if function is not None:
            raise _singular_inverse(function, A) from singular
    LU, pivots = factored(A)
    inverse = solved_by_factors(LU, pivots, np.eye(A.shape[-1], dtype=A.dtype), False)
    return column_major(inverse), zero_pivots(LU)


@formula
def inverse_slope(grad: Any, inverse: Any) -> Any:
    """Return the gradient of an inverse, its parts in the order in which PyTorch computes them."""
    product = matmul(grad, matrix_transposed(inverse))
    return neg(matmul(matrix_transposed(inverse), product))


def _solved(A: Array, B: Array, function: str | None) -> Array:
    try:
        return column_major(np.linalg.solve(A, B))
    except np.linalg.LinAlgError as singular:
        if function is not None:
            raise _singular_system(function, A) from singular
    return column_major(solved_by_factors(*factored(A), B, False))


def _singular_inverse(function: str, A: Array) -> Exception:
    which, matrix = batch_element(A, zero_pivot)
    return LinAlgError(
        f"linalg.{function}: {which}The diagonal element {zero_pivot(matrix)} is zero, the "
        "inversion could not be completed because the input matrix is singular."
    )


def _singular_system(function: str, A: Array) -> Exception:
    which, _ = batch_element(A, zero_pivot)
    return LinAlgError(
        f"torch.linalg.{function}: {which}The solver failed because the input matrix is singular."
    )


@composite
def linalg_inv(A: Any) -> Any:
    """Return the inverses of matrices.

    Raises:
        LinAlgError: if one is singular.
        RuntimeError: if they are not square.

    """
    return inverse_of_matrices(A, "inv")[0]


@composite
def linalg_inv_ex(A: Any, *, check_errors: bool = False) -> Any:
    """Return the inverses of matrices, and 0 for each, or the first pivot that is 0.

    Raises:
        LinAlgError: with ``check_errors``, if one is singular.
        RuntimeError: if they are not square.

    """
    function = "inv_ex" if check_errors else None
    return return_types.linalg_inv_ex(*inverse_of_matrices(A, function))


@composite
def inverse(self: Any) -> Any:
    """Return the inverses of matrices (see ``linalg.inv``)."""
    return linalg_inv(self)


# ---- systems of equations --------------------------------------------------------------------


def is_vector(A: Any, B: Any) -> bool:
    """Return whether ``B`` holds one vector, and not a matrix, for each matrix of ``A``."""
    return len(B.shape) == 1 or tuple(A.shape[:-1]) == tuple(B.shape)


@op(
    inputs=lambda grad, A, LU, pivots, B_sizes, result, left, needs: solve_slopes(
        grad, A, B_sizes, result, left, needs
    ),
    outputs=("result", "LU", "pivots"),
    differentiable=1,
    shown={"B_sizes": {}},
    node="LinalgSolveExBackward0",
    casts=None,
    layout="own",
)
def solve_with_factors(
    A: Array, B: Array, left: bool, function: str | None = "solve"
) -> tuple[Array, Array, Array]:
    """Return the solutions of systems of equations, and the factors and pivots of ``A``.

    Raises:
        LinAlgError: in the name of ``function``, if there is one, if a matrix is singular.

    """
    return _solution(A, B, left, function), *factored(A)


def _solution(A: Array, B: Array, left: bool, function: str | None = "solve") -> Array:
    check_square("linalg.solve", A)
    _check_system(A, B, left)
    if is_vector(A, B):
        solution = _solved(A, B[..., None], function)[..., 0]
        return solution if solution.ndim == 1 else column_major(solution)
    if left:
        return _solved(A, B, function)
    return _solved(A.swapaxes(-2, -1), B.swapaxes(-2, -1), function).swapaxes(-2, -1)


@composite_of(_solution)
def solution_of(A: Any, B: Any, left: bool) -> Any:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``; B may hold vectors."""
    return solve_with_factors(A, B, left)[0]


def _check_system(A: Array, B: Array, left: bool) -> None:
    if A.dtype != B.dtype:
        first, second = (dtypes.of(one.dtype).legacy for one in (A, B))
        raise RuntimeError(
            "linalg.solve: Expected A and B to have the same dtype, but found A of type "
            f"{first} and B of type {second} instead"
        )
    rows, columns = (B.shape[-1], 1) if is_vector(A, B) else B.shape[-2:]
    if A.shape[-1] != (rows if left else columns):
        equation = "AX = B" if left else "XA = B"
        n = A.shape[-1]
        raise RuntimeError(
            f"linalg.solve: Incompatible shapes of A and B for the equation {equation} "
            f"({n}x{n} and {rows}x{columns})"
        )


@formula
def solve_slopes(
    grad: Any, A: Any, sizes: Any, result: Any, left: bool, needs: Any
) -> tuple[Any, Any]:
    """Return the gradients of a solution with respect to both sides of its equations."""
    vector = len(sizes) == 1 or tuple(A.shape[:-1]) == tuple(sizes)
    grad = unsqueeze(grad, -1) if vector else grad
    slope = solution_of(matrix_transposed(A), grad, left)
    ours = None
    if needs[0]:
        turned = matrix_transposed(unsqueeze(result, -1) if vector else result)
        ours = neg(matmul(slope, turned) if left else matmul(turned, slope))
    return ours, squeeze_dim(slope, -1) if vector else slope


@composite
def linalg_solve(A: Any, B: Any, *, left: bool = True) -> Any:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``; B may hold vectors.

    Raises:
        LinAlgError: if a matrix is singular.
        RuntimeError: if the shapes do not fit.

    """
    return solution_of(A, B, left)


@composite
def linalg_solve_ex(A: Any, B: Any, *, left: bool = True, check_errors: bool = False) -> Any:
    """Return X with ``A @ X = B`` (see ``solve``), and 0 for each matrix, or its pivot that is 0.

    Raises:
        LinAlgError: with ``check_errors``, if a matrix is singular.
        RuntimeError: if the shapes do not fit.

    """
    result, LU, _ = solve_with_factors(A, B, left, "solve_ex" if check_errors else None)
    return return_types.linalg_solve_ex(result, untracked(zero_pivots(LU._data)))


@op(
    inputs=lambda grad, self, result, upper, left, unitriangular, needs: triangular_slopes(
        solve_triangular(matrix_transposed(self), grad, not upper, left, unitriangular),
        result,
        (upper, left, unitriangular),
        needs,
    ),
    node="LinalgSolveTriangularBackward0",
    layout="own",
)
def solve_triangular(self: Array, B: Array, upper: bool, left: bool, unitriangular: bool) -> Array:
    """Return the solution of equations whose matrices are triangular."""
    check_square("linalg.solve_triangular", self)
    if left:
        return column_major(solved(self, B, upper, unitriangular))
    turned, sides = self.swapaxes(-2, -1), B.swapaxes(-2, -1)
    return solved(turned, sides, not upper, unitriangular).swapaxes(-2, -1)


@formula
def triangular_slope(slope: Any, result: Any, upper: bool, left: bool, unitriangular: bool) -> Any:
    """Return the gradient of a solution with respect to the triangular matrices."""
    product = (
        matmul(slope, matrix_transposed(result))
        if left
        else matmul(matrix_transposed(result), slope)
    )
    off = int(unitriangular)
    return triu(neg(product), off) if upper else tril(neg(product), -off)


@formula
def triangular_slopes(slope: Any, result: Any, how: Any, needs: Any) -> tuple[Any, Any]:
    """Return the gradients of a solution with respect to both sides of its equations."""
    return triangular_slope(slope, result, *how) if needs[0] else None, slope


@composite
def linalg_solve_triangular(
    A: Any, B: Any, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Any:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``, for triangular A."""
    return solve_triangular(A, B, upper, left, unitriangular)
