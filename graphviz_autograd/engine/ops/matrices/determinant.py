"""Determinants of matrices."""

# Rules find every operation by name; the imports only tell the type checker.
# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import return_types
from ..pointwise.choosing import where
from ..record import Array, composite, formula, formula_of, op
from .elimination import diagonal_of, factored, parity, solved_by_factors
from .linalg_checks import check_square

if TYPE_CHECKING:
    from ..pointwise.arithmetic import right_first, zeros_of_like
    from ..pointwise.comparison import logical_not
    from ..pointwise.elementwise import abs  # noqa: A004
    from ..reductions.reduction import products_of_others
    from ..shapes.diagonals import diag_embed
    from ..shapes.shape import expand
    from ..shapes.squeezing import unsqueeze
    from .linalg import matrix_transposed, solution_of
    from .matmul import matmul
    from .singular_values import svd_of_matrices


@op(
    A=lambda grad, A, result, LU, pivots: det_slope(grad, A, result, LU, pivots),
    outputs=("result", "LU", "pivots"),
    differentiable=1,
    node="LinalgDetBackward0",
)
def det_of_matrices(A: Array) -> tuple[Array, Array, Array]:
    """Return the determinants of matrices, the factors and the pivots."""
    check_square("linalg.det", A)
    LU, pivots = _factored(A)
    result = np.multiply.reduce(diagonal_of(LU), -1) * parity(pivots)
    return result.astype(A.dtype)[()], LU, pivots


def _factored(A: Array) -> tuple[Array, Array]:
    # PyTorch factors what is laid out by rows transposed, which LAPACK then need not copy.
    return factored(A.swapaxes(-2, -1) if A.flags.c_contiguous else A)


@composite
def linalg_det(A: Any) -> Any:
    """Return the determinants of matrices.

    Raises:
        RuntimeError: if they are not square.

    """
    return det_of_matrices(A)[0]


def _det_slope(grad: Array, A: Array, result: Array, LU: Array, pivots: Array) -> Array:
    """Return the gradient of determinants; that of an exactly singular matrix is 0, as PyTorch's.

    Only a gradient that is to be differentiated again is given its limit, the cofactors.
    """
    # Any factors that have an inverse stand for the singular ones.
    singular = (np.asarray(result) == 0)[..., None, None]
    factors = np.where(singular, np.eye(A.shape[-1], dtype=A.dtype), LU)
    return _solved_for_diagonal(A, grad * result, factors, pivots)


def _solved_for_diagonal(A: Array, scale: Array, LU: Array, pivots: Array) -> Array:
    sides = np.asarray(scale)[..., None, None] * np.eye(A.shape[-1], dtype=A.dtype)
    # What was factored is the transpose of what is laid out by rows.
    return solved_by_factors(LU, pivots, sides, not A.flags.c_contiguous)


@formula_of(_det_slope)
def det_slope(grad: Any, A: Any, result: Any, LU: Any, pivots: Any) -> Any:
    """Return the gradient of determinants, of singular ones by the cofactors."""
    singular = abs(result) < 100 * np.finfo(A.dtype.numpy).eps
    scale = grad * result
    if not singular.any():
        return solved_for_diagonal(A, scale, LU, pivots)
    if singular.all():
        return cofactors(grad, A)
    return det_slope_by_parts(grad, A, diagonal_of_each(scale, A), singular)


@formula
def det_slope_by_parts(grad: Any, A: Any, sides: Any, singular: Any) -> Any:
    """Return the gradient of determinants of which some are singular."""
    regular, whole = logical_not(singular), zeros_of_like(A)
    matrices = A[singular]
    whole[singular] = cofactors(grad[singular], matrices)
    sides = sides[regular]
    whole[regular] = solution_of(matrix_transposed(A[regular]), sides, True)
    return whole


@formula_of(_solved_for_diagonal)
def solved_for_diagonal(A: Any, scale: Any, LU: Any, pivots: Any) -> Any:  # noqa: ARG001
    """Return the transposed inverses of matrices, each times an element of ``scale``."""
    sides = diagonal_of_each(scale, A)
    return solution_of(matrix_transposed(A), sides, True)


@formula
def diagonal_of_each(scale: Any, A: Any) -> Any:
    """Return matrices in the shape of ``A`` with one number each on their diagonals."""
    return matrix_transposed(diag_embed(expand(unsqueeze(scale, -1), A.shape[:-1])))


@formula
def cofactors(grad: Any, A: Any) -> Any:
    """Return ``grad`` times the cofactors of matrices (N. Higham, What is the adjugate?, 2020)."""
    U, S, Vh = svd_of_matrices(A, True)
    sign = right_first(linalg_det(Vh), linalg_det(U))
    others = unsqueeze(sign * grad, -1) * products_of_others(S, S.ndim - 1)
    return matmul(U * unsqueeze(others, -2), Vh)


@op(
    A=lambda given, A, sign, LU, pivots: (
        None if given[1] is None else solved_for_diagonal(A, given[1], LU, pivots)
    ),
    outputs=("sign", "logabsdet", "LU", "pivots"),
    differentiable=2,
    node="LinalgSlogdetBackward0",
)
def slogdet_of_matrices(A: Array) -> tuple[Array, Array, Array, Array]:
    """Return signs and logarithms of the absolute values of determinants, factors and pivots."""
    check_square("linalg.slogdet", A)
    LU, pivots = _factored(A)
    diagonal = diagonal_of(LU)
    sign = np.multiply.reduce(np.sign(diagonal), -1) * parity(pivots)
    with np.errstate(divide="ignore"):
        logarithm = np.add.reduce(np.log(np.abs(diagonal)), -1)
    return sign.astype(A.dtype)[()], logarithm, LU, pivots


@composite
def linalg_slogdet(A: Any) -> Any:
    """Return the signs and the logarithms of the absolute values of determinants.

    Raises:
        RuntimeError: if the matrices are not square.

    """
    return return_types.linalg_slogdet(*slogdet_of_matrices(A)[:2])


@composite
def slogdet(self: Any) -> Any:
    """Return the signs and the logarithms of the absolute values of determinants."""
    return return_types.slogdet(*slogdet_of_matrices(self)[:2])


@composite
def det(self: Any) -> Any:
    """Return the determinants of matrices."""
    return linalg_det(self)


@composite
def logdet(self: Any) -> Any:
    """Return the logarithms of determinants, NaN for negative ones."""
    sign, logarithm, *_ = slogdet_of_matrices(self)
    return where(sign == -1, float("nan"), logarithm)
