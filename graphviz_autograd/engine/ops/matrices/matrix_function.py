"""Powers, exponentials, pseudoinverses, ranks and condition numbers of matrices."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...creation import eye
from ...tensor import untracked
from ..indices.slicing import slice_dim
from ..record import FUNCTIONS, Array, composite, formula, op
from ..shapes.copying import clone
from .linalg import linalg_inv
from .linalg_checks import check_matrices, check_square
from .matmul import matmul
from .singular_values import linalg_svdvals

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized
    from ..pointwise.arithmetic import neg
    from .linalg import matrix_transposed


@composite
def linalg_matrix_power(A: Any, n: int) -> Any:
    """Return matrices multiplied ``n`` times, by repeated squaring; their inverses if negative.

    Raises:
        RuntimeError: if they are not square.

    """
    check_square("linalg.matrix_power", np.asarray(A._data))
    if n == 0:
        return FUNCTIONS["copy_"](clone(A), eye(A.shape[-1], dtype=A.dtype).expand(A.shape))
    if n < 0:
        A, n = linalg_inv(A), -n
        if n == 1:
            return A
    if n in (1, 2, 3):
        return (clone(A), matmul(A, A), None)[n - 1] if n < 3 else matmul(matmul(A, A), A)
    return _power_by_squaring(A, n)


def _power_by_squaring(A: Any, n: int) -> Any:
    square, result = A, None
    while n:
        if n % 2:
            result = square if result is None else matmul(result, square)
        n //= 2
        square = matmul(square, square) if n else square
    return result


@composite
def matrix_power(self: Any, n: int) -> Any:
    """Return matrices multiplied ``n`` times (see ``linalg.matrix_power``)."""
    return linalg_matrix_power(self, n)


# ---- exponential -----------------------------------------------------------------------------

# The coefficients of Padé's approximant of degree 13.
_PADE = (
    64764752532480000.0, 32382376266240000.0, 7771770303897600.0, 1187353796428800.0,
    129060195264000.0, 10559470521600.0, 670442572800.0, 33522128640.0, 1323241920.0, 40840800.0,
    960960.0, 16380.0, 182.0, 1.0,
)  # fmt: skip


@op(self=lambda grad, self: matrix_exp_slope(grad, self), node="LinalgMatrixExpBackward0")
def matrix_exp(self: Array) -> Array:
    """Return the exponentials of matrices by scaling and squaring (N. Higham, 2005).

    Raises:
        RuntimeError: if they are not square.

    """
    check_square("linalg.matrix_exp", self)
    largest = np.max(np.sum(np.abs(self), axis=-2), initial=0.0)
    halvings = max(0, int(np.ceil(np.log2(largest / 5.371920351148152)))) if largest else 0
    result = _pade(self / 2**halvings)
    for _ in range(halvings):
        result = result @ result
    return result


def _pade(A: Array) -> Array:
    powers = [np.broadcast_to(np.eye(A.shape[-1], dtype=A.dtype), A.shape)]
    for _ in range(6):
        powers.append(powers[-1] @ (A @ A))
    even = sum(_PADE[2 * i] * one for i, one in enumerate(powers))
    odd = A @ sum(_PADE[2 * i + 1] * one for i, one in enumerate(powers))
    return np.linalg.solve(even - odd, even + odd)


@formula
def matrix_exp_slope(grad: Any, self: Any) -> Any:
    """Return the gradient of the exponential: a block of that of a matrix twice as large."""
    turned, size = matrix_transposed(self), self.shape[-1]
    whole = zeros_sized(self, (*self.shape[:-2], 2 * size, 2 * size))
    whole[..., :size, :size] = turned
    whole[..., size:, size:] = turned
    whole[..., :size, size:] = grad
    return slice_dim(slice_dim(matrix_exp(whole), -2, 0, size, 1), -1, size, 2 * size, 1)


# ---- pseudoinverse ---------------------------------------------------------------------------


@op(self=lambda grad, self, result: pinv_slope(grad, self, result),
    node="LinalgPinvBackward0")  # fmt: skip
def pinv_of_matrices(self: Array, atol: Any, rtol: Any, hermitian: bool) -> Array:
    """Return the pseudoinverses of matrices (E. Moore, R. Penrose)."""
    check_matrices("linalg.pinv", self)
    least, part = _tolerances(self, atol, rtol)
    if least.any() and self.size:
        largest = np.linalg.norm(self, 2, (-2, -1))
        part = np.maximum(part, least / np.where(largest > 0, largest, np.inf))
    return np.linalg.pinv(self, part, hermitian)


def _tolerances(matrices: Array, atol: Any, rtol: Any) -> tuple[Array, Array]:
    """Return up to which value, and part of the largest, a singular value counts as 0."""
    least = np.asarray(0 if atol is None else getattr(atol, "_data", atol), np.float64)
    if rtol is not None:
        return least, np.asarray(getattr(rtol, "_data", rtol), np.float64)
    return least, np.where(least > 0, 0, max(matrices.shape[-2:]) * np.finfo(matrices.dtype).eps)


@formula
def pinv_slope(grad: Any, self: Any, result: Any) -> Any:
    """Return the gradient of the pseudoinverse (G. Golub, V. Pereyra, 1973, eq. 4.12)."""
    turned, slope = matrix_transposed(result), matrix_transposed(grad)
    if self.shape[-2] <= self.shape[-1]:
        inner = matmul(slope, result)
        outer = matmul(inner, turned)
        projection = matmul(turned, result)
        free = matmul(projection, slope - matmul(inner, self))
        rest = matmul(matmul(self, result), outer)
        return neg(matrix_transposed(matmul(result, inner))) + outer - rest + free
    inner = matmul(result, slope)
    outer = matmul(turned, inner)
    rest = matmul(matmul(outer, result), self)
    free = matmul(matmul(slope - matmul(self, inner), result), turned)
    return neg(matrix_transposed(matmul(inner, result))) + free + outer - rest


@composite
def linalg_pinv(
    A: Any, rcond: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None
) -> Any:
    """Return the pseudoinverses of matrices.

    Singular values up to ``atol``, or ``rtol`` (or ``rcond``) times the largest, are taken for 0.

    Raises:
        RuntimeError: if there are no matrices.

    """
    return pinv_of_matrices(A, atol, rtol if rcond is None else rcond, hermitian)


@composite
def pinverse(self: Any, rcond: float = 1e-15) -> Any:
    """Return the pseudoinverses of matrices."""
    return pinv_of_matrices(self, None, rcond, False)


# ---- rank and condition ----------------------------------------------------------------------


@composite
def linalg_matrix_rank(
    A: Any, tol: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None
) -> Any:
    """Return the ranks of matrices: how many singular values are not taken for 0.

    Those up to ``atol`` (or ``tol``), or ``rtol`` times the largest, are.

    Raises:
        RuntimeError: if there are no matrices.

    """
    matrices = np.asarray(A._data)
    if matrices.ndim < 2:
        raise RuntimeError(
            "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions."
        )
    least, part = _tolerances(matrices, *((atol, rtol) if tol is None else (tol, 0)))
    values = np.linalg.svd(matrices, compute_uv=False, hermitian=hermitian)
    cut = np.maximum(least, part * np.max(values, -1, initial=0))
    rank = np.count_nonzero(values > cut[..., None], -1)
    return untracked(np.asarray(rank, np.int64)[()])


@composite
def linalg_cond(A: Any, p: Any = None) -> Any:
    """Return the condition numbers of matrices, largest over smallest singular value.

    Raises:
        NotImplementedError: for another norm than that of order 2.

    """
    if p not in (None, 2, -2):
        raise NotImplementedError(f"linalg.cond of order {p} is not supported")
    values = linalg_svdvals(A)
    size = values.shape[-1]
    first, last = slice_dim(values, -1, 0, 1, 1), slice_dim(values, -1, size - 1, size, 1)
    return (first / last if p != -2 else last / first).squeeze(-1)
