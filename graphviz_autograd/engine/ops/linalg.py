"""Inverses, systems of linear equations, and determinants.

The derivatives are those of M. B. Giles, An extended collection of matrix derivative results for
forward and reverse mode algorithmic differentiation (2008), unless a rule says otherwise.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import dtypes
from . import return_types
from .choosing import where
from .linalg_checks import (
    LinAlgError,
    batch_element,
    check_matrices,
    check_square,
    indefinite_minor,
    zero_pivot,
)
from .record import Array, composite, formula, op

if TYPE_CHECKING:
    from .arithmetic import mul_scalar, neg
    from .matmul import matmul
    from .reordering import tril, triu
    from .squeezing import squeeze_dim, unsqueeze
    from .transposing import transpose


@formula
def transposed(A: Any) -> Any:
    """Return each matrix of a batch transposed."""
    return transpose(A, -2, -1)


# ---- inverse ---------------------------------------------------------------------------------


@op(
    A=lambda grad, inverse: neg(matmul(transposed(inverse), matmul(grad, transposed(inverse)))),
    outputs=("inverse", "info"),
    differentiable=1,
    node="LinalgInvExBackward0",
)
def inverse_of_matrices(A: Array) -> tuple[Array, Array]:
    """Return the inverses of matrices, and 0 for each."""
    check_square("linalg.inv", A)
    return _solved(A, None, _singular_inverse), np.zeros(A.shape[:-2], np.int32)[()]


def _solved(A: Array, B: Array | None, error: Any) -> Array:
    try:
        return np.linalg.inv(A) if B is None else np.linalg.solve(A, B)
    except np.linalg.LinAlgError as singular:
        raise error(A) from singular


def _singular_inverse(A: Array) -> Exception:
    which, matrix = batch_element(A, zero_pivot)
    return LinAlgError(
        f"linalg.inv: {which}The diagonal element {zero_pivot(matrix)} is zero, the inversion "
        "could not be completed because the input matrix is singular."
    )


def _singular_system(A: Array) -> Exception:
    which, _ = batch_element(A, zero_pivot)
    return LinAlgError(
        f"torch.linalg.solve: {which}The solver failed because the input matrix is singular."
    )


@composite
def linalg_inv(A: Any) -> Any:
    """Return the inverses of matrices.

    Raises:
        LinAlgError: if one is singular.
        RuntimeError: if they are not square.

    """
    return inverse_of_matrices(A)[0]


@composite
def linalg_inv_ex(A: Any, *, check_errors: bool = False) -> Any:  # noqa: ARG001
    """Return the inverses of matrices, and 0 for each; singular ones are an error here too."""
    return return_types.linalg_inv_ex(*inverse_of_matrices(A))


@composite
def inverse(self: Any) -> Any:
    """Return the inverses of matrices (see ``linalg.inv``)."""
    return linalg_inv(self)


# ---- systems of equations --------------------------------------------------------------------


def is_vector(A: Any, B: Any) -> bool:
    """Return whether ``B`` holds one vector, and not a matrix, for each matrix of ``A``."""
    return len(B.shape) == 1 or tuple(A.shape[:-1]) == tuple(B.shape)


@op(
    A=lambda grad, A, B_sizes, result, left: solve_slope(grad, A, B_sizes, result, left),
    B=lambda grad, A, left: solve_ex(transposed(A), grad, left),
    node="LinalgSolveExBackward0",
    casts=None,
)
def solve_ex(A: Array, B: Array, left: bool) -> Array:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``; B may hold vectors."""
    check_square("linalg.solve", A)
    _check_system(A, B, left)
    if is_vector(A, B):
        return _solved(A, B[..., None], _singular_system)[..., 0]
    if left:
        return _solved(A, B, _singular_system)
    return _solved(A.swapaxes(-2, -1), B.swapaxes(-2, -1), _singular_system).swapaxes(-2, -1)


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
def solve_slope(grad: Any, A: Any, sizes: Any, result: Any, left: bool) -> Any:
    """Return the gradient of a solution with respect to the matrices."""
    vector = len(sizes) == 1 or tuple(A.shape[:-1]) == tuple(sizes)
    slope = solve_ex(transposed(A), grad, left)
    if vector:
        return neg(matmul(unsqueeze(slope, -1), unsqueeze(result, -2)))
    if left:
        return neg(matmul(slope, transposed(result)))
    return neg(matmul(transposed(result), slope))


@composite
def linalg_solve(A: Any, B: Any, *, left: bool = True) -> Any:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``; B may hold vectors.

    Raises:
        LinAlgError: if a matrix is singular.
        RuntimeError: if the shapes do not fit.

    """
    return solve_ex(A, B, left)


@op(
    A=lambda grad, A, result, upper, left, unitriangular: triangular_slope(
        solve_triangular(transposed(A), grad, not upper, left, unitriangular),
        result,
        upper,
        left,
        unitriangular,
    ),
    B=lambda grad, A, upper, left, unitriangular: solve_triangular(
        transposed(A), grad, not upper, left, unitriangular
    ),
    node="LinalgSolveTriangularBackward0",
)
def solve_triangular(A: Array, B: Array, upper: bool, left: bool, unitriangular: bool) -> Array:
    """Return the solution of equations whose matrices are triangular."""
    check_square("linalg.solve_triangular", A)
    matrices = np.triu(A) if upper else np.tril(A)
    if unitriangular:
        diagonal = np.eye(A.shape[-1], dtype=A.dtype)
        matrices = matrices * (1 - diagonal) + diagonal
    if left:
        return np.linalg.solve(matrices, B)
    return np.linalg.solve(matrices.swapaxes(-2, -1), B.swapaxes(-2, -1)).swapaxes(-2, -1)


@formula
def triangular_slope(
    slope: Any, result: Any, upper: bool, left: bool, unitriangular: bool
) -> Any:
    """Return the gradient of a solution with respect to the triangular matrices."""
    product = matmul(slope, transposed(result)) if left else matmul(transposed(result), slope)
    off = int(unitriangular)
    return neg(triu(product, off) if upper else tril(product, -off))


@composite
def linalg_solve_triangular(
    A: Any, B: Any, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Any:
    """Return X with ``A @ X = B``, or ``X @ A = B`` if not ``left``, for triangular A."""
    return solve_triangular(A, B, upper, left, unitriangular)


# ---- determinants ----------------------------------------------------------------------------


@op(A=lambda grad, A, result: det_slope(grad, A, result), node="LinalgDetBackward0")
def linalg_det(A: Array) -> Array:
    """Return the determinants of matrices.

    Raises:
        RuntimeError: if they are not square.

    """
    check_square("linalg.det", A)
    return np.linalg.det(A)


@formula
def det_slope(grad: Any, A: Any, result: Any) -> Any:
    """Return the gradient of determinants: the cofactors, which exist for singular ones too."""
    scale = unsqueeze(unsqueeze(grad, -1), -1)
    if not (result == 0).any():
        whole = unsqueeze(unsqueeze(result, -1), -1)
        return scale * whole * transposed(inverse_of_matrices(A)[0])
    return scale * cofactors(A)


@op(
    sign=lambda grads, A: slogdet_slope(grads[1], A),
    outputs=("sign", "logabsdet"),
    node="LinalgSlogdetBackward0",
) if False else op(
    A=lambda grads, A: slogdet_slope(grads[1], A),
    outputs=("sign", "logabsdet"),
    node="LinalgSlogdetBackward0",
)
def slogdet_of_matrices(A: Array) -> tuple[Array, Array]:
    """Return the signs and the logarithms of the absolute values of determinants."""
    check_square("linalg.slogdet", A)
    sign, logarithm = np.linalg.slogdet(A)
    return sign, logarithm
