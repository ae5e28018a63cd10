"""Matrix products."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from .record import Array, composite, formula, op
from .shape import expand, unsafe_view, view
from .squeezing import squeeze_dim, squeeze_only, unsqueeze
from .transposing import t, transpose

if TYPE_CHECKING:
    from .arithmetic import mul_scalar


def _check(fits: bool, message: str) -> None:
    if not fits:
        raise RuntimeError(message)


@op(
    self=lambda grad, mat2: mm(grad, t(mat2)),
    mat2=lambda grad, self: mm(t(self), grad),
    casts="same",
)
def mm(self: Array, mat2: Array) -> Array:
    """Return the product of two matrices."""
    (n, k), (m, p) = self.shape, mat2.shape
    _check(k == m, f"mat1 and mat2 shapes cannot be multiplied ({n}x{k} and {m}x{p})")
    return self @ mat2


@op(
    self=lambda grad, vec: mm(unsqueeze(grad, 1), unsqueeze(vec, 0)),
    vec=lambda grad, self: mv(t(self), grad),
    casts="same",
)
def mv(self: Array, vec: Array) -> Array:
    """Return the product of a matrix and a vector."""
    (n, k), (m,) = self.shape, vec.shape
    _check(k == m, f"size mismatch, got input ({n}), mat ({n}x{k}), vec ({m})")
    return self @ vec


@op(
    self=lambda grad, tensor: grad * tensor,
    tensor=lambda grad, self: grad * self,
    casts="same",
)
def dot(self: Array, tensor: Array) -> Array:
    """Return the inner product of two vectors."""
    sizes = f"{self.size} and {tensor.size} elements respectively"
    wanted = f"inconsistent tensor size, expected tensor [{self.size}] and src [{tensor.size}] "
    same = "to have the same number of elements, but got "
    _check(self.shape == tensor.shape, f"{wanted}{same}{sizes}")
    return self @ tensor


@op(
    self=lambda grad, mat2: bmm(grad, transpose(mat2, 1, 2)),
    mat2=lambda grad, self: bmm(transpose(self, 1, 2), grad),
    casts="same",
)
def bmm(self: Array, mat2: Array) -> Array:
    """Return the products of two batches of matrices."""
    want = [self.shape[0], self.shape[2]]
    _check(
        [*mat2.shape[:2]] == want,
        f"Expected size for first two dimensions of batch2 tensor to be: [{want[0]}, {want[1]}] "
        f"but got: [{mat2.shape[0]}, {mat2.shape[1]}].",
    )
    return self @ mat2


@op(
    self=lambda grad, beta: grad if beta == 1 else mul_scalar(grad, beta),
    mat1=lambda grad, mat2, alpha: scaled(mm(grad, t(mat2)), alpha),
    mat2=lambda grad, mat1, alpha: scaled(mm(t(mat1), grad), alpha),
)
def addmm(self: Array, mat1: Array, mat2: Array, *, beta: float = 1, alpha: float = 1) -> Array:
    """Return ``beta * self + alpha * (mat1 @ mat2)``."""
    (n, k), (m, p) = mat1.shape, mat2.shape
    _check(k == m, f"mat1 and mat2 shapes cannot be multiplied ({n}x{k} and {m}x{p})")
    product = mat1 @ mat2
    if alpha != 1:
        product *= alpha
    product += self if beta == 1 else self * beta
    return product


@formula
def scaled(grad: Any, factor: float) -> Any:
    """Return ``grad`` times a number that is usually 1."""
    return grad if factor == 1 else mul_scalar(grad, factor)


@composite
def matmul(self: Any, other: Any) -> Any:
    """Return the matrix product; leading dimensions are a batch and broadcast.

    Raises:
        RuntimeError: if the sizes do not fit or an operand is 0-d.

    """
    dims = (self.ndim, other.ndim)
    _check(min(dims) > 0, "both arguments to matmul need to be at least 1D, but they are "
           f"{dims[0]}D and {dims[1]}D")  # fmt: skip
    if max(dims) <= 2:
        return _small_matmul(self, other, dims)
    return _batched_matmul(self, other, dims)


def _small_matmul(self: Any, other: Any, dims: tuple[int, int]) -> Any:
    if dims == (2, 2):
        return mm(self, other)
    if dims == (2, 1):
        return mv(self, other)
    if dims == (1, 1):
        return dot(self, other)
    return squeeze_only(mm(unsqueeze(self, 0), other), 0)


def _batched_matmul(self: Any, other: Any, dims: tuple[int, int]) -> Any:
    # A batch times one matrix is one large product: its rows are folded together.
    if dims[1] <= 2:
        rows = (prod(self.shape[:-1]), self.shape[-1])
        folded = view(self, rows) if self.is_contiguous() else self.reshape(rows)
        product = mm(folded, other) if dims[1] == 2 else mv(folded, other)
        return unsafe_view(product, (*self.shape[:-1], *other.shape[1:]))
    left = unsqueeze(self, 0) if dims[0] == 1 else self
    batch = np.broadcast_shapes(left.shape[:-2], other.shape[:-2])
    first, second = _as_batch(left, batch), _as_batch(other, batch)
    product = unsafe_view(bmm(first, second), (*batch, left.shape[-2], other.shape[-1]))
    return squeeze_dim(product, -2) if dims[0] == 1 else product


def _as_batch(self: Any, batch: tuple[int, ...]) -> Any:
    matrix = self.shape[-2:]
    return expand(self, (*batch, *matrix)).reshape((prod(batch), *matrix))
