"""Products of Householder's reflections, ``I - tau v v^T``.

The columns below the diagonal of a matrix are the vectors, each with a 1 on the diagonal, as LAPACK
stores what its QR decomposition found (G. Golub and C. Van Loan, Matrix Computations, 5.1).
"""

# Rules find every operation by name; the imports only tell the type checker.

# Matrices have the capital letters that the literature gives them.
# ruff: noqa: N803, N806

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ..demands import require
from ..record import Array, composite, formula, formula_of, op
from .linalg_checks import column_major

if TYPE_CHECKING:
    from ..indices.slicing import select, slice_dim
    from ..pointwise.arithmetic import neg, sub_scalar, zeros_of_like
    from ..pointwise.inplace import copy_, fill_scalar
    from ..reductions.reduction import sum_dim
    from ..shapes.diagonals import diagonal
    from ..shapes.squeezing import squeeze_dim, unsqueeze
    from ..shapes.triangles import tril
    from .linalg import matrix_transposed
    from .matmul import matmul

    fill_scalar_, tril_ = fill_scalar, tril


# ---- on arrays -------------------------------------------------------------------------------


def _vectors(input: Array) -> Array:
    vectors: Array = np.tril(input, -1) + np.eye(*input.shape[-2:], dtype=input.dtype)
    return vectors


def _reflect(K: Array, vector: Array, factor: Array) -> None:
    """Replace K by ``(I - factor v v^T) @ K``; ``vector`` is (*, m, 1), ``factor`` (*, 1, 1)."""
    K -= factor * vector @ (vector.swapaxes(-2, -1) @ K)


def _householder_slopes(
    grad: Array, result: Array, input: Array, tau: Array
) -> tuple[Array | None, Array | None]:
    """Return the gradients of the vectors and of their factors.

    With K the result times the transposed gradient, moved past the reflections one by one, the
    differential of reflection i is ``-trace(K d(tau v v^T))``.
    """
    if not input.size or not tau.size:
        return None, None
    vectors, count = _vectors(input), tau.shape[-1]
    squares = np.einsum("...ij,...ij->...j", vectors[..., :count], vectors[..., :count])
    inverse = tau / (tau * squares - 1)
    K = result @ grad.swapaxes(-2, -1)
    slopes, slopes_of_tau = np.zeros_like(input), np.zeros_like(tau)
    for at in range(count):
        vector = vectors[..., at, None]
        _reflect(K, vector, inverse[..., at, None, None])
        if at:
            before = vectors[..., at - 1, None]
            _reflect(K.swapaxes(-2, -1), before, tau[..., at - 1, None, None])
        row, column = vector.swapaxes(-2, -1) @ K, K @ vector
        slopes[..., at] = -tau[..., at, None] * (row[..., 0, :] + column[..., 0])
        slopes_of_tau[..., at] = -(row @ vector)[..., 0, 0]
    return np.tril(slopes, -1), slopes_of_tau


# ---- the operation ---------------------------------------------------------------------------


@op(
    inputs=lambda grad, input, tau, result, needs: householder_slopes(grad, result, input, tau),
    casts=None,
    layout="own",
    node="LinalgHouseholderProductBackward0",
)
def householder_product(input: Array, tau: Array) -> Array:
    """Return the first columns of the product of the reflections."""
    _check(input, tau)
    vectors = _vectors(input)
    result = np.empty(input.shape, input.dtype)
    result[...] = np.eye(*input.shape[-2:])
    for at in reversed(range(tau.shape[-1])):
        _reflect(result, vectors[..., at, None], tau[..., at, None, None])
    return column_major(result)


def _check(input: Array, tau: Array) -> None:
    name = "torch.linalg.householder_product:"
    require(input.ndim >= 2, f"{name} input must have at least 2 dimensions.")
    require(
        input.shape[-2] >= input.shape[-1],
        f"{name} input.shape[-2] must be greater than or equal to input.shape[-1]",
    )
    if not tau.ndim:
        raise IndexError("Dimension specified as -1 but tensor has no dimensions")
    require(
        input.shape[-1] >= tau.shape[-1],
        f"{name} input.shape[-1] must be greater than or equal to tau.shape[-1]",
    )
    require(
        input.ndim == tau.ndim + 1,
        f"{name} Expected tau to have one dimension less than input, but got tau.ndim equal to "
        f"{tau.ndim} and input.ndim is equal to {input.ndim}",
    )
    require(
        input.shape[:-2] == tau.shape[:-1],
        f"{name} Expected batch dimensions of tau to be equal to input.shape[:-2], but got "
        f"{list(tau.shape[:-1])}",
    )
    ours, theirs = (dtypes.of(one.dtype).legacy for one in (input, tau))
    require(ours == theirs, f"{name} tau dtype {theirs} does not match input dtype {ours}")
    if input.dtype.kind != "f":
        raise NotImplementedError(f"\"orgqr_cpu\" not implemented for '{ours}'")


# ---- its gradients as they can be differentiated again ---------------------------------------


@formula
def reflected(K: Any, vector: Any, factor: Any) -> Any:
    """Return ``(I - factor v v^T) @ K``."""
    row = matmul(matrix_transposed(vector), K)
    return K - unsqueeze(factor, -1) * vector * row


@formula
def reflected_from_right(K: Any, vector: Any, factor: Any) -> Any:
    """Return ``K @ (I - factor v v^T)``."""
    turned = matrix_transposed(vector)
    return K - matmul(K, unsqueeze(factor, -1) * vector) * turned


@formula
def reflection_slopes(K: Any, vector: Any, factor: Any, at: int) -> tuple[Any, Any]:
    """Return the gradients of one vector, whose first ``at`` elements are 0, and of its factor."""
    rows = K.shape[-2]
    lower = slice_dim(vector, -2, at, rows, 1)
    row = matmul(matrix_transposed(lower), slice_dim(K, -2, at, rows, 1))
    column = matmul(slice_dim(K, -1, at, rows, 1), lower)
    factor = unsqueeze(factor, -1)
    right = squeeze_dim(factor * column, -1)
    slope = squeeze_dim(neg(factor) * row, -2) - right
    own = squeeze_dim(neg(matmul(slice_dim(row, -1, at, rows, 1), lower)), -1)
    return unsqueeze(slope, -1), own


@formula_of(_householder_slopes)
def householder_slopes(grad: Any, result: Any, input: Any, tau: Any) -> tuple[Any, Any]:
    """Return the gradients of the vectors and of their factors, in PyTorch's steps and order."""
    if not input.numel() or not tau.numel():
        return None, None
    count = tau.shape[-1]
    vectors = tril(input, -1)
    fill_scalar_(diagonal(vectors, 0, -2, -1), 1.0)
    used = slice_dim(vectors, -1, 0, count, 1)
    inverse = tau / sub_scalar(tau * sum_dim(used * used, (-2,)), 1.0)
    K = matmul(result, matrix_transposed(grad))
    slopes, slopes_of_tau = zeros_of_like(input), zeros_of_like(tau)
    first = slice_dim(inverse, -1, 0, 1, 1)
    K = reflected(K, slice_dim(vectors, -1, 0, 1, 1), first)
    for at in range(count):
        vector, factor = slice_dim(vectors, -1, at, at + 1, 1), slice_dim(tau, -1, at, at + 1, 1)
        slope, own = reflection_slopes(K, vector, factor, at)
        copy_(select(slopes, -1, at), squeeze_dim(slope, -1))
        copy_(select(slopes_of_tau, -1, at), squeeze_dim(own, -1))
        if at + 1 < count:
            after = slice_dim(vectors, -1, at + 1, at + 2, 1)
            K = reflected(K, after, slice_dim(inverse, -1, at + 1, at + 2, 1))
            K = reflected_from_right(K, vector, factor)
    return tril_(slopes, -1), slopes_of_tau


@composite
def linalg_householder_product(input: Any, tau: Any) -> Any:
    """Return the first columns (*, m, n) of a product of k Householder reflections.

    Below the diagonal of (*, m, n) are their vectors, and (*, k) are their factors.

    Raises:
        RuntimeError: if the shapes or types do not fit.

    """
    return householder_product(input, tau)


@composite
def orgqr(self: Any, input2: Any) -> Any:
    """Return the first columns of a product of reflections (see ``linalg.householder_product``)."""
    return householder_product(self, input2)
