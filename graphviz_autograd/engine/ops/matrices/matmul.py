"""Matrix products."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...views import bump
from ..demands import require
from ..element_types import refuse_bools
from ..record import Array, composite_of, formula, formula_of, op
from ..shapes.copying import contiguous
from ..shapes.expansion import no_expansion
from ..shapes.shape import expand, unsafe_view
from ..shapes.squeezing import squeeze_dim, squeeze_only, unsqueeze
from ..shapes.transposing import t, transpose
from .product_checks import check_addmm, check_bmm, check_dot, check_mm, check_mv

if TYPE_CHECKING:
    from ..pointwise.arithmetic import mul_scalar
    from ..shapes.shape import reshape

Dims = tuple[int, ...]


# Elements of a product, from which on it takes longer to clear them than to find the way of ``@``.
_LARGE = 2**14


def product_of(left: Array, right: Array) -> Array:
    """Return the product of two matrices; ``dot`` starts at once, but clears its result first."""
    return left.dot(right) if len(left) * right.shape[1] < _LARGE else left @ right


def _by_columns(sizes: Dims, strides: Dims) -> bool:
    """Return whether a matrix lies in memory column by column; so shall its gradient."""
    return strides[0] == 1 and strides[1] == sizes[0]


def _left_slope_of_arrays(grad: Array, right: Array, sizes: Dims, strides: Dims) -> Array:
    if _by_columns(sizes, strides):
        return product_of(right, grad.T).T
    return product_of(grad, right.T)


@formula_of(_left_slope_of_arrays)
def left_slope(grad: Any, right: Any, sizes: Dims, strides: Dims) -> Any:
    """Return the gradient of the first of two matrices, given that of their product."""
    return t(mm(right, t(grad))) if _by_columns(sizes, strides) else mm(grad, t(right))


def _right_slope_of_arrays(grad: Array, left: Array, sizes: Dims, strides: Dims) -> Array:
    if _by_columns(sizes, strides):
        return product_of(grad.T, left).T
    return product_of(left.T, grad)


@formula_of(_right_slope_of_arrays)
def right_slope(grad: Any, left: Any, sizes: Dims, strides: Dims) -> Any:
    """Return the gradient of the second of two matrices, given that of their product."""
    return t(mm(t(grad), left)) if _by_columns(sizes, strides) else mm(t(left), grad)


@op(
    self=lambda grad, mat2, self_sizes, self_strides: left_slope(
        grad, mat2, self_sizes, self_strides
    ),
    mat2=lambda grad, self, mat2_sizes, mat2_strides: right_slope(
        grad, self, mat2_sizes, mat2_strides
    ),
    casts="same",
)
def mm(self: Array, mat2: Array) -> Array:
    """Return the product of two matrices."""
    if self.ndim != 2 or mat2.ndim != 2 or self.shape[1] != mat2.shape[0]:
        check_mm(self, mat2)
    refuse_bools("addmm_impl_cpu_", self)
    return product_of(self, mat2)


@formula
def outer_of(grad: Any, vec: Any) -> Any:
    """Return the outer product of two vectors, as PyTorch's rules write it."""
    return reshape(grad, (grad.shape[0], 1)) * vec


@op(
    self=lambda grad, vec: outer_of(grad, vec),
    vec=lambda grad, self: mv(t(self), grad),
    casts="same",
)
def mv(self: Array, vec: Array) -> Array:
    """Return the product of a matrix and a vector."""
    check_mv(self, vec)
    refuse_bools("addmv_impl_cpu", self)
    return self @ vec


@op(
    self=lambda grad, tensor: grad * tensor,
    tensor=lambda grad, self: grad * self,
    casts="same",
)
def dot(self: Array, tensor: Array) -> Array:
    """Return the inner product of two vectors."""
    check_dot(self, tensor)
    refuse_bools("dot", self)
    return self @ tensor


@op(
    self=lambda grad, mat2: bmm(grad, transpose(mat2, 1, 2)),
    mat2=lambda grad, self: bmm(transpose(self, 1, 2), grad),
    casts="same",
)
def bmm(self: Array, mat2: Array) -> Array:
    """Return the products of two batches of matrices."""
    check_bmm(self, mat2)
    refuse_bools("bmm", self)
    return self @ mat2


@op(
    self=lambda grad, beta: grad if beta == 1 else mul_scalar(grad, beta),
    mat1=lambda grad, mat2, alpha, mat1_sizes, mat1_strides: scaled(
        left_slope(grad, mat2, mat1_sizes, mat1_strides), alpha
    ),
    mat2=lambda grad, mat1, alpha, mat2_sizes, mat2_strides: scaled(
        right_slope(grad, mat1, mat2_sizes, mat2_strides), alpha
    ),
    inplace=True,
    casts="same",
)
def addmm(self: Array, mat1: Array, mat2: Array, *, beta: float = 1, alpha: float = 1) -> Array:
    """Return ``beta * self + alpha * (mat1 @ mat2)``."""
    if mat1.ndim != 2 or mat2.ndim != 2 or mat1.shape[1] != mat2.shape[0]:
        check_addmm(mat1, mat2)
    product = product_of(mat1, mat2)
    if alpha != 1:
        product *= alpha
    try:
        product += self if beta == 1 else self * beta
    except ValueError:
        raise no_expansion(self, product.shape) from None
    return product


@formula
def scaled(grad: Any, factor: float) -> Any:
    """Return ``grad`` times a number that is usually 1."""
    return grad if factor == 1 else mul_scalar(grad, factor)


@composite_of(np.matmul)
def matmul(self: Any, other: Any) -> Any:
    """Return the matrix product; leading dimensions are a batch and broadcast.

    Raises:
        RuntimeError: if the sizes do not fit or an operand is 0-d.

    """
    dims = (self.ndim, other.ndim)
    require(min(dims) > 0, "both arguments to matmul need to be at least 1D, but they are "
           f"{dims[0]}D and {dims[1]}D")  # fmt: skip
    if max(dims) <= 2:
        return _small_matmul(self, other, dims)
    if dims == (3, 3) and self.shape[0] != other.shape[0]:
        if self.shape[0] == 1:
            return matmul(squeeze_dim(self, 0), other)
        if other.shape[0] == 1 and other.requires_grad:
            return matmul(self, squeeze_dim(other, 0))
    if dims[0] >= dims[1] and _folds(self, other):
        return _folded(self, other)
    if dims[0] < dims[1] and _folds(transpose(other, -2, -1), self, True):
        batch = transpose(other, -2, -1)
        product = _folded(batch, t(self) if dims[0] == 2 else self)
        return contiguous(transpose(product, -2, -1)) if dims[0] == 2 else product
    return _batched_matmul(self, other, dims)


def _small_matmul(self: Any, other: Any, dims: tuple[int, int]) -> Any:
    if dims == (2, 2):
        return mm(self, other)
    if dims == (2, 1):
        return mv(self, other)
    if dims == (1, 1):
        return dot(self, other)
    product = squeeze_only(mm(unsqueeze(self, 0), other), 0)
    bump(product)
    return product


def _folds(batch: Any, other: Any, other_first: bool = False) -> bool:
    """Return whether the rows of a batch can be folded into one matrix, for one large product."""
    if other.ndim > 2 or batch.ndim < 3:
        return False
    if other.requires_grad or not (other_first or batch.numel()):
        return True
    if other.ndim == 2 and other_first:
        return False
    shape, stride = batch.shape, batch.stride()
    rows = range(batch.ndim - 2)
    return all(stride[one] == stride[one + 1] * shape[one + 1] for one in rows)


def _folded(batch: Any, other: Any) -> Any:
    rows = batch.reshape((prod(batch.shape[:-1]), batch.shape[-1]))
    product = mm(rows, other) if other.ndim == 2 else mv(rows, other)
    return unsafe_view(product, (*batch.shape[:-1], *other.shape[1:]))


def _batched_matmul(self: Any, other: Any, dims: tuple[int, int]) -> Any:
    left = unsqueeze(self, 0) if dims[0] == 1 else self
    right = unsqueeze(other, 1) if dims[1] == 1 else other
    batch = _batch_shape(left.shape[:-2], right.shape[:-2])
    first, second = _as_batch(left, batch), _as_batch(right, batch)
    product = bmm(first, second)
    if dims[1] == 1:
        product = squeeze_dim(product, -1)
    rows = () if dims[0] == 1 else (left.shape[-2],)
    columns = () if dims[1] == 1 else (right.shape[-1],)
    return unsafe_view(product, (*batch, *rows, *columns))


def _batch_shape(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    pairs = zip(reversed(first), reversed(second), strict=False)
    for back, (a, b) in enumerate(pairs, 1):
        require(
            a == b or 1 in (a, b),
            f"The size of tensor a ({a}) must match the size of tensor b ({b}) at non-singleton "
            f"dimension {max(len(first), len(second)) - back}",
        )
    return np.broadcast_shapes(first, second)


def _as_batch(self: Any, batch: tuple[int, ...]) -> Any:
    matrix = self.shape[-2:]
    return expand(self, (*batch, *matrix)).reshape((prod(batch), *matrix))
