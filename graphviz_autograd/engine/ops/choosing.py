"""Choices between two tensors, element by element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import dtypes
from .record import Array, composite, composite_of, op

if TYPE_CHECKING:
    from .comparison import isnan, logical_or


@op(
    self=lambda grad, condition: where(condition, grad, 0.0),
    other=lambda grad, condition: where(condition, 0.0, grad),
    node="WhereBackward0",
)
def where_self(condition: Array, self: Array, other: Array) -> Array:
    """Return ``self`` where the condition holds, elsewhere ``other``, broadcast."""
    if condition.dtype != np.bool_:
        kind = dtypes.of(condition.dtype).legacy
        raise RuntimeError(
            f"where expected condition to be a boolean tensor, but got a tensor with dtype {kind}"
        )
    return np.where(condition, self, other)


@composite_of(np.where)
def where(condition: Any, self: Any = None, other: Any = None) -> Any:
    """Return ``self`` where the condition holds, elsewhere ``other``; alone, its indices.

    Raises:
        RuntimeError: if the condition is not a tensor of bools.

    """
    if self is None:
        return condition.nonzero(as_tuple=True)
    return where_self(condition, self, other)


@composite
def method_where(self: Any, condition: Any, other: Any) -> Any:
    """Return the tensor where the condition holds, elsewhere ``other``."""
    return where_self(condition, self, other)


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
    """Return 1 where ``self`` is larger, 1/2 where both are equal, and 0 elsewhere; 1 at NaN."""
    return np.where(np.equal(self, other), 0.5, ~np.less(self, other))


@op(
    self=lambda grad, self, other: where(logical_or(self >= other, isnan(other)), grad, 0.0),
    other=lambda grad, self, other: where(logical_or(self >= other, isnan(other)), 0.0, grad),
)
def fmax(self: Array, other: Array) -> Array:
    """Return the elementwise maximum, broadcast, and the other element beside NaN."""
    return np.fmax(self, other)


@op(
    self=lambda grad, self, other: where(logical_or(self <= other, isnan(other)), grad, 0.0),
    other=lambda grad, self, other: where(logical_or(self <= other, isnan(other)), 0.0, grad),
)
def fmin(self: Array, other: Array) -> Array:
    """Return the elementwise minimum, broadcast, and the other element beside NaN."""
    return np.fmin(self, other)
