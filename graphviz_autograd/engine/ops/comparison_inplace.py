"""Comparisons stored in place: what was there before has no influence, and so no gradient."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..tensor import Tensor
from .record import FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like


def _stored(name: str, self: Any, other: Any) -> Any:
    kind = "tensor" if isinstance(other, Tensor) else "number"
    return FUNCTIONS[f"{name}_{kind}_"](self, other)


@op(self=lambda grad: zeros_of_like(grad), node="EqBackward0", inplace=True)
def eq_number(self: Array, other: float) -> Array:
    """Return which elements are equal to a number."""
    return np.equal(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="EqBackward1",
    inplace=True,
)
def eq_tensor(self: Array, other: Array) -> Array:
    """Return which elements are equal to those of a tensor, broadcast."""
    return np.equal(self, other)


@composite
def eq_(self: Any, other: Any) -> Any:
    """Store 1 where the elements are equal to ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("eq", self, other)


@op(self=lambda grad: zeros_of_like(grad), node="GeBackward0", inplace=True)
def ge_number(self: Array, other: float) -> Array:
    """Return which elements are at least a number."""
    return np.greater_equal(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="GeBackward1",
    inplace=True,
)
def ge_tensor(self: Array, other: Array) -> Array:
    """Return which elements are at least those of a tensor, broadcast."""
    return np.greater_equal(self, other)


@composite
def ge_(self: Any, other: Any) -> Any:
    """Store 1 where the elements are at least ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("ge", self, other)


@op(self=lambda grad: zeros_of_like(grad), node="GtBackward0", inplace=True)
def gt_number(self: Array, other: float) -> Array:
    """Return which elements are above a number."""
    return np.greater(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="GtBackward1",
    inplace=True,
)
def gt_tensor(self: Array, other: Array) -> Array:
    """Return which elements are above those of a tensor, broadcast."""
    return np.greater(self, other)


@composite
def gt_(self: Any, other: Any) -> Any:
    """Store 1 where the elements are above ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("gt", self, other)


@op(self=lambda grad: zeros_of_like(grad), node="LeBackward0", inplace=True)
def le_number(self: Array, other: float) -> Array:
    """Return which elements are at most a number."""
    return np.less_equal(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="LeBackward1",
    inplace=True,
)
def le_tensor(self: Array, other: Array) -> Array:
    """Return which elements are at most those of a tensor, broadcast."""
    return np.less_equal(self, other)


@composite
def le_(self: Any, other: Any) -> Any:
    """Store 1 where the elements are at most ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("le", self, other)


@op(self=lambda grad: zeros_of_like(grad), node="LtBackward0", inplace=True)
def lt_number(self: Array, other: float) -> Array:
    """Return which elements are below a number."""
    return np.less(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="LtBackward1",
    inplace=True,
)
def lt_tensor(self: Array, other: Array) -> Array:
    """Return which elements are below those of a tensor, broadcast."""
    return np.less(self, other)


@composite
def lt_(self: Any, other: Any) -> Any:
    """Store 1 where the elements are below ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("lt", self, other)


@op(self=lambda grad: zeros_of_like(grad), node="NeBackward0", inplace=True)
def ne_number(self: Array, other: float) -> Array:
    """Return which elements differ from a number."""
    return np.not_equal(self, other)


@op(
    self=lambda grad: zeros_of_like(grad),
    other=lambda grad: zeros_of_like(grad),
    node="NeBackward1",
    inplace=True,
)
def ne_tensor(self: Array, other: Array) -> Array:
    """Return which elements differ from those of a tensor, broadcast."""
    return np.not_equal(self, other)


@composite
def ne_(self: Any, other: Any) -> Any:
    """Store 1 where the elements differ from ``other``, a tensor or a number, and 0 elsewhere."""
    return _stored("ne", self, other)
