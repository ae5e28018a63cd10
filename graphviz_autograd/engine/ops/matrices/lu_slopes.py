"""The gradients of LU's factors, of square, wide and tall matrices.

They follow from ``P^T dA = dL U + L dU``, whose two terms are a lower and an upper triangle once L
and the square part of U are divided off (F. de Hoog, R. Anderssen and M. Lukas, "Differentiation of
matrix functionals using triangular factorization", 2011).
"""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..record import formula

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized
    from ..indices.slicing import slice_dim
    from ..pointwise.arithmetic import neg, zeros_of_like
    from ..shapes.joining import cat
    from ..shapes.triangles import tril, triu
    from .linalg import matrix_transposed, solve_triangular
    from .lu import lu_unpack
    from .matmul import matmul


@formula
def lu_factor_slope(grad: Any, LU: Any, pivots: Any) -> Any:
    """Return the gradient of both factors in one matrix."""
    P, L, U = lu_unpack(LU, pivots)
    size = L.shape[-1]
    return lu_slope(slice_dim(grad, -1, 0, size, 1), slice_dim(grad, -2, 0, size, 1), P, L, U)


@formula
def lu_slope(slope_l: Any, slope_u: Any, P: Any, L: Any, U: Any) -> Any:
    """Return the gradient of the factors of a matrix."""
    rows, columns = L.shape[-2], U.shape[-1]
    if rows == columns:
        return matmul(P, square_lu_slope(slope_l, slope_u, L, U))
    return matmul(P, (wide_lu_slope if rows < columns else tall_lu_slope)(slope_l, slope_u, L, U))


@formula
def square_lu_slope(slope_l: Any, slope_u: Any, L: Any, U: Any) -> Any:
    """Return the gradient of the factors, before the exchange of rows."""
    inner = None
    if slope_l is not None:
        inner = tril(matmul(matrix_transposed(L), slope_l), -1)
    if slope_u is not None:
        above = triu(matmul(slope_u, matrix_transposed(U)), 0)
        inner = above if inner is None else inner + above
    inner = solve_triangular(matrix_transposed(U), inner, False, False, False)
    return solve_triangular(matrix_transposed(L), inner, True, True, True)


@formula
def wide_lu_slope(slope_l: Any, slope_u: Any, L: Any, U: Any) -> Any:
    """Return the same for more columns than rows: U is a square and what is right of it."""
    size, columns = U.shape[-2:]
    inner = None if slope_l is None else matmul(matrix_transposed(L), slope_l)
    if slope_u is not None:
        above = matmul(triu(slope_u, 0), matrix_transposed(U))
        inner = neg(above) if inner is None else inner - above
    inner = tril(inner, -1)
    square = matrix_transposed(slice_dim(U, -1, 0, size, 1))
    inner = solve_triangular(square, inner, False, False, False)
    if slope_u is not None:
        inner = inner + triu(slice_dim(slope_u, -1, 0, size, 1), 0)
        inner = cat([inner, slice_dim(slope_u, -1, size, columns, 1)], -1)
    inner = solve_triangular(matrix_transposed(L), inner, True, True, True)
    if slope_u is None:
        inner = cat([inner, zeros_of_like(slice_dim(U, -1, size, columns, 1))], -1)
    return inner


@formula
def tall_lu_slope(slope_l: Any, slope_u: Any, L: Any, U: Any) -> Any:
    """Return the same for more rows than columns: L is a square and what is below it."""
    rows, size = L.shape[-2:]
    inner = None if slope_u is None else matmul(slope_u, matrix_transposed(U))
    if slope_l is not None:
        turned = matrix_transposed(L)
        below = matmul(turned, tril(slope_l, -1))
        inner = neg(below) if inner is None else inner - below
    inner = triu(inner, 0)
    square = matrix_transposed(slice_dim(L, -2, 0, size, 1))
    inner = solve_triangular(square, inner, True, True, True)
    if slope_l is not None:
        inner = inner + tril(slice_dim(slope_l, -2, 0, size, 1), -1)
        inner = cat([inner, slice_dim(slope_l, -2, size, rows, 1)], -2)
    inner = solve_triangular(matrix_transposed(U), inner, False, False, False)
    if slope_l is None:
        inner = cat([inner, zeros_of_like(slice_dim(L, -2, size, rows, 1))], -2)
    return inner


@formula
def unpacked_slope(slope_l: Any, slope_u: Any, rows: int, columns: int) -> Any:
    """Return the gradient of both factors in one matrix, given those of each."""
    if slope_l is not None and slope_u is not None:
        return both_unpacked(slope_l, slope_u, rows, columns)
    if slope_u is None:
        below = tril(slope_l, -1)
        if rows >= columns:
            return below
        return cat([below, zeros_sized(below, (*below.shape[:-1], columns - rows))], -1)
    above = triu(slope_u, 0)
    if columns >= rows:
        return above
    return cat([above, zeros_sized(above, (*above.shape[:-2], rows - columns, columns))], -2)


@formula
def both_unpacked(slope_l: Any, slope_u: Any, rows: int, columns: int) -> Any:
    """Return the gradient of both factors in one matrix; what is beside the square is of one."""
    if rows == columns:
        above = triu(slope_u, 0)
        return tril(slope_l, -1) + above
    if rows > columns:
        above = triu(slope_u, 0)
        square = tril(slice_dim(slope_l, -2, 0, columns, 1), -1) + above
        return cat([square, slice_dim(slope_l, -2, columns, rows, 1)], -2)
    above = triu(slice_dim(slope_u, -1, 0, rows, 1), 0)
    square = tril(slope_l, -1) + above
    return cat([square, slice_dim(slope_u, -1, rows, columns, 1)], -1)
