"""Comparisons and choices."""

from __future__ import annotations

from typing import Any

import numpy as np

from .record import Array, composite, formula, op


@op()
def eq(self: Array, other: Array) -> Array:
    """Return where the elements are equal."""
    return np.equal(self, other)


@op()
def ne(self: Array, other: Array) -> Array:
    """Return where the elements differ."""
    return np.not_equal(self, other)


@op()
def lt(self: Array, other: Array) -> Array:
    """Return where ``self < other``."""
    return np.less(self, other)


@op()
def le(self: Array, other: Array) -> Array:
    """Return where ``self <= other``."""
    return np.less_equal(self, other)


@op()
def gt(self: Array, other: Array) -> Array:
    """Return where ``self > other``."""
    return np.greater(self, other)


@op()
def ge(self: Array, other: Array) -> Array:
    """Return where ``self >= other``."""
    return np.greater_equal(self, other)


@op(casts=None)
def logical_and(self: Array, other: Array) -> Array:
    """Return where both are nonzero."""
    return np.logical_and(self, other)


@op(casts=None)
def logical_or(self: Array, other: Array) -> Array:
    """Return where either is nonzero."""
    return np.logical_or(self, other)


@op(casts=None)
def logical_not(self: Array) -> Array:
    """Return where the elements are zero."""
    return np.logical_not(self)


@op()
def isnan(self: Array) -> Array:
    """Return where the elements are NaN."""
    return np.isnan(self)


@op()
def isinf(self: Array) -> Array:
    """Return where the elements are infinite."""
    return np.isinf(self)


@op()
def isfinite(self: Array) -> Array:
    """Return where the elements are neither NaN nor infinite."""
    return np.isfinite(self)


@op()
def all(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return whether all elements, of all or of one dimension, are nonzero."""
    return np.all(self, axis=dim, keepdims=keepdim)


@op()
def any(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return whether some element, of all or of one dimension, is nonzero."""
    return np.any(self, axis=dim, keepdims=keepdim)


@op()
def argmax(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the largest element, of all or of one dimension."""
    return np.argmax(self, axis=dim, keepdims=keepdim)


@op()
def argmin(self: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the smallest element, of all or of one dimension."""
    return np.argmin(self, axis=dim, keepdims=keepdim)


@op(
    self=lambda grad, condition: where(condition, grad, 0.0),
    other=lambda grad, condition: where(condition, 0.0, grad),
)
def where(condition: Array, self: Array, other: Array) -> Array:
    """Return ``self`` where the condition holds, elsewhere ``other``, broadcast."""
    return np.where(condition, self, other)


@op(
    self=lambda grad, self, other: grad * share_of_larger(self, other),
    other=lambda grad, self, other: grad * share_of_larger(other, self),
)
def maximum(self: Array, other: Array) -> Array:
    """Return the elementwise maximum, broadcast; the gradient of equal elements is halved."""
    return np.maximum(self, other)


@op(
    self=lambda grad, self, other: grad * share_of_larger(other, self),
    other=lambda grad, self, other: grad * share_of_larger(self, other),
)
def minimum(self: Array, other: Array) -> Array:
    """Return the elementwise minimum, broadcast; the gradient of equal elements is halved."""
    return np.minimum(self, other)


@op()
def share_of_larger(self: Array, other: Array) -> Array:
    """Return 1 where ``self`` is larger, 1/2 where both are equal, and 0 elsewhere."""
    return np.heaviside(self - other, self.dtype.type(0.5))


@formula
def equal(self: Any, other: Any) -> Any:
    """Return where the elements are equal, as rules write it."""
    return self == other


@composite
def masked_fill(self: Any, mask: Any, value: float) -> Any:
    """Return ``value`` where ``mask`` holds, elsewhere ``self``."""
    return where(mask, value, self)
