"""Decompositions of matrices: singular values, eigenvalues, QR."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..warning import warn
from . import return_types
from .linalg_checks import check_matrices, check_square
from .record import Array, composite, formula, op
from .transposing import transpose

if TYPE_CHECKING:
    from .arithmetic import mul_scalar
    from .joining import cat
    from .linalg import matrix_transposed, solve_triangular
    from .matmul import matmul
    from .slicing import slice_dim
    from .squeezing import unsqueeze
    from .strided import diag_embed
    from .triangles import tril


@formula
def matters(grad: Any) -> bool:
    """Return whether a gradient is more than the zeros that stand for an undefined one."""
    return getattr(grad, "requires_grad", False) or bool((grad != 0).any())


# ---- singular values -------------------------------------------------------------------------


@op(
    A=lambda grads, U, S, Vh: svd_slope(grads, U, S, Vh),
    outputs=("U", "S", "Vh"),
    node="LinalgSvdBackward0",
)
def svd_of_matrices(A: Array, full_matrices: bool) -> tuple[Array, Array, Array]:
    """Return U, S and Vh with ``A = U @ diag(S) @ Vh``."""
    check_matrices("linalg.svd", A)
    U, S, Vh = np.linalg.svd(A, full_matrices=full_matrices)
    return U, S, Vh


@formula
def svd_slope(grads: Any, U: Any, S: Any, Vh: Any) -> Any:
    """Return the gradient of singular values and vectors (J. Townsend, 2016)."""
    size = S.shape[-1]
    U = U if U.shape[-1] == size else slice_dim(U, -1, 0, size, 1)
    Vh = Vh if Vh.shape[-2] == size else slice_dim(Vh, -2, 0, size, 1)
    if not (matters(grads[0]) or matters(grads[2])):
        return matmul(U * unsqueeze(grads[1], -2), Vh)
    slope_u = slice_dim(grads[0], -1, 0, size, 1)
    slope_v = matrix_transposed(slice_dim(grads[2], -2, 0, size, 1))
    V, Uh = matrix_transposed(Vh), matrix_transposed(U)
    gaps = gaps_between(S * S)
    inner = skew(matmul(Uh, slope_u)) / gaps * unsqueeze(S, -2)
    inner = inner + unsqueeze(S, -1) * (skew(matmul(Vh, slope_v)) / gaps) + diag_embed(grads[1])
    result = matmul(matmul(U, inner), Vh)
    # A square U or V spans everything: nothing is left outside to be divided by a tiny number.
    if U.shape[-2] > size:
        outside = (slope_u - matmul(U, matmul(Uh, slope_u))) / unsqueeze(S, -2)
        result = result + matmul(outside, Vh)
    if V.shape[-2] > size:
        outside = (slope_v - matmul(V, matmul(Vh, slope_v))) / unsqueeze(S, -2)
        result = result + matmul(U, matrix_transposed(outside))
    return result


@formula
def skew(A: Any) -> Any:
    """Return the matrices minus their transposes."""
    return A - matrix_transposed(A)


@formula
def gaps_between(values: Any) -> Any:
    """Return ``values[j] - values[i]`` for each pair, and 1 on the diagonal."""
    gaps = unsqueeze(values, -2) - unsqueeze(values, -1)
    return gaps + diag_embed(0 * values + 1)


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
    A=lambda grads, eigenvalues, eigenvectors: eigh_slope(grads, eigenvalues, eigenvectors),
    outputs=("eigenvalues", "eigenvectors"),
    node="LinalgEighBackward0",
)
def eigh_of_matrices(A: Array, UPLO: Any) -> tuple[Array, Array]:
    """Return the eigenvalues and eigenvectors of symmetric matrices."""
    check_square("linalg.eigh", A)
    values, vectors = np.linalg.eigh(A, UPLO)
    return values, vectors


@formula
def eigh_slope(grads: Any, eigenvalues: Any, eigenvectors: Any) -> Any:
    """Return the gradient of eigenvalues and eigenvectors of symmetric matrices (Giles, 3.1)."""
    transposed_vectors = matrix_transposed(eigenvectors)
    if not matters(grads[1]):
        return matmul(eigenvectors * unsqueeze(grads[0], -2), transposed_vectors)
    turned = mul_scalar(skew(matmul(transposed_vectors, grads[1])), 0.5)
    inner = turned / gaps_between(eigenvalues) + diag_embed(grads[0])
    return matmul(matmul(eigenvectors, inner), transposed_vectors)


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
    A=lambda grads, Q, R, mode: qr_slope(grads[0], grads[1], Q, R, mode),
    outputs=("Q", "R"),
    node="LinalgQrBackward0",
)
def qr_of_matrices(A: Array, mode: Any) -> tuple[Array, Array]:
    """Return Q, with orthonormal columns, and the upper triangular R with ``A = Q @ R``."""
    check_matrices("linalg.qr", A)
    if mode == "r":
        return np.zeros(0, A.dtype), np.linalg.qr(A, mode="r")
    Q, R = np.linalg.qr(A, mode=mode)
    return Q, R


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
    if columns <= rows:
        return tall_qr_slope(slope_q, slope_r, Q, R)
    left, right = slice_dim(R, -1, 0, rows, 1), slice_dim(R, -1, rows, columns, 1)
    slope_left, slope_right = (slice_dim(slope_r, -1, 0, rows, 1),
                               slice_dim(slope_r, -1, rows, columns, 1))  # fmt: skip
    slope_q = slope_q + matmul(matmul(Q, right), matrix_transposed(slope_right))
    tall = tall_qr_slope(slope_q, slope_left, Q, left)
    return cat([tall, matmul(Q, slope_right)], -1)


@formula
def tall_qr_slope(slope_q: Any, slope_r: Any, Q: Any, R: Any) -> Any:
    """Return the gradient of QR for a square R."""
    inner = matmul(R, matrix_transposed(slope_r)) - matmul(matrix_transposed(slope_q), Q)
    mirrored = tril(inner, 0) + matrix_transposed(tril(inner, -1))
    total = slope_q + matmul(Q, mirrored)
    return solve_triangular(matrix_transposed(R), total, False, False, False)


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
