"""Decompositions of matrices: singular values, eigenvalues, QR."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..warning import warn
from . import return_types
from .linalg_checks import check_matrices, check_square, column_major
from .record import Array, composite, formula, formula_of, op
from .transposing import transpose

if TYPE_CHECKING:
    from .arithmetic import mul_scalar, neg, right_first
    from .inplace import copy_, fill_
    from .joining import cat
    from .linalg import matrix_transposed, solve_triangular
    from .masking import zeros_sized
    from .matmul import matmul
    from .slicing import slice_dim
    from .squeezing import unsqueeze
    from .strided import diag_embed, diagonal
    from .triangles import tril, triu

    mul_scalar_ = mul_scalar


# ---- singular values -------------------------------------------------------------------------


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
        U, Vh = slice_dim(U, -1, 0, size, 1), slice_dim(Vh, -2, 0, size, 1)
        slope_u = None if slope_u is None else slice_dim(slope_u, -1, 0, size, 1)
        slope_vh = None if slope_vh is None else slice_dim(slope_vh, -2, 0, size, 1)
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
        inner = (left * unsqueeze(S, -2) + unsqueeze(S, -1) * right) / gaps
    return inner if slope_s is None else inner + diag_embed(slope_s)


@formula
def skew(A: Any) -> Any:
    """Return the matrices minus their transposes."""
    return A - matrix_transposed(A)


def _gaps_between(values: Array) -> Array:
    gaps = values[..., None, :] - values[..., :, None]
    np.einsum("...ii->...i", gaps)[...] = 1
    return gaps


@formula_of(_gaps_between)
def gaps_between(values: Any) -> Any:
    """Return ``values[j] - values[i]`` for each pair, and 1 on the diagonal."""
    gaps = unsqueeze(values, -2) - unsqueeze(values, -1)
    fill_(diagonal(gaps, 0, -2, -1), 1)
    return gaps


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


# ---- eigenvalues -----------------------------------------------------------------------------


@op(
    A=lambda given, eigenvalues, eigenvectors: eigh_slope(given, eigenvalues, eigenvectors),
    outputs=("eigenvalues", "eigenvectors"),
    node="LinalgEighBackward0",
)
def eigh_of_matrices(A: Array, UPLO: Any) -> tuple[Array, Array]:
    """Return the eigenvalues and eigenvectors of symmetric matrices."""
    check_square("linalg.eigh", A)
    values, vectors = np.linalg.eigh(A, UPLO)
    return values, column_major(vectors)


@formula
def eigh_slope(given: Any, eigenvalues: Any, eigenvectors: Any) -> Any:
    """Return the gradient of eigenvalues and eigenvectors of symmetric matrices (Giles, 3.1)."""
    slopes, slope = given
    if slope is None:
        turned = matrix_transposed(eigenvectors)
        return matmul(eigenvectors * unsqueeze(slopes, -2), turned)
    turned = mul_scalar(skew(matmul(matrix_transposed(eigenvectors), slope)), 0.5)
    inner = turned / gaps_between(eigenvalues)
    if slopes is not None:
        inner = with_diagonal(inner, slopes)
    return matmul(eigenvectors, matmul(inner, matrix_transposed(eigenvectors)))


def _with_diagonal(matrices: Array, values: Array) -> Array:
    np.einsum("...ii->...i", matrices)[...] = values
    return matrices


@formula_of(_with_diagonal)
def with_diagonal(matrices: Any, values: Any) -> Any:
    """Return new matrices with ``values`` stored on their diagonals."""
    copy_(diagonal(matrices, 0, -2, -1), values)
    return matrices


@composite
def linalg_eigh(A: Any, UPLO: str = "L") -> Any:
    """Return the eigenvalues, in rising order, and eigenvectors of symmetric matrices.

    Raises:
        RuntimeError: if they are not square.

    """
    return return_types.linalg_eigh(*eigh_of_matrices(A, UPLO))


@composite
def linalg_eigvalsh(A: Any, UPLO: str = "L") -> Any:
    """Return the eigenvalues of symmetric matrices in rising order."""
    return eigh_of_matrices(A, UPLO)[0]


# ---- QR --------------------------------------------------------------------------------------


@op(
    A=lambda given, Q, R, mode: qr_slope(*given, Q, R, mode),
    outputs=("Q", "R"),
    node="LinalgQrBackward0",
)
def qr_of_matrices(A: Array, mode: Any) -> tuple[Array, Array]:
    """Return Q, with orthonormal columns, and the upper triangular R with ``A = Q @ R``."""
    check_matrices("linalg.qr", A)
    if mode == "r":
        return np.zeros(0, A.dtype), column_major(np.linalg.qr(A, mode="r"))
    Q, R = np.linalg.qr(A, mode=mode)
    return column_major(Q), column_major(R)


@formula
def qr_slope(slope_q: Any, slope_r: Any, Q: Any, R: Any, mode: str) -> Any:
    """Return the gradient of QR (H.-J. Liao et al., 2019, and for wide matrices S. Walter, 2012).

    Raises:
        RuntimeError: if Q was not computed or is not determined by the matrix.

    """
    if mode == "r":
        raise RuntimeError(
            "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please "
            "use linalg.qr(A, mode='reduced') if you are going to "
            "differentiate through linalg.qr."
        )
    rows, columns = R.shape[-2:]
    if Q.shape[-1] > columns and mode == "complete":
        raise RuntimeError(
            "The QR decomposition is not differentiable when mode='complete' and nrows > ncols."
        )
    return (tall_qr_slope if columns <= rows else wide_qr_slope)(slope_q, slope_r, Q, R)


@formula
def tall_qr_slope(slope_q: Any, slope_r: Any, Q: Any, R: Any) -> Any:
    """Return the gradient of QR for a square R."""
    total = matmul(Q, mirrored(triu(inner_qr_slope(slope_q, slope_r, Q, R), 0)))
    total = total if slope_q is None else total + slope_q
    return solve_triangular(matrix_transposed(R), total, False, False, False)


@formula
def wide_qr_slope(slope_q: Any, slope_r: Any, Q: Any, R: Any) -> Any:
    """Return the gradient of QR for an R with more columns than rows."""
    rows, columns = R.shape[-2:]
    inner = neg(inner_qr_slope(slope_q, slope_r, Q, R))
    left = matmul(Q, tril(skew(inner), 0))
    square = matrix_transposed(slice_dim(R, -1, 0, rows, 1))
    left = solve_triangular(square, left, False, False, False)
    whole = cat([left, zeros_sized(left, (*R.shape[:-1], columns - rows))], -1)
    return whole if slope_r is None else whole + matmul(Q, slope_r)


@formula
def inner_qr_slope(slope_q: Any, slope_r: Any, Q: Any, R: Any) -> Any:
    """Return the gradient of QR in the basis of Q, of which the structure of R leaves a part."""
    inner = None if slope_r is None else matmul(slope_r, matrix_transposed(R))
    if slope_q is None:
        return inner
    other = matmul(matrix_transposed(Q), slope_q)
    return neg(other) if inner is None else inner - other


def _mirrored(A: Array) -> Array:
    whole = A + A.swapaxes(-2, -1)
    np.einsum("...ii->...i", whole)[...] *= 0.5
    return whole


@formula_of(_mirrored)
def mirrored(A: Any) -> Any:
    """Return symmetric matrices of triangular ones."""
    whole = A + matrix_transposed(A)
    mul_scalar_(diagonal(whole, 0, -2, -1), 0.5)
    return whole


@composite
def linalg_qr(A: Any, mode: str = "reduced") -> Any:
    """Return Q, with orthonormal columns, and the upper triangular R with ``A = Q @ R``.

    Raises:
        RuntimeError: if there are no matrices.

    """
    return return_types.linalg_qr(*qr_of_matrices(A, mode))


_QR_IS_OLD = (
    "torch.qr is deprecated in favor of torch.linalg.qr and will be removed in a future PyTorch "
    "release.\nThe boolean parameter 'some' has been replaced with a string parameter 'mode'.\n"
    "Q, R = torch.qr(A, some)\nshould be replaced with\n"
    "Q, R = torch.linalg.qr(A, 'reduced' if some else 'complete')"
)


@composite
def qr(self: Any, some: bool = True) -> Any:
    """Return Q and R (see ``linalg.qr``)."""
    warn(_QR_IS_OLD)
    return return_types.qr(*qr_of_matrices(self, "reduced" if some else "complete"))
