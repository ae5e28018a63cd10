"""Cholesky's factors of positive-definite matrices."""

# Rules find every operation by name; the imports only tell the type checker.
# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...warning import warn
from .. import return_types
from ..record import Array, composite, formula, op
from .linalg_checks import (
    LinAlgError,
    batch_element,
    check_square,
    column_major,
    indefinite_minor,
)

if TYPE_CHECKING:
    from ..pointwise.arithmetic import mul_scalar, neg
    from ..shapes.triangles import tril
    from .linalg import matrix_transposed, solve_triangular
    from .matmul import matmul

_CHOLESKY_IS_OLD = (
    "torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be removed in a "
    "future PyTorch release.\nL = torch.cholesky(A)\nshould be replaced with\n"
    "L = torch.linalg.cholesky(A)\nand\nU = torch.cholesky(A, upper=True)\n"
    "should be replaced with\nU = torch.linalg.cholesky(A).mH\nThis transform will produce "
    "equivalent results for all valid (symmetric positive definite) inputs."
)


def _cholesky(function: str, A: Array, upper: bool) -> Array:
    check_square(function, A)
    try:
        return column_major(np.linalg.cholesky(A, upper=upper))
    except np.linalg.LinAlgError as error:
        which, matrix = batch_element(A, indefinite_minor)
        raise LinAlgError(
            f"{function}: {which}The factorization could not be completed because the input is "
            f"not positive-definite (the leading minor of order {indefinite_minor(matrix)} is not "
            "positive-definite)."
        ) from error


@formula
def cholesky_slope(grad: Any, factor: Any, upper: bool) -> Any:
    """Return the gradient of Cholesky's factor (I. Murray, 2016)."""
    if upper:
        factor, grad = matrix_transposed(factor), matrix_transposed(grad)
    inner = tril(matmul(matrix_transposed(factor), grad), 0)
    inner = mul_scalar(inner + matrix_transposed(tril(inner, -1)), 0.5)
    inner = solve_triangular(matrix_transposed(factor), inner, True, True, False)
    return solve_triangular(factor, inner, False, False, False)


@op(
    A=lambda grad, L, upper: cholesky_slope(grad, L, upper),
    outputs=("L", "info"),
    differentiable=1,
    node="LinalgCholeskyExBackward0",
)
def cholesky_of_matrices(A: Array, upper: bool, function: str | None) -> tuple[Array, Array]:
    """Return the triangular factors of matrices, and 0 for each, or how far it came.

    Raises:
        LinAlgError: in the name of ``function``, if there is one, if a matrix is not
            positive-definite.

    """
    if function is not None:
        return _cholesky(function, A, upper), np.zeros(A.shape[:-2], np.int32)[()]
    check_square("linalg.cholesky", A)
    factors, info = np.tril(A.swapaxes(-2, -1) if upper else A), np.zeros(A.shape[:-2], np.int32)
    for place in np.ndindex(A.shape[:-2]):
        info[place] = _factor(factors[place])
    return column_major(factors.swapaxes(-2, -1) if upper else factors), info[()]


def _factor(matrix: Array) -> int:
    """Make a triangular matrix its factor; return at which minor that fails, or 0."""
    for step in range(len(matrix)):
        if not matrix[step, step] > 0:
            return step + 1
        matrix[step, step] = np.sqrt(matrix[step, step])
        column = matrix[step + 1 :, step]
        column /= matrix[step, step]
        matrix[step + 1 :, step + 1 :] -= np.tril(np.outer(column, column))
    return 0


@op(
    A=lambda grad, result, upper: cholesky_slope(grad, result, upper),
    node="CholeskyBackward0",
    layout="own",
)
def old_cholesky(A: Array, upper: bool) -> Array:
    """Return the triangular factors of positive-definite matrices."""
    return _cholesky("cholesky", A, upper)


@composite
def cholesky(self: Any, upper: bool = False) -> Any:
    """Return the triangular factors of positive-definite matrices; ``linalg.cholesky`` is newer."""
    warn(_CHOLESKY_IS_OLD)
    return old_cholesky(self, upper)


@composite
def linalg_cholesky(A: Any, *, upper: bool = False) -> Any:
    """Return L with ``A = L @ L.mT``, or with ``upper`` its transpose.

    Raises:
        LinAlgError: if a matrix is not positive-definite.
        RuntimeError: if the matrices are not square.

    """
    return cholesky_of_matrices(A, upper, "linalg.cholesky")[0]


@composite
def linalg_cholesky_ex(A: Any, *, upper: bool = False, check_errors: bool = False) -> Any:
    """Return the factors, and 0 for each, or the order of the minor that is not positive-definite.

    Raises:
        LinAlgError: with ``check_errors``, if a matrix is not positive-definite.
        RuntimeError: if the matrices are not square.

    """
    function = "linalg.cholesky_ex" if check_errors else None
    return return_types.linalg_cholesky_ex(*cholesky_of_matrices(A, upper, function))


# ---- systems of equations whose matrices are given by their factors --------------------------


@formula
def symmetrised(A: Any) -> Any:
    """Return each matrix plus its transpose."""
    return A + matrix_transposed(A)


@op(
    inputs=lambda grad, self, result, input2, upper, needs: cholesky_solve_slopes(
        grad, result, input2, upper, needs
    ),
    layout="own",
)
def cholesky_solve(self: Array, input2: Array, upper: bool = False) -> Array:
    """Return X with ``A @ X = self``, where ``input2`` is Cholesky's factor of A.

    Raises:
        RuntimeError: if the factors are not square.

    """
    check_square("cholesky_solve", input2)
    return column_major(np.linalg.solve(_product(input2, upper), self))


def _product(factor: Array, upper: bool) -> Array:
    part = np.triu(factor) if upper else np.tril(factor)
    other = part.swapaxes(-2, -1)
    return other @ part if upper else part @ other


@formula
def cholesky_solve_slopes(
    grad: Any, result: Any, factor: Any, upper: bool, needs: tuple[bool, ...]
) -> tuple[Any, Any]:
    """Return the gradients of a solution with respect to the sides and to Cholesky's factor."""
    slope = cholesky_solve(grad, factor, upper)
    if not needs[1]:
        return slope, None
    both = symmetrised(matmul(slope, matrix_transposed(result)))
    return slope, neg(matmul(factor, both)) if upper else neg(matmul(both, factor))


@op(
    self=lambda grad, self, upper, result: cholesky_inverse_slope(grad, self, upper, result),
    layout="own",
)
def cholesky_inverse(self: Array, upper: bool = False) -> Array:
    """Return the inverse of the matrix of which ``self`` is Cholesky's factor.

    Raises:
        RuntimeError: if the factors are not square.

    """
    check_square("cholesky_inverse", self)
    return column_major(np.linalg.inv(_product(self, upper)))


@formula
def cholesky_inverse_slope(grad: Any, factor: Any, upper: bool, inverse: Any) -> Any:
    """Return the gradient of an inverse with respect to Cholesky's factor."""
    common = matmul(inverse, matmul(symmetrised(grad), inverse))
    return neg(matmul(factor, common)) if upper else neg(matmul(common, factor))
