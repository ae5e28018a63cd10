"""Determinants of matrices."""

# Rules find every operation by name; the imports only tell the type checker.
# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import return_types
from .choosing import where
from .linalg_checks import check_square
from .record import Array, composite, formula, op

if TYPE_CHECKING:
    from .arithmetic import mul_scalar, pow_scalar
    from .decomposition import svd_of_matrices
    from .elementwise import abs  # noqa: A004
    from .linalg import inverse_of_matrices, matrix_transposed
    from .matmul import matmul
    from .reduction import products_before, sum_dim
    from .reordering import flip_dims
    from .squeezing import unsqueeze


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
    if not is_nearly_singular(A, result):
        whole = unsqueeze(unsqueeze(result, -1), -1)
        return scale * whole * matrix_transposed(inverse_of_matrices(A)[0])
    return scale * cofactors(A)


@formula
def is_nearly_singular(A: Any, determinant: Any) -> bool:
    """Return whether some determinant is tiny beside the largest that its matrix's norm allows."""
    size = A.shape[-1]
    largest = pow_scalar(sum_dim(A * A, (-2, -1)) / size, size / 2)
    return bool((abs(determinant) <= mul_scalar(largest, 1e-8)).any())


@formula
def cofactors(A: Any) -> Any:
    """Return the cofactors of matrices, from the products of all but one of the singular values."""
    U, S, Vh = svd_of_matrices(A, False)
    after = flip_dims(products_before(flip_dims(S, (-1,)), -1), (-1,))
    others = unsqueeze(products_before(S, -1) * after, -2)
    sign = unsqueeze(unsqueeze(linalg_det(U) * linalg_det(Vh), -1), -1)
    return sign * matmul(U * others, Vh)


@op(
    A=lambda grads, A: (
        unsqueeze(unsqueeze(grads[1], -1), -1) * matrix_transposed(inverse_of_matrices(A)[0])
    ),
    outputs=("sign", "logabsdet"),
    node="LinalgSlogdetBackward0",
)
def slogdet_of_matrices(A: Array) -> tuple[Array, Array]:
    """Return the signs and the logarithms of the absolute values of determinants."""
    check_square("linalg.slogdet", A)
    sign, logarithm = np.linalg.slogdet(A)
    return sign, logarithm


@composite
def linalg_slogdet(A: Any) -> Any:
    """Return the signs and the logarithms of the absolute values of determinants.

    Raises:
        RuntimeError: if the matrices are not square.

    """
    return return_types.linalg_slogdet(*slogdet_of_matrices(A))


@composite
def slogdet(self: Any) -> Any:
    """Return the signs and the logarithms of the absolute values of determinants."""
    return return_types.slogdet(*slogdet_of_matrices(self))


@composite
def det(self: Any) -> Any:
    """Return the determinants of matrices."""
    return linalg_det(self)


@composite
def logdet(self: Any) -> Any:
    """Return the logarithms of determinants, NaN for negative ones."""
    sign, logarithm = slogdet_of_matrices(self)
    return where(sign == -1, float("nan"), logarithm)
