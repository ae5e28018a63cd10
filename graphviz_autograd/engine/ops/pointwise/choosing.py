"""Choices between two tensors, element by element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...masks import chosen
from ...warning import warn
from ..record import Array, Operand, composite, composite_of, formula, op

if TYPE_CHECKING:
    from ..indices.masking import masked_fill_by
    from .arithmetic import div_scalar
    from .comparison import isnan, logical_not, logical_or


@op(
    self=lambda grad, condition: where(condition, grad, 0.0),
    other=lambda grad, condition: where(condition, 0.0, grad),
    node="WhereBackward0",
)
def where_self(condition: Array, self: Operand, other: Operand) -> Array:
    """Return ``self`` where the condition holds, elsewhere ``other``, broadcast."""
    if self.__class__ is other.__class__ is float:
        self = dtypes.default_numpy().type(self)
    return chosen(_as_mask(condition), self, other)


def _as_mask(condition: Array) -> Array:
    """Return a condition as bools; of the numbers, bytes stood for them once."""
    if condition.dtype == np.uint8:
        warn(_OF_BYTES)
        return condition.astype(np.bool_)
    if condition.dtype != np.bool_:
        kind = dtypes.of(condition.dtype).legacy
        raise RuntimeError(
            f"where expected condition to be a boolean tensor, but got a tensor with dtype {kind}"
        )
    return condition


_OF_BYTES = (
    "where received a uint8 condition tensor. This behavior is deprecated and will be removed in a "
    "future version of PyTorch. Use a boolean condition instead."
)


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
    self=lambda grad, self, other: masked_fill_by(halved(grad, self == other), self < other, 0),
    other=lambda grad, self, other: masked_fill_by(halved(grad, self == other), self > other, 0),
)
def maximum(self: Array, other: Array) -> Array:
    """Return the elementwise maximum, broadcast; the gradient of equal elements is halved."""
    return np.maximum(self, other)


@op(
    self=lambda grad, self, other: masked_fill_by(halved(grad, self == other), self > other, 0),
    other=lambda grad, self, other: masked_fill_by(halved(grad, self == other), self < other, 0),
)
def minimum(self: Array, other: Array) -> Array:
    """Return the elementwise minimum, broadcast; the gradient of equal elements is halved."""
    return np.minimum(self, other)


@formula
def halved(grad: Any, equal: Any) -> Any:
    """Return the gradient of an extreme, half of it where both elements reach it."""
    return where(equal, div_scalar(grad, 2), grad)


@op(
    self=lambda grad, self, other: masked_fill_by(
        grad, logical_not(logical_or(self >= other, isnan(other))), 0
    ),
    other=lambda grad, self, other: masked_fill_by(
        grad, logical_or(self >= other, isnan(other)), 0
    ),
)
def fmax(self: Array, other: Array) -> Array:
    """Return the elementwise maximum, broadcast, and the other element beside NaN."""
    return np.fmax(self, other)


@op(
    self=lambda grad, self, other: masked_fill_by(
        grad, logical_not(logical_or(self <= other, isnan(other))), 0
    ),
    other=lambda grad, self, other: masked_fill_by(
        grad, logical_or(self <= other, isnan(other)), 0
    ),
)
def fmin(self: Array, other: Array) -> Array:
    """Return the elementwise minimum, broadcast, and the other element beside NaN."""
    return np.fmin(self, other)
