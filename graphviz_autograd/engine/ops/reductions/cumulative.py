"""Running sums, products and extremes along a dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from .. import return_types
from ..dims import wrapped
from ..element_types import c_name
from ..indices.slicing import slice_dim
from ..record import FUNCTIONS, Array, composite, formula, formula_of, op
from ..shapes.joining import cat

if TYPE_CHECKING:
    from ..indices.slicing import select
    from ..pointwise.arithmetic import zeros_of_like
    from ..pointwise.choosing import where
    from ..pointwise.elementwise import abs, exp, log  # noqa: A004
    from ..pointwise.inplace import copy_
    from ..shapes.reordering import flip_dims
    from ..shapes.shape import expand_as
    from .extrema_over_dim import added_at
    from .reduction import prod_dim, sum_dim


def _accumulated(ufunc: np.ufunc, self: Array, dim: int, kind: Any) -> Array:
    wrapped(dim, self.ndim)
    if kind is None and self.dtype.kind in "bui":
        kind = np.dtype(np.int64)
    if not self.ndim:
        return self if kind is None else self.astype(kind)
    return ufunc.accumulate(self, axis=dim, dtype=kind)


@op(
    self=lambda grad, dim: cumsum_reversed(grad, dim),
    node="CumsumBackward0",
    inplace=True,
    layout="rows",
)
def cumsum_along(self: Array, dim: int, kind: Any = None) -> Array:
    """Return the sums of the elements up to each along ``dim``."""
    return _accumulated(np.add, self, dim, kind)


@formula
def cumsum_reversed(grad: Any, dim: int) -> Any:
    """Return the sums of the elements from each on along ``dim``."""
    return flip_dims(cumsum_along(flip_dims(grad, (dim,)), dim), (dim,)) if grad.shape else grad


@op(
    self=lambda grad, self, result, dim: cumprod_slope(grad, self, result, dim),
    node="CumprodBackward0",
    inplace=True,
    layout="rows",
)
def cumprod_along(self: Array, dim: int, kind: Any = None) -> Array:
    """Return the products of the elements up to each along ``dim``."""
    return _accumulated(np.multiply, self, dim, kind)


@formula
def cumprod_slope(grad: Any, self: Any, result: Any, dim: int) -> Any:
    """Return the gradient of running products.

    Without zeros it is ``sum(grad[j] * result[j]) / self[i]``, j >= i. In general, what follows an
    element is summed from the end and multiplied by the product of what comes before, so that
    nothing is divided by 0.
    """
    if not self.shape or self.shape[dim] <= 1:
        return grad
    if not (self == 0).any():
        return cumsum_reversed(result * grad, dim) / self
    return cumprod_slope_beside_zeros(grad, self, dim)


def _cumprod_slope_beside_zeros(grad: Array, self: Array, dim: int) -> Array:
    terms, factors = np.moveaxis(grad, dim, 0), np.moveaxis(self, dim, 0)
    before = np.ones_like(factors)
    np.cumprod(factors[:-1], axis=0, out=before[1:])
    return np.moveaxis(before * _summed_from_end(terms, factors[1:]), 0, dim)


def _summed_from_end(terms: Array, factors: Array) -> Array:
    """Return ``s[i] = terms[i] + factors[i] * s[i + 1]``."""
    sums = np.array(terms)
    for index in range(len(sums) - 2, -1, -1):
        sums[index] += factors[index] * sums[index + 1]
    return sums


@formula_of(_cumprod_slope_beside_zeros)
def cumprod_slope_beside_zeros(grad: Any, self: Any, dim: int) -> Any:
    """Return the gradient of running products, each factor's from the products without it."""
    whole, size = zeros_of_like(self), self.shape[dim]
    for index in range(size):
        others = products_without(self, dim, index)
        slope = sum_dim(slice_dim(grad, dim, index, size, 1) * others, (dim,))
        copy_(select(whole, dim, index), slope)
    return whole


@formula
def products_without(self: Any, dim: int, index: int) -> Any:
    """Return the running products from ``index`` on, without the factor there."""
    size = self.shape[dim]
    before = prod_dim(slice_dim(self, dim, 0, index, 1), dim, True) if index else None
    if index == size - 1:
        return before if index else 1 + zeros_of_like(self)
    after = cumprod_along(slice_dim(self, dim, index + 1, size, 1), dim)
    if before is None:
        return cat([1 + zeros_of_like(slice_dim(self, dim, 0, 1, 1)), after], dim)
    return cat([before, expand_as(before, after) * after], dim)


@op(
    self=lambda grad, indices, dim, self: added_at(None, grad, indices, dim, tuple(self.shape)),
    outputs=("values", "indices"),
    differentiable=1,
    node="CummaxBackward0",
    layout="rows",
)
def cummax_along(self: Array, dim: int) -> tuple[Array, Array]:
    """Return the largest of the elements up to each along ``dim``, and their indices."""
    return _running(np.maximum, self, dim)


@op(
    self=lambda grad, indices, dim, self: added_at(None, grad, indices, dim, tuple(self.shape)),
    outputs=("values", "indices"),
    differentiable=1,
    node="CumminBackward0",
    layout="rows",
)
def cummin_along(self: Array, dim: int) -> tuple[Array, Array]:
    """Return the smallest of the elements up to each along ``dim``, and their indices."""
    return _running(np.minimum, self, dim)


def _running(ufunc: np.ufunc, self: Array, dim: int) -> tuple[Array, Array]:
    if not self.size:
        return self, np.zeros(self.shape, np.int64)
    wrapped(dim, self.ndim)
    if not self.ndim:
        return self, np.int64(0)
    values = ufunc.accumulate(self, axis=dim)
    places = np.arange(self.shape[dim]).reshape([-1 if one == dim % self.ndim else 1
                                                 for one in range(self.ndim)])  # fmt: skip
    # The last of equal extremes counts; once NaN is reached, it is the extreme.
    reached = (self == values) | np.isnan(self)
    return values, np.maximum.accumulate(reached * places, axis=dim)


@op(
    self=lambda grad, self, result, dim: logcumsumexp_slope(grad, self, result, dim),
    casts="float",
    layout="rows",
)
def logcumsumexp(self: Array, dim: int) -> Array:
    """Return the logarithms of the sums of exponentials up to each along ``dim``."""
    wrapped(dim, self.ndim)
    return np.logaddexp.accumulate(self, axis=dim) if self.ndim else self


def _logcumsumexp_slope(grad: Array, self: Array, result: Array, dim: int) -> Array:
    if not self.ndim:
        return grad
    terms, totals = np.moveaxis(grad, dim, 0), np.moveaxis(result, dim, 0)
    sums = _summed_from_end(terms, np.exp(totals[:-1] - totals[1:]))
    return np.exp(self - result) * np.moveaxis(sums, 0, dim)


@formula_of(_logcumsumexp_slope)
def logcumsumexp_slope(grad: Any, self: Any, result: Any, dim: int) -> Any:
    """Return the gradient of ``logcumsumexp``, ``sum(grad[j] * exp(self[i] - result[j]))``, j >= i.

    Positive and negative gradients are summed by their logarithms, so that nothing overflows.
    """
    if not self.shape or not self.shape[dim]:
        return grad
    size, lowest = log(abs(grad)), float(np.finfo(grad.dtype.numpy).min)
    above, below = where(grad > 0, size, lowest), where(grad < 0, size, lowest)
    gain = exp(logcumsumexp_from_end(above - result, dim) + self)
    return gain - exp(logcumsumexp_from_end(below - result, dim) + self)


@formula
def logcumsumexp_from_end(self: Any, dim: int) -> Any:
    """Return the logarithms of the sums of exponentials from each on along ``dim``."""
    return flip_dims(logcumsumexp(flip_dims(self, (dim,)), dim), (dim,))


def _kind(dtype: Any) -> Any:
    return None if dtype is None else dtype.numpy


@composite
def cumsum(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the sums of the elements up to each along ``dim``."""
    return cumsum_along(self, dim, _kind(dtype))


@composite
def cumprod(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the products of the elements up to each along ``dim``."""
    return cumprod_along(self, dim, _kind(dtype))


def _check_stored(self: Any, dtype: Any) -> None:
    if dtype not in (None, self.dtype):
        wanted = c_name(np.zeros((), dtype.numpy))
        raise RuntimeError(
            f"Bad in-place call: input tensor dtype {c_name(self)} and output tensor dtype "
            f"{wanted} should match"
        )


@composite
def cumsum_(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Replace the elements by the sums up to each along ``dim``."""
    _check_stored(self, dtype)
    return FUNCTIONS["cumsum_along_"](self, dim)


@composite
def cumprod_(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Replace the elements by the products up to each along ``dim``."""
    _check_stored(self, dtype)
    return FUNCTIONS["cumprod_along_"](self, dim)


@composite
def cummax(self: Any, dim: int) -> Any:
    """Return the largest of the elements up to each along ``dim``, and their indices."""
    return return_types.cummax(*cummax_along(self, dim))


@composite
def cummin(self: Any, dim: int) -> Any:
    """Return the smallest of the elements up to each along ``dim``, and their indices."""
    return return_types.cummin(*cummin_along(self, dim))


@composite
def diff(self: Any, n: int = 1, dim: int = -1, prepend: Any = None, append: Any = None) -> Any:
    """Return the ``n``-th differences of neighbours along ``dim``; of bools, whether they differ.

    Raises:
        RuntimeError: for a 0-d tensor, or for a negative ``n``.

    """
    if n < 0:
        raise RuntimeError(f"order must be non-negative but got {n}")
    if not self.ndim:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    at = wrapped(dim, self.ndim)
    parts = [one for one in (prepend, self, append) if one is not None]
    if len(parts) > 1:
        self = cat(parts, dim)
    for _ in range(n):
        size = self.shape[at]
        before = slice_dim(self, dim, 0, size - 1, 1)
        after = slice_dim(self, dim, 1, size, 1)
        self = after ^ before if self.dtype is dtypes.bool else after - before
    return self
