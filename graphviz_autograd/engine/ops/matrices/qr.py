"""The QR decomposition of matrices."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...warning import warn
from .. import return_types
from ..record import Array, composite, formula, formula_of, op
from .linalg_checks import check_matrices, column_major

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized
    from ..indices.slicing import slice_dim
    from ..pointwise.arithmetic import mul_scalar, neg
    from ..shapes.diagonals import diagonal
    from ..shapes.joining import cat
    from ..shapes.triangles import tril, triu
    from .eigenvalues import skew
    from .linalg import matrix_transposed, solve_triangular
    from .matmul import matmul

    mul_scalar_ = mul_scalar


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
    other = None if slope_q is None else matmul(matrix_transposed(Q), slope_q)
    if slope_r is None:
        return neg(other)
    inner = matmul(slope_r, matrix_transposed(R))
    return inner if other is None else inner - other


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
