"""Eigenvalues and eigenvectors of symmetric matrices."""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that PyTorch and the literature give them.
# ruff: noqa: N803

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import return_types
from ..record import Array, composite, formula, formula_of, op
from .linalg_checks import check_square, column_major

if TYPE_CHECKING:
    from ..pointwise.arithmetic import div as div_
    from ..pointwise.arithmetic import mul_scalar
    from ..pointwise.inplace import copy_, fill_
    from ..shapes.diagonals import diagonal
    from ..shapes.squeezing import unsqueeze
    from .linalg import matrix_transposed
    from .matmul import matmul


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
    rows = unsqueeze(values, -1)  # PyTorch computes the right operand first
    gaps = unsqueeze(values, -2) - rows
    fill_(diagonal(gaps, 0, -2, -1), 1)
    return gaps


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
    inner = div_(turned, gaps_between(eigenvalues))
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
