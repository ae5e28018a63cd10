"""Distances and angles between vectors."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...facts import result_type
from ...grad_mode import no_grad
from ..demands import require
from ..operands import not_broadcastable
from ..pointwise.arithmetic import add_scalar
from ..record import FUNCTIONS, KERNELS, Array, composite, formula, op
from ..shapes.shape import expand

if TYPE_CHECKING:
    from ..indices.masking import masked_fill_by
    from ..matrices.linalg import matrix_transposed
    from ..matrices.matmul import matmul
    from ..pointwise.arithmetic import neg, pow_scalar, zeros_of_like
    from ..pointwise.binary import unimplemented
    from ..pointwise.elementwise import sgn, sign
    from ..reductions.norms import vector_norm_slope
    from ..reductions.reduction import sum_dim
    from ..shapes.squeezing import unsqueeze


def common_shape(input: Any, target: Any) -> tuple[int, ...]:
    """Return the shape that two tensors broadcast to."""
    try:
        return np.broadcast_shapes(tuple(input.shape), tuple(target.shape))
    except ValueError as error:
        raise not_broadcastable(error, input, target) from error


@composite
def cosine_similarity(x1: Any, x2: Any, dim: int = 1, eps: float = 1e-8) -> Any:
    """Return the cosines of the angles between vectors along ``dim``; norms are at least ``eps``.

    Raises:
        RuntimeError: if the shapes do not broadcast, or both are of integers.

    """
    kind = result_type(x1, x2)
    if not kind.is_floating_point:
        raise RuntimeError(
            f"expected common dtype to be floating point, yet common dtype is {kind.legacy}"
        )
    shape = common_shape(x1, x2)
    x1, x2 = x1.to(kind), x2.to(kind)
    # Of two operands PyTorch computes the second first.
    x2, x1 = [one if x1.shape == x2.shape else expand(one, shape) for one in (x2, x1)]
    lengths = [
        FUNCTIONS["linalg_vector_norm"](one, 2, dim, keepdim=True).clone() for one in (x1, x2)
    ]
    with no_grad():
        for length in lengths:
            length.clamp_(min=eps)
    second = x2 / lengths[1]
    return (x1 / lengths[0] * second).sum(dim)


@op(
    self=lambda grad, self, p, dim, keepdim, result: vector_norm_slope(
        grad, self, result, p, dim, keepdim
    ),
    node="NormBackward1",
)
def norm_along(self: Array, p: float, dim: tuple[int], keepdim: bool) -> Array:
    """Return the p-norms along one dimension."""
    return np.linalg.norm(self, p, axis=dim[0], keepdims=keepdim)


@op(
    self=lambda grad, self, p, result: vector_norm_slope(grad, self, result, p, None, False),
    node="NormBackward0",
)
def norm_of_all(self: Array, p: float) -> Array:
    """Return the p-norm of all elements."""
    return np.linalg.norm(np.reshape(self, -1), p).astype(self.dtype)[()]


@formula
def directions(vectors: Any, p: float, norms: Any) -> Any:
    """Return the derivative of the p-norms of the last dimension, but for a power of the norms."""
    if p == 0:
        return zeros_of_like(vectors)
    if p == 1:
        return sgn(vectors)
    if p == float("inf"):
        return (abs(vectors) == unsqueeze(norms, -1)) * sign(vectors)
    if p == 2:
        return vectors
    size = abs(vectors)
    return sgn(vectors) * pow_scalar(size, p - 1) if p < 2 else vectors * pow_scalar(size, p - 2)


@formula
def direction_weights(grad: Any, p: float, norms: Any) -> Any:
    """Return what the gradient of p-norms multiplies their ``directions`` by; 0 for norms of 0."""
    if p in (1, float("inf")):
        return grad
    power = norms if p == 2 else pow_scalar(norms, p - 1)
    return masked_fill_by(grad / power, norms == 0, 0)


@composite
def pairwise_distance(
    x1: Any, x2: Any, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False
) -> Any:
    """Return the p-norms of ``x1 - x2 + eps`` over the last dimension.

    Raises:
        RuntimeError: if the shapes do not broadcast.

    """
    difference = add_scalar(x1 - x2, eps)
    return norm_along(difference, float(p), (difference.ndim - 1,), keepdim)


# ---- all pairs -------------------------------------------------------------------------------


@op(
    x1=lambda grad, x1, x2, p, result: sum_dim(pair_slope(grad, x1, x2, p, result), (-2,)),
    x2=lambda grad, x1, x2, p, result: neg(sum_dim(pair_slope(grad, x1, x2, p, result), (-3,))),
    node="CdistBackward0",
    casts="same",
)
def cdist_forward(x1: Array, x2: Array, p: float) -> Array:
    """Return the p-norms of the differences of all rows: (*, n, m) and (*, k, m) give (*, n, k)."""
    return _norms(x1[..., :, None, :] - x2[..., None, :, :], p)


def _norms(vectors: Array, p: float) -> Array:
    """Return the p-norms of the last dimension."""
    if p == 2:
        return np.sqrt(np.vecdot(vectors, vectors))
    return np.linalg.norm(vectors, p, axis=-1)


@op(
    inputs=lambda grad, x1, x2, result, needs: euclidean_slopes(grad, x1, x2, result),
    node="EuclideanDistBackward0",
    casts="same",
)
def euclidean_dist(x1: Array, x2: Array) -> Array:
    """Return the Euclidean distances of all rows, by one matrix product."""
    squares = [np.sum(one * one, axis=-1) for one in (x1, x2)]
    product = x1 @ x2.swapaxes(-1, -2)
    distances = squares[0][..., :, None] + squares[1][..., None, :] - 2 * product
    return np.sqrt(np.maximum(distances, 0))


@formula
def pair_slope(grad: Any, x1: Any, x2: Any, p: float, norms: Any) -> Any:
    """Return the gradient of all pairs' distances with respect to their differences."""
    differences = unsqueeze(x1, -2) - unsqueeze(x2, -3)
    weights = direction_weights(grad, p, norms)
    return unsqueeze(weights, -1) * directions(differences, p, norms)


@formula
def euclidean_slopes(grad: Any, x1: Any, x2: Any, norms: Any) -> tuple[Any, Any]:
    """Return the gradients of both sets of rows, by matrix products; 0 for a distance of 0."""
    ratio = masked_fill_by(grad / norms, norms == 0, 0)
    others = matmul(ratio, x2)
    first = x1 * sum_dim(ratio, (-1,), True) - others
    others = matmul(matrix_transposed(ratio), x1)
    return first, x2 * unsqueeze(sum_dim(ratio, (-2,)), -1) - others


_MM_MODES = {"use_mm_for_euclid_dist": True, "donot_use_mm_for_euclid_dist": False}


@composite
def cdist(
    x1: Any,
    x2: Any,
    p: float = 2.0,
    compute_mode: str = "use_mm_for_euclid_dist_if_necessary",
) -> Any:
    """Return the p-norms of the differences of all rows of (*, n, m) and (*, k, m).

    Euclidean distances of more than 25 rows are computed by a matrix product.

    Raises:
        RuntimeError: if the shapes do not fit or p is negative.

    """
    for name, one in (("X1", x1), ("X2", x2)):
        require(one.ndim >= 2, f"cdist only supports at least 2D tensors, {name} got: {one.ndim}D")
    require(
        x1.shape[-1] == x2.shape[-1],
        f"X1 and X2 must have the same number of columns. X1: {x1.shape[-1]} X2: {x2.shape[-1]}",
    )
    require(p >= 0, "cdist only supports non-negative p values")
    many = x1.shape[-2] > 25 or x2.shape[-2] > 25
    if p == 2 and _MM_MODES.get(compute_mode, many):
        batch = np.broadcast_shapes(x1.shape[:-2], x2.shape[:-2])
        one, other = [_in_one_batch(x, batch) for x in (x1, x2)]
        return euclidean_dist(one, other).view(*batch, x1.shape[-2], x2.shape[-2])
    return cdist_forward(x1, x2, float(p))


def _in_one_batch(rows: Any, batch: tuple[int, ...]) -> Any:
    """Return sets of rows expanded and in one dimension, if there are several."""
    count = prod(batch)
    if count == 1:
        return rows
    return expand(rows, (*batch, *rows.shape[-2:])).contiguous().view(count, *rows.shape[-2:])


# ---- all pairs of one set ----------------------------------------------------------------------


@op(
    self=lambda grad, self, p, result: pdist_backward(grad, self, p, result),
    node="PdistBackward0",
)
def pdist_forward(self: Array, p: float) -> Array:
    """Return the p-norms of the differences of all pairs of rows."""
    first, second = np.triu_indices(len(self), 1)
    differences = self[first]
    differences -= self[second]
    return _norms(differences, p)


@op(
    slopes=lambda grad: unimplemented(grad, "_pdist_backward"),
    self=lambda grad: unimplemented(grad, "_pdist_backward"),
    pdist=lambda grad: unimplemented(grad, "_pdist_backward"),
    node="PdistBackwardBackward0",
)
def pdist_backward(slopes: Array, self: Array, p: float, pdist: Array) -> Array:
    """Return the gradient of the distances of all pairs of rows."""
    weights = _of_all_pairs(KERNELS["direction_weights"](slopes, p, pdist), len(self))
    norms = _of_all_pairs(pdist, len(self))
    steep = KERNELS["directions"](self[:, None] - self, p, norms)
    return np.matmul(weights[:, None], steep)[:, 0]


def _of_all_pairs(values: Array, count: int) -> Array:
    """Return what belongs to pairs as a symmetric matrix, with 0 on the diagonal."""
    matrix: Array = np.zeros((count, count), values.dtype)
    matrix[np.triu_indices(count, 1)] = values
    return matrix + matrix.T


@composite
def pdist(input: Any, p: float = 2.0) -> Any:
    """Return the p-norms of the differences of all pairs of rows of (n, m).

    Raises:
        RuntimeError: if there are no rows, or p is negative.

    """
    require(
        input.ndim == 2,
        f"pdist only supports 2D tensors, got: {input.ndim}D",
    )
    require(p >= 0, "pdist only supports non-negative p values")
    return pdist_forward(input.contiguous(), float(p))
