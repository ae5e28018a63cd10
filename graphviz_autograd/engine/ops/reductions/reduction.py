"""Reductions: sums, means, products, and what is true of all or some elements."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import metadata
from ..dims import Dims, as_dims, axes, sizes_from
from ..pointwise.comparison import ne
from ..record import Array, composite, composite_of, formula, op
from ..shapes.shape import expand, view
from ..shapes.squeezing import unsqueeze

if TYPE_CHECKING:
    from ..indices.slicing import slice_dim
    from ..pointwise.arithmetic import div_scalar, zeros_of_like
    from ..shapes.joining import cat
    from ..shapes.reordering import flip_dims
    from ..shapes.shape import reshape
    from .cumulative import cumprod_along


_add: np.ufunc = np.add
_multiply: np.ufunc = np.multiply


def _summed(self: Array, dim: Dims | None, keepdim: bool, kind: Any) -> Array:
    whole = kind is None and self.dtype.kind in "bui"
    kind = np.dtype(np.int64) if whole else kind
    return _add.reduce(self, axis=axes(dim, self.ndim), keepdims=keepdim, dtype=kind)


@op(self=lambda grad, self_sizes: expand(grad, self_sizes), node="SumBackward0")
def sum_all(self: Array, kind: Any = None) -> Array:
    """Return the sum of all elements."""
    if kind is None and self.dtype.kind == "f":
        return _add.reduce(self, axis=None)
    return _summed(self, None, False, kind)


@op(
    self=lambda grad, self_sizes, dim, keepdim: restored(grad, self_sizes, dim, keepdim),
    node="SumBackward1",
)
def sum_dim(self: Array, dim: Dims | None, keepdim: bool = False, kind: Any = None) -> Array:
    """Return the sums over some dimensions."""
    return _summed(self, dim, keepdim, kind)


@op(
    self=lambda grad, self_sizes, self_numel: div_scalar(expand(grad, self_sizes), self_numel),
    node="MeanBackward0",
)
def mean_all(self: Array, kind: Any = None) -> Array:
    """Return the mean of all elements."""
    return np.true_divide(_summed(self, None, False, kind), self.size)


@op(
    self=lambda grad, self_sizes, self_numel, dim, keepdim: div_scalar(
        restored(grad, self_sizes, dim, keepdim), count(self_sizes, dim, self_numel)
    ),
    node="MeanBackward1",
)
def mean_dim(self: Array, dim: Dims | None, keepdim: bool = False, kind: Any = None) -> Array:
    """Return the means over some dimensions."""
    total = _summed(self, dim, keepdim, kind)
    return np.true_divide(total, product(self.shape[one] for one in axes(dim, self.ndim)))


@formula
def count(sizes: Dims, dim: Dims | None, numel: int) -> int:
    """Return how many elements a reduction over ``dim`` combines."""
    return product(sizes[one] for one in dim) if dim and sizes else numel


@formula
def restored(grad: Any, sizes: Dims, dim: Dims | None, keepdim: bool) -> Any:
    """Return the gradient of a sum, spread over the dimensions that were summed."""
    return expand(unreduced(grad, sizes, dim, keepdim), sizes)


@formula
def unreduced(grad: Any, sizes: Dims, dim: Dims | None, keepdim: bool) -> Any:
    """Return a reduction's result with the dimensions it lost, each of size 1; no ``dim`` is all.

    The result of a reduction over all dimensions needs none: it broadcasts.
    """
    if not keepdim and sizes and dim:
        for one in sorted([one % len(sizes) for one in dim]):
            grad = unsqueeze(grad, one)
    return grad


def _kind(dtype: Any) -> Any:
    return None if dtype is None else dtype.numpy


# Not to name a dimension is another node in PyTorch than to name None, which means all too.
ALL: Any = object()


def _dims_of(dim: Any) -> Dims | None:
    return None if dim is None or dim is ALL else as_dims(dim)


@composite
def sum(self: Any, dim: Any = ALL, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the sum of all elements, or over one or several dimensions."""
    if dim is ALL and not keepdim:
        return sum_all(self, _kind(dtype))
    return sum_dim(self, _dims_of(dim), keepdim, _kind(dtype))


@composite_of(metadata.sum_to_size)
def sum_to_size(self: Any, *size: Any) -> Any:
    """Return the sum over the dimensions that broadcasting ``size`` would add or stretch.

    Raises:
        RuntimeError: if broadcasting ``size`` does not give the tensor's sizes.

    """
    shape = sizes_from(size)
    ends = self.shape[self.ndim - len(shape) :]
    if tuple(one if want != 1 else 1 for one, want in zip(ends, shape, strict=False)) != shape:
        raise RuntimeError(f"size {{{[*shape]}}} is not expandable to size {{{[*self.shape]}}}.")
    if not shape:
        return sum_all(self)
    lead, stretched = metadata.lost_and_stretched(self.shape, shape)
    if stretched:
        self = sum_dim(self, stretched, True)
    return view(self, shape) if lead else self


@composite
def mean(self: Any, dim: Any = ALL, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the mean of all elements, or over one or several dimensions.

    Raises:
        RuntimeError: for integers.

    """
    wanted = self.dtype if dtype is None else dtype
    if not wanted.is_floating_point:
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or "
            f"complex dtype. Got: {wanted.legacy}"
        )
    if dim is ALL and not keepdim:
        return mean_all(self, _kind(dtype))
    return mean_dim(self, _dims_of(dim), keepdim, _kind(dtype))


@op(
    self=lambda grad, self, dim, keepdim: restored(grad, self.shape, dim, keepdim) * (self == self),
    node="NansumBackward0",
)
def nansum_dim(self: Array, dim: Dims | None, keepdim: bool, kind: Any = None) -> Array:
    """Return the sums over some dimensions, NaN counted as 0."""
    known = np.where(np.isnan(self), 0, self) if self.dtype.kind == "f" else self
    return _summed(np.asarray(known, self.dtype), dim, keepdim, kind)


@composite
def nansum(self: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the sum of the elements that are not NaN, of all or over some dimensions."""
    return nansum_dim(self, _dims_of(dim), keepdim, _kind(dtype))


@composite
def nanmean(self: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the mean of the elements that are not NaN, of all or over some dimensions."""
    known = sum((self == self).detach(), dim, keepdim)
    return nansum(self, dim, keepdim, dtype=dtype) / known


# ---- products --------------------------------------------------------------------------------


@op(
    self=lambda grad, self, result: whole_prod_slope(grad, self, result),
    node="ProdBackward0",
)
def prod_all(self: Array, kind: Any = None) -> Array:
    """Return the product of all elements."""
    return _multiplied(self, None, False, kind)


@op(
    self=lambda grad, self, result, dim, keepdim: prod_slope(
        unreduced(grad, self.shape, (dim,), keepdim),
        self,
        unreduced(result, self.shape, (dim,), keepdim),
        dim,
    ),
    node="ProdBackward1",
)
def prod_dim(self: Array, dim: int, keepdim: bool = False, kind: Any = None) -> Array:
    """Return the products over one dimension."""
    return _multiplied(self, (dim,), keepdim, kind)


def _multiplied(self: Array, dim: Dims | None, keepdim: bool, kind: Any) -> Array:
    whole = kind is None and self.dtype.kind in "bui"
    kind = np.dtype(np.int64) if whole else kind
    return _multiply.reduce(self, axis=axes(dim, self.ndim), keepdims=keepdim, dtype=kind)


@formula
def prod_slope(grad: Any, self: Any, result: Any, dim: int) -> Any:
    """Return the gradient of a product: the product of the other elements, also beside zeros."""
    if not self.shape:
        return grad
    if not (self == 0).any():
        return grad * (result / self)
    return grad if self.shape[dim] == 1 else grad * products_of_others(self, dim)


@formula
def whole_prod_slope(grad: Any, self: Any, result: Any) -> Any:
    """Return the gradient of the product of all elements."""
    if not self.shape:
        return grad
    if not (self == 0).any():
        return grad * (result / self)
    return reshape(prod_slope(grad, reshape(self, (-1,)), result, 0), self.shape)


@formula
def products_of_others(self: Any, dim: int) -> Any:
    """Return, for each element along ``dim``, the product of all others."""
    size, one = self.shape[dim], 1 + zeros_of_like(slice_dim(self, dim, 0, 1, 1))
    before = cumprod_along(cat([one, slice_dim(self, dim, 0, size - 1, 1)], dim), dim)
    backwards = flip_dims(slice_dim(self, dim, 1, size, 1), (dim,))
    return before * flip_dims(cumprod_along(cat([one, backwards], dim), dim), (dim,))


@composite
def prod(self: Any, dim: int | None = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the product of all elements, or over one dimension."""
    if dim is None:
        return prod_all(self, _kind(dtype))
    return prod_dim(self, dim, keepdim, _kind(dtype))


# ---- truth -----------------------------------------------------------------------------------


def _truth(self: Array, reduced: Array) -> Array:
    return reduced.astype(np.uint8) if self.dtype == np.uint8 else reduced


@op()
def all_dim(self: Array, dim: Dims | None, keepdim: bool) -> Array:
    """Return whether all elements over some dimensions are nonzero."""
    return _truth(self, np.all(self, axis=axes(dim, self.ndim), keepdims=keepdim))


@op()
def any_dim(self: Array, dim: Dims | None, keepdim: bool) -> Array:
    """Return whether some element over some dimensions is nonzero."""
    return _truth(self, np.any(self, axis=axes(dim, self.ndim), keepdims=keepdim))


@composite
def all(self: Any, dim: Any = None, keepdim: bool = False) -> Any:
    """Return whether all elements, of all or over some dimensions, are nonzero."""
    return all_dim(self, None if dim is None else as_dims(dim), keepdim)


@composite
def any(self: Any, dim: Any = None, keepdim: bool = False) -> Any:
    """Return whether some element, of all or over some dimensions, is nonzero."""
    return any_dim(self, None if dim is None else as_dims(dim), keepdim)


@composite
def count_nonzero(self: Any, dim: Any = None) -> Any:
    """Return how many elements, of all or over some dimensions, are nonzero."""
    return sum(ne(self, 0), dim)
