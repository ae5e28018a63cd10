"""LU factorisation with partial pivoting (G. Golub and C. Van Loan, Matrix Computations, 3.4)."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...warning import warn
from .. import return_types
from ..record import Array, composite, composite_of, formula, op
from .elimination import factored, permutation, solved_by_factors, triangles, zero_pivots
from .linalg_checks import check_square, column_major

if TYPE_CHECKING:
    from ..pointwise.arithmetic import neg
    from ..shapes.triangles import tril, triu
    from .linalg import matrix_transposed, solve_triangular
    from .lu_slopes import lu_factor_slope, lu_slope, unpacked_slope
    from .matmul import matmul


# ---- factorisation ---------------------------------------------------------------------------


@op(
    A=lambda grad, LU, pivots, pivot: lu_factor_slope(grad, LU, pivots),
    outputs=("LU", "pivots", "info"),
    differentiable=1,
    node="LinalgLuFactorExBackward0",
)
def lu_factor_of_matrices(
    A: Array, pivot: bool, function: str | None
) -> tuple[Array, Array, Array]:
    """Return both factors in one matrix, the pivots, and the first that is 0 or 0.

    Raises:
        RuntimeError: in the name of ``function``, if there is one, for a pivot that is 0.

    """
    _check("linalg.lu_factor", A, pivot)
    LU, pivots = factored(A)
    info = zero_pivots(LU)
    if function is not None and info.any():
        raise RuntimeError(_zero_pivot(function, info))
    return LU, pivots, info


def _zero_pivot(function: str, info: Array) -> str:
    where = int(np.flatnonzero(info)[0])
    which, step = f"(Batch element {where}): " if info.ndim else "", info.reshape(-1)[where]
    return (
        f"torch.linalg.{function}: {which}U[{step},{step}] is zero and using it on lu_solve would "
        "result in a division by zero. If you still want to perform the factorization, consider "
        "calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)"
    )


def _check(function: str, A: Array, pivot: bool) -> None:
    if A.ndim < 2:
        raise RuntimeError(
            f"{function}: Expected tensor with 2 or more dimensions. Got size: {list(A.shape)} "
            "instead"
        )
    if A.dtype.kind != "f":
        raise NotImplementedError(f"\"lu_cpu\" not implemented for '{dtypes.of(A.dtype).legacy}'")
    if not pivot:
        raise RuntimeError(f"{function}: LU without pivoting is not implemented on the CPU")


@op(
    A=lambda given, L, P, U, pivot: lu_slope(*given, P, L, U),
    outputs=("L", "U", "P"),
    differentiable=2,
    node="LinalgLuBackward0",
)
def lu_of_matrices(A: Array, pivot: bool) -> tuple[Array, Array, Array]:
    """Return L, U and P with ``A = P @ L @ U``."""
    _check("linalg.lu", A, pivot)
    LU, pivots = factored(A)
    return *triangles(LU), permutation(pivots, A.shape[-2], A.dtype)


@composite
def linalg_lu_factor(A: Any, *, pivot: bool = True) -> Any:
    """Return the factors of matrices, both in one matrix, and the pivots.

    Raises:
        RuntimeError: if there are no matrices, or a pivot is 0.

    """
    return return_types.linalg_lu_factor(*lu_factor_of_matrices(A, pivot, "lu_factor")[:2])


@composite
def linalg_lu_factor_ex(A: Any, *, pivot: bool = True, check_errors: bool = False) -> Any:
    """Return the factors of matrices, the pivots, and the first pivot that is 0 or 0.

    Raises:
        RuntimeError: if there are no matrices, or with ``check_errors`` if a pivot is 0.

    """
    function = "lu_factor_ex" if check_errors else None
    return return_types.linalg_lu_factor_ex(*lu_factor_of_matrices(A, pivot, function))


@composite
def linalg_lu(A: Any, *, pivot: bool = True) -> Any:
    """Return P, L and U with ``A = P @ L @ U``.

    Raises:
        RuntimeError: if there are no matrices.

    """
    L, U, P = lu_of_matrices(A, pivot)
    return return_types.linalg_lu(P, L, U)


@op(
    LU_data=lambda given, LU_data_sizes: unpacked_slope(*given, *LU_data_sizes[-2:]),
    outputs=("L", "U", "P"),
    differentiable=2,
    casts=None,
    shown={
        "LU_data_sizes": {
            "LU_data_sym_argsize_minus_1": itemgetter(-1),
            "LU_data_sym_argsize_minus_2": itemgetter(-2),
        }
    },
    node="LuUnpackBackward0",
)
def lu_parts(LU_data: Array, LU_pivots: Array) -> tuple[Array, Array, Array]:
    """Return L, U and P of the factors in one matrix and the pivots."""
    return *triangles(LU_data), permutation(LU_pivots, LU_data.shape[-2], LU_data.dtype)


def _unpacked(LU_data: Array, LU_pivots: Array) -> tuple[Array, Array, Array]:
    return permutation(LU_pivots, LU_data.shape[-2], LU_data.dtype), *triangles(LU_data)


@composite_of(_unpacked)
def lu_unpack(
    LU_data: Any, LU_pivots: Any, unpack_data: bool = True, unpack_pivots: bool = True
) -> Any:
    """Return P, L and U of what ``linalg.lu_factor`` returned.

    Raises:
        NotImplementedError: for one of them without the others.

    """
    if not (unpack_data and unpack_pivots):
        raise NotImplementedError("lu_unpack of the factors or of the pivots alone")
    L, U, P = lu_parts(LU_data, LU_pivots)
    return return_types.lu_unpack(P, L, U)


# ---- systems of equations --------------------------------------------------------------------


@op(
    LU=lambda grad, LU, pivots, result, left, adjoint: lu_solve_slope(
        grad, LU, pivots, result, left, adjoint
    ),
    B=lambda grad, LU, pivots, left, adjoint: solve_factored(LU, pivots, grad, left, not adjoint),
    casts=None,
    layout="own",
    node="LinalgLuSolveBackward0",
)
def solve_factored(LU: Array, pivots: Array, B: Array, left: bool, adjoint: bool) -> Array:
    """Return X with ``A @ X = B`` or ``X @ A = B`` given the factors of A, or of its transpose."""
    check_square("torch.linalg.lu_solve", LU)
    if left:
        return column_major(solved_by_factors(LU, pivots, B, adjoint))
    solution = solved_by_factors(LU, pivots, B.swapaxes(-2, -1), not adjoint)
    return solution.swapaxes(-2, -1).copy(order="C")


@formula
def lu_solve_slope(grad: Any, LU: Any, pivots: Any, result: Any, left: bool, adjoint: bool) -> Any:
    """Return the gradient of a solution with respect to the factors in one matrix."""
    P, L, U = lu_unpack(LU, pivots)
    if left != adjoint:
        slope, solution = (
            (grad, matrix_transposed(result)) if left else (matrix_transposed(grad), result)
        )
        outer = neg(matmul(slope, solution))
        inner = solve_triangular(matrix_transposed(U), outer, False, True, False)
        below = matmul(inner, matrix_transposed(U))
        below = solve_triangular(matrix_transposed(L), below, True, True, True)
        return tril(below, -1) + triu(inner, 0)
    product = matmul(matrix_transposed(P), result if left else matrix_transposed(result))
    slope = matrix_transposed(grad) if left else grad
    outer = neg(matmul(matmul(product, slope), P))
    inner = solve_triangular(matrix_transposed(L), outer, True, False, True)
    above = matmul(matrix_transposed(L), inner)
    above = solve_triangular(matrix_transposed(U), above, False, False, False)
    above = triu(above, 0)
    return tril(inner, -1) + above


@composite
def linalg_lu_solve(
    LU: Any, pivots: Any, B: Any, *, left: bool = True, adjoint: bool = False
) -> Any:
    """Return X with ``A @ X = B`` or, if not ``left``, ``X @ A = B``, given A's factors.

    Raises:
        RuntimeError: if the matrices are not square.

    """
    return solve_factored(LU, pivots, B, left, adjoint)


_LU_SOLVE_IS_OLD = (
    "torch.lu_solve is deprecated in favor of torch.linalg.lu_solveand will be removed in a future "
    "PyTorch release.\nNote that torch.linalg.lu_solve has its arguments reversed.\n"
    "X = torch.lu_solve(B, LU, pivots)\nshould be replaced with\n"
    "X = torch.linalg.lu_solve(LU, pivots, B)"
)


@composite
def lu_solve(self: Any, LU_data: Any, LU_pivots: Any) -> Any:
    """Return X with ``A @ X = self``, given A's factors."""
    warn(_LU_SOLVE_IS_OLD)
    return solve_factored(LU_data, LU_pivots, self, True, False)
