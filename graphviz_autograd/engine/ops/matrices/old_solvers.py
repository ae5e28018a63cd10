"""Solvers of PyTorch that ``torch.linalg`` has replaced, with their warnings."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...warning import warn
from .. import return_types
from ..demands import require
from ..record import Array, composite, formula, op
from .linalg_checks import column_major
from .lu import lu_factor_of_matrices
from .substitution import solved

if TYPE_CHECKING:
    from ..pointwise.arithmetic import neg
    from ..shapes.triangles import tril, triu
    from .linalg import matrix_transposed
    from .matmul import matmul


@op(
    inputs=lambda given, self, A, solution, upper, transpose, unitriangular, needs: (
        triangular_solve_slopes(*given, A, solution, (upper, transpose, unitriangular), needs)
    ),
    outputs=("solution", "cloned_coefficient"),
    differentiable=2,
    node="TriangularSolveBackward0",
    layout="own",
)
def triangular_solve_both(
    self: Array, A: Array, upper: bool, transpose: bool, unitriangular: bool
) -> tuple[Array, Array]:
    """Return the solution of equations whose matrices are triangular, and the matrices."""
    _check(self, A)
    batch = np.broadcast_shapes(self.shape[:-2], A.shape[:-2])
    sides = np.broadcast_to(self, (*batch, *self.shape[-2:]))
    matrices = np.broadcast_to(A, (*batch, *A.shape[-2:]))
    turned = matrices.swapaxes(-2, -1) if transpose else matrices
    solution = solved(turned, sides, upper != transpose, unitriangular)
    return column_major(solution), column_major(matrices)


def _check(b: Array, A: Array) -> None:
    for name, array in (("b", b), ("A", A)):
        require(
            array.ndim > 1,
            f"torch.triangular_solve: Expected {name} to have at least 2 dimensions, but it has "
            f"{array.ndim} dimensions instead",
        )
    rows, columns = A.shape[-2:]
    require(
        rows == columns,
        f"A must be batches of square matrices, but they are {rows} by {columns} matrices",
    )
    require(
        rows == b.shape[-2],
        "Incompatible matrix sizes for triangular_solve: each A matrix is "
        f"{rows} by {rows} but each b matrix is {b.shape[-2]} by {b.shape[-1]}",
    )


@formula
def triangular_solve_slopes(
    grad: Any, grad_clone: Any, A: Any, solution: Any, how: tuple[bool, bool, bool], needs: Any
) -> tuple[Any, Any]:
    """Return the gradients of both sides, of those that are needed."""
    upper, transpose, unitriangular = how
    if grad is None:
        return None, grad_clone if needs[1] else None
    slope = triangular_solve_both(grad, A, upper, not transpose, unitriangular)[0]
    if not needs[1]:
        return slope, None
    product = (
        matmul(solution, matrix_transposed(slope))
        if transpose
        else matmul(slope, matrix_transposed(solution))
    )
    off = int(unitriangular)
    of_matrix = triu(neg(product), off) if upper else tril(neg(product), -off)
    return slope, of_matrix if grad_clone is None else of_matrix + grad_clone


@composite
def triangular_solve(
    self: Any, A: Any, upper: bool = True, transpose: bool = False, unitriangular: bool = False
) -> Any:
    """Return X with ``A @ X = self`` for triangular A, and a copy of A (see ``linalg``)."""
    warn(_OLD_TRIANGULAR)
    both = triangular_solve_both(self, A, upper, transpose, unitriangular)
    return return_types.triangular_solve(*both)


@composite
def lu(self: Any, pivot: bool = True, get_infos: bool = False) -> Any:
    """Return the LU factors in one matrix, the pivots, and if asked which pivot is 0 first."""
    warn(_OLD_LU)
    found = lu_factor_of_matrices(self, pivot, None)
    return return_types._lu_with_info(*found) if get_infos else found[:2]


_OLD_TRIANGULAR = (
    "torch.triangular_solve is deprecated in favor of torch.linalg.solve_triangularand will be "
    "removed in a future PyTorch release.\ntorch.linalg.solve_triangular has its arguments "
    "reversed and does not return a copy of one of the inputs.\nX = torch.triangular_solve(B, A)"
    ".solution\nshould be replaced with\nX = torch.linalg.solve_triangular(A, B)."
)
_OLD_LU = (
    "torch.lu is deprecated in favor of torch.linalg.lu_factor / torch.linalg.lu_factor_ex and "
    "will be removed in a future PyTorch release.\nLU, pivots = torch.lu(A, compute_pivots)\n"
    "should be replaced with\nLU, pivots = torch.linalg.lu_factor(A, compute_pivots)\nand\n"
    "LU, pivots, info = torch.lu(A, compute_pivots, get_infos=True)\nshould be replaced with\n"
    "LU, pivots, info = torch.linalg.lu_factor_ex(A, compute_pivots)"
)
