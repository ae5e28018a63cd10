"""Products of vectors and matrices other than ``matmul``: outer, inner, Kronecker."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import untracked
from ..demands import require
from ..dims import wrapped
from ..element_types import refuse_bools
from ..record import Array, composite, formula, formula_of, op
from ..reductions.reduction import sum_dim
from ..shapes.expansion import no_expansion
from ..shapes.shape import unsafe_view, view
from ..shapes.squeezing import unsqueeze
from ..shapes.transposing import permute_dims
from .matmul import bmm, dot, mm, scaled
from .product_checks import (
    check_addbmm,
    check_addmv,
    check_addr,
    check_baddbmm,
    check_dot,
)

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized
    from ..indices.selecting import index_fill_
    from ..shapes.shape import expand
    from ..shapes.transposing import t, transpose
    from .matmul import mv, outer_of


@composite
def outer(self: Any, vec2: Any) -> Any:
    """Return the products of all pairs of elements of two vectors.

    Raises:
        RuntimeError: if one is not a vector.

    """
    require(self.ndim == 1, f"outer: Expected 1-D argument self, but got {self.ndim}-D")
    require(vec2.ndim == 1, f"outer: Expected 1-D argument vec2, but got {vec2.ndim}-D")
    return view(self, (-1, 1)) * vec2


@composite
def ger(self: Any, vec2: Any) -> Any:
    """Return the products of all pairs of elements of two vectors (see ``outer``)."""
    return outer(self, vec2)


@op(
    self=lambda grad, other: grad * other,
    other=lambda grad, self: grad * self,
    casts="same",
)
def vdot(self: Array, other: Array) -> Array:
    """Return the inner product of two vectors."""
    check_dot(self, other)
    refuse_bools("dot", self)
    return self @ other


@composite
def linalg_vecdot(x: Any, y: Any, *, dim: int = -1) -> Any:
    """Return the inner products of vectors along ``dim``, broadcast.

    Raises:
        RuntimeError: if the types of their elements differ.

    """
    require(
        x.dtype is y.dtype,
        "linalg.vecdot: Expected x and y to have the same dtype, but found x of type "
        f"{x.dtype.legacy} and y of type {y.dtype.legacy} instead",
    )
    return vdot(x, y) if x.ndim == y.ndim == 1 else sum_dim(x * y, (dim,))


# ---- with something added --------------------------------------------------------------------


@op(
    self=lambda grad, beta: scaled(grad, beta),
    mat=lambda grad, vec, alpha: scaled(outer_of(grad, vec), alpha),
    vec=lambda grad, mat, alpha: scaled(mv(t(mat), grad), alpha),
    inplace=True,
    casts="same",
)
def addmv(self: Array, mat: Array, vec: Array, *, beta: float = 1, alpha: float = 1) -> Array:
    """Return ``beta * self + alpha * (mat @ vec)``."""
    check_addmv(self, mat, vec)
    return beta * self + alpha * (mat @ vec)


@op(
    self=lambda grad, beta: scaled(grad, beta),
    vec1=lambda grad, vec2, alpha: scaled(mv(grad, vec2), alpha),
    vec2=lambda grad, vec1, alpha: scaled(mv(t(grad), vec1), alpha),
    inplace=True,
)
def addr(self: Array, vec1: Array, vec2: Array, *, beta: float = 1, alpha: float = 1) -> Array:
    """Return ``beta * self + alpha * outer(vec1, vec2)``."""
    check_addr(vec1, vec2)
    return _added(self, beta, alpha * np.outer(vec1, vec2))


def _added(self: Array, beta: float, product: Array) -> Array:
    """Return the sum, if what is added expands to the shape of the product."""
    try:
        total = beta * self + product
    except ValueError:
        raise no_expansion(self, product.shape) from None
    if total.shape != product.shape:
        raise no_expansion(self, product.shape)
    return total


@op(
    self=lambda grad, beta: scaled(grad, beta),
    batch1=lambda grad, batch2, alpha: scaled(bmm(grad, transpose(batch2, 1, 2)), alpha),
    batch2=lambda grad, batch1, alpha: scaled(bmm(transpose(batch1, 1, 2), grad), alpha),
    inplace=True,
    casts="same",
)
def baddbmm(
    self: Array, batch1: Array, batch2: Array, *, beta: float = 1, alpha: float = 1
) -> Array:
    """Return ``beta * self + alpha * (batch1 @ batch2)``."""
    check_baddbmm(batch1, batch2)
    return _added(self, beta, alpha * (batch1 @ batch2))


@op(
    self=lambda grad, beta: scaled(grad, beta),
    batch1=lambda grad, batch1_sizes, batch2, batch2_sizes, alpha: scaled(
        bmm(repeated(grad, batch1_sizes[0]), transpose(batch2, 1, 2)), alpha
    ),
    batch2=lambda grad, batch1, alpha: scaled(
        bmm(transpose(batch1, 1, 2), repeated(grad, batch1.shape[0])), alpha
    ),
    inplace=True,
    casts="same",
    shown={
        "batch1_sizes": {
            "batch1_sym_argsize_0": itemgetter(0),
            "batch1_sym_argsize_1": itemgetter(1),
        },
        "batch2_sizes": {"batch2_sym_argsize_2": itemgetter(2)},
    },
)
def addbmm(
    self: Array, batch1: Array, batch2: Array, *, beta: float = 1, alpha: float = 1
) -> Array:
    """Return ``beta * self`` plus ``alpha`` times the sum of the products of a batch."""
    check_addbmm(batch1, batch2)
    return _added(self, beta, alpha * np.sum(batch1 @ batch2, axis=0))


@formula
def repeated(grad: Any, count: int) -> Any:
    """Return a batch of ``count`` times the same matrix."""
    return expand(unsqueeze(grad, 0), (count, *grad.shape))


# ---- tensors ---------------------------------------------------------------------------------


@composite
def tensordot(a: Any, b: Any, dims: Any = 2) -> Any:
    """Return the sum of products over ``dims``: how many, last of a and first of b, or which.

    Raises:
        RuntimeError: if sizes that are summed over differ.

    """
    if isinstance(dims, int):
        dims = (range(-dims, 0), range(dims))
    return _contracted(a, b, _listed(dims[0]), _listed(dims[1]))


def _listed(dims: Any) -> tuple[int, ...]:
    return (dims,) if isinstance(dims, int) else tuple(dims)


def _contracted(a: Any, b: Any, first: tuple[int, ...], second: tuple[int, ...]) -> Any:
    for one, other in zip(first, second, strict=True):
        require(
            a.shape[one] == b.shape[other],
            "contracted dimensions need to match, but first has size "
            f"{a.shape[one]} in dim {one} and second has size {b.shape[other]} in dim {other}",
        )
    left = _others(first, a)
    right = _others(second, b)
    size = prod(a.shape[one] for one in first)
    rows, columns = (tuple(a.shape[one] for one in left), tuple(b.shape[one] for one in right))
    if not left and not right:
        above, below = permute_dims(a, first), permute_dims(b, second)
        # The last first, as the compiler of PyTorch computes arguments.
        below, above = (one if one.ndim == 1 else one.reshape(size) for one in (below, above))
        return view(dot(above, below), ())
    above = permute_dims(a, (*left, *first)).reshape((prod(rows), size))
    below = permute_dims(b, (*second, *right)).reshape((size, prod(columns)))
    return view(mm(above, below), rows + columns)


def _others(dims: tuple[int, ...], tensor: Any) -> list[int]:
    known = {wrapped(one, tensor.ndim) for one in dims}
    return [one for one in range(tensor.ndim) if one not in known]


@composite
def inner(self: Any, other: Any) -> Any:
    """Return the sums of products along the last dimensions.

    Raises:
        RuntimeError: if their sizes differ.

    """
    if not self.ndim or not other.ndim:
        return self * other
    require(
        self.shape[-1] == other.shape[-1],
        "inner() the last dimension must match on both input tensors but got shapes "
        f"{list(self.shape)} and {list(other.shape)}",
    )
    return _contracted(self, other, (-1,), (-1,))


@composite
def kron(self: Any, other: Any) -> Any:
    """Return the Kronecker product: ``self`` with each element times ``other`` in its place."""
    ndim = max(self.ndim, other.ndim)
    first = (1,) * (ndim - self.ndim) + tuple(self.shape)
    second = (1,) * (ndim - other.ndim) + tuple(other.shape)
    left = unsafe_view(self, tuple(size for one in first for size in (one, 1)))
    right = unsafe_view(other, tuple(size for one in second for size in (1, one)))
    sizes = tuple(a * b for a, b in zip(first, second, strict=True))
    return unsafe_view(left * right, sizes)


@op(self=lambda grad, self_sizes: trace_slope(grad, self_sizes))
def trace(self: Array) -> Array:
    """Return the sum of the diagonal of a matrix.

    Raises:
        RuntimeError: if it is no matrix.

    """
    require(self.ndim == 2, f"trace: expected a matrix, but got tensor with dim {self.ndim}")
    refuse_bools("trace", self)
    whole = self.dtype.kind != "f"
    return np.trace(self, dtype=np.int64 if whole else None)


def _trace_slope(grad: Array, sizes: tuple[int, ...]) -> Array:
    whole = np.zeros(sizes, grad.dtype)
    np.fill_diagonal(whole, grad)
    return whole


@formula_of(_trace_slope)
def trace_slope(grad: Any, sizes: tuple[int, ...]) -> Any:
    """Return the gradient of a trace: ``grad`` on the diagonal."""
    size, step = sizes[0] * sizes[1], sizes[1] + 1
    places = untracked(np.arange(0, size, step)[: sizes[1]])
    return view(index_fill_(zeros_sized(grad, (size,)), 0, places, grad), sizes)
