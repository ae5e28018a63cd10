"""Singular values and vectors of matrices."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import return_types
from ..record import Array, composite, formula, op
from ..shapes.transposing import transpose
from .linalg_checks import check_matrices, column_major

if TYPE_CHECKING:
    from ..indices.slicing import slice_dim
    from ..pointwise.arithmetic import right_first
    from ..shapes.diagonals import diag_embed
    from ..shapes.squeezing import unsqueeze
    from .eigenvalues import gaps_between, skew
    from .linalg import matrix_transposed
    from .matmul import matmul


@op(
    A=lambda given, A_sizes, U, S, Vh, full_matrices: svd_slope(given, U, S, Vh, full_matrices),
    outputs=("U", "S", "Vh"),
    shown={"A_sizes": {"S_sym_argsize_minus_1": lambda sizes: min(sizes[-2:])}},
    node="LinalgSvdBackward0",
)
def svd_of_matrices(A: Array, full_matrices: bool) -> tuple[Array, Array, Array]:
    """Return U, S and Vh with ``A = U @ diag(S) @ Vh``."""
    check_matrices("linalg.svd", A)
    U, S, Vh = np.linalg.svd(A, full_matrices=full_matrices)
    return column_major(U), S, column_major(Vh)


@formula
def svd_slope(given: Any, U: Any, S: Any, Vh: Any, full_matrices: bool) -> Any:
    """Return the gradient of singular values and vectors (J. Townsend, 2016).

    Of all singular vectors only those of singular values have a gradient.
    """
    slope_u, slope_s, slope_vh = given
    if full_matrices:
        size = S.shape[-1]
        # The last first, as the compiler of PyTorch computes arguments.
        Vh, U = slice_dim(Vh, -2, 0, size, 1), slice_dim(U, -1, 0, size, 1)
        slope_vh = None if slope_vh is None else slice_dim(slope_vh, -2, 0, size, 1)
        slope_u = None if slope_u is None else slice_dim(slope_u, -1, 0, size, 1)
    tall, wide = U.shape[-2] > S.shape[-1], Vh.shape[-1] > S.shape[-1]
    if slope_u is None and slope_vh is None:
        if wide:
            return matmul(U * unsqueeze(slope_s, -2), Vh)
        return matmul(U, unsqueeze(slope_s, -1) * Vh)
    inner = svd_inner_slope(slope_u, slope_s, slope_vh, U, S, Vh)
    # What is outside the span of the singular vectors, which is everything for a square matrix.
    if tall and slope_u is not None:
        inside = matmul(U, inner)
        beyond = slope_u / unsqueeze(S, -2)
        within = matmul(U, matmul(matrix_transposed(U), beyond))
        return matmul(inside + beyond - within, Vh)
    if wide and slope_vh is not None:
        inside = matmul(inner, Vh)
        beyond = slope_vh / unsqueeze(S, -1)
        within = matmul(matmul(beyond, matrix_transposed(Vh)), Vh)
        return matmul(U, inside + beyond - within)
    return matmul(matmul(U, inner), Vh) if wide else matmul(U, matmul(inner, Vh))


@formula
def svd_inner_slope(slope_u: Any, slope_s: Any, slope_vh: Any, U: Any, S: Any, Vh: Any) -> Any:
    """Return the gradient in the bases of the singular vectors."""
    left = None if slope_u is None else skew(matmul(matrix_transposed(U), slope_u))
    right = None if slope_vh is None else skew(matmul(Vh, matrix_transposed(slope_vh)))
    gaps = gaps_between(S * S)
    if right is None:
        columns = unsqueeze(S, -2)
        inner = left / gaps * columns
    elif left is None:
        inner = right_first(right / gaps, unsqueeze(S, -1))
    else:
        rows = unsqueeze(S, -1) * right
        inner = (left * unsqueeze(S, -2) + rows) / gaps
    return inner if slope_s is None else inner + diag_embed(slope_s)


@composite
def linalg_svd(A: Any, full_matrices: bool = True) -> Any:
    """Return U, S and Vh with ``A = U @ diag(S) @ Vh``, the singular values in falling order.

    Raises:
        RuntimeError: if there are no matrices.

    """
    return return_types.linalg_svd(*svd_of_matrices(A, full_matrices))


@composite
def svd(self: Any, some: bool = True) -> Any:
    """Return U, S and V with ``self = U @ diag(S) @ V.T``."""
    U, S, Vh = svd_of_matrices(self, not some)
    return return_types.svd(U, S, transpose(Vh, -2, -1))


@composite
def linalg_svdvals(A: Any) -> Any:
    """Return the singular values in falling order."""
    return svd_of_matrices(A, False)[1]
