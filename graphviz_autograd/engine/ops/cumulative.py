"""Running sums, products and extremes along a dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import return_types
from .dims import wrapped
from .joining import cat
from .record import FUNCTIONS, Array, composite, formula, op
from .slicing import slice_dim

if TYPE_CHECKING:
    from .elementwise import exp
    from .extrema import added_at
    from .joining import stack
    from .reduction import products_before
    from .reordering import flip_dims
    from .slicing import select


def _accumulated(ufunc: np.ufunc, self: Array, dim: int, kind: Any) -> Array:
    wrapped(dim, self.ndim)
    if kind is None and self.dtype.kind in "bui":
        kind = np.dtype(np.int64)
    if not self.ndim:
        return self if kind is None else self.astype(kind)
    return ufunc.accumulate(self, axis=dim, dtype=kind)


@op(self=lambda grad, dim: cumsum_reversed(grad, dim), node="CumsumBackward0", inplace=True)
def cumsum_along(self: Array, dim: int, kind: Any = None) -> Array:
    """Return the sums of the elements up to each along ``dim``."""
    return _accumulated(np.add, self, dim, kind)


@formula
def cumsum_reversed(grad: Any, dim: int) -> Any:
    """Return the sums of the elements from each on along ``dim``."""
    return flip_dims(cumsum_along(flip_dims(grad, (dim,)), dim), (dim,)) if grad.shape else grad


@op(self=lambda grad, self, result, dim: cumprod_slope(grad, self, result, dim),
    node="CumprodBackward0", inplace=True)  # fmt: skip
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
    if not self.shape or not self.shape[dim]:
        return grad
    if not (self == 0).any():
        return cumsum_reversed(result * grad, dim) / self
    following = slice_dim(self, dim, 1, self.shape[dim], 1)
    return products_before(self, dim) * summed_from_end(grad, following, dim)


@op(
    self=lambda grad, indices, dim, self: added_at(None, grad, indices, dim, tuple(self.shape)),
    outputs=("values", "indices"),
    differentiable=1,
    node="CummaxBackward0",
)
def cummax_along(self: Array, dim: int) -> tuple[Array, Array]:
    """Return the largest of the elements up to each along ``dim``, and their indices."""
    return _running(np.maximum, self, dim)


@op(
    self=lambda grad, indices, dim, self: added_at(None, grad, indices, dim, tuple(self.shape)),
    outputs=("values", "indices"),
    differentiable=1,
    node="CumminBackward0",
)
def cummin_along(self: Array, dim: int) -> tuple[Array, Array]:
    """Return the smallest of the elements up to each along ``dim``, and their indices."""
    return _running(np.minimum, self, dim)


def _running(ufunc: np.ufunc, self: Array, dim: int) -> tuple[Array, Array]:
    wrapped(dim, self.ndim)
    if not self.ndim:
        return self, np.int64(0)
    values = ufunc.accumulate(self, axis=dim)
    places = np.arange(self.shape[dim]).reshape([-1 if one == dim % self.ndim else 1
                                                 for one in range(self.ndim)])  # fmt: skip
    # The last of equal extremes counts; once NaN is reached, it is the extreme.
    reached = (self == values) | np.isnan(self)
    return values, np.maximum.accumulate(np.where(reached, places, 0), axis=dim)


@op(self=lambda grad, self, result, dim: logcumsumexp_slope(grad, self, result, dim),
    casts="float")  # fmt: skip
def logcumsumexp(self: Array, dim: int) -> Array:
    """Return the logarithms of the sums of exponentials up to each along ``dim``."""
    wrapped(dim, self.ndim)
    return np.logaddexp.accumulate(self, axis=dim) if self.ndim else self


@formula
def logcumsumexp_slope(grad: Any, self: Any, result: Any, dim: int) -> Any:
    """Return the gradient of ``logcumsumexp``, ``sum(grad[j] * exp(self[i] - result[j]))``, j >= i.

    The sums are taken from the end, each scaled by the ratio of neighbouring results, so that
    nothing overflows.
    """
    if not self.shape or not self.shape[dim]:
        return grad
    size = self.shape[dim]
    ratios = exp(slice_dim(result, dim, 0, size - 1, 1) - slice_dim(result, dim, 1, size, 1))
    return exp(self - result) * summed_from_end(grad, ratios, dim)


@formula
def summed_from_end(terms: Any, factors: Any, dim: int) -> Any:
    """Return ``s[i] = terms[i] + factors[i] * s[i + 1]`` along ``dim``."""
    sums = [select(terms, dim, -1)]
    for index in range(terms.shape[dim] - 2, -1, -1):
        sums.append(select(terms, dim, index) + select(factors, dim, index) * sums[-1])
    return stack(sums[::-1], dim)


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


@composite
def cumsum_(self: Any, dim: int) -> Any:
    """Replace the elements by the sums up to each along ``dim``."""
    return FUNCTIONS["cumsum_along_"](self, dim)


@composite
def cumprod_(self: Any, dim: int) -> Any:
    """Replace the elements by the products up to each along ``dim``."""
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
    """Return the ``n``-th differences of neighbours along ``dim``.

    Raises:
        RuntimeError: for a 0-d tensor.

    """
    if not self.ndim:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    dim = wrapped(dim, self.ndim)
    parts = [one for one in (prepend, self, append) if one is not None]
    if len(parts) > 1:
        self = cat(parts, dim)
    for _ in range(n):
        size = self.shape[dim]
        self = slice_dim(self, dim, 1, size, 1) - slice_dim(self, dim, 0, size - 1, 1)
    return self
