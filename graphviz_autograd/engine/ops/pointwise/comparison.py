"""Comparisons, logic, bits, and tests of every element; none of them has a gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..element_types import refuse_type
from ..record import Array, Operand, composite, op
from .elementwise import abs  # noqa: A004

if TYPE_CHECKING:
    from collections.abc import Callable


@op()
def eq(self: Array, other: Operand) -> Array:
    """Return where the elements are equal."""
    return np.equal(self, other)


@op()
def ne(self: Array, other: Operand) -> Array:
    """Return where the elements differ."""
    return np.not_equal(self, other)


@op()
def lt(self: Array, other: Operand) -> Array:
    """Return where ``self < other``."""
    return np.less(self, other)


@op()
def le(self: Array, other: Operand) -> Array:
    """Return where ``self <= other``."""
    return np.less_equal(self, other)


@op()
def gt(self: Array, other: Operand) -> Array:
    """Return where ``self > other``."""
    return np.greater(self, other)


@op()
def ge(self: Array, other: Operand) -> Array:
    """Return where ``self >= other``."""
    return np.greater_equal(self, other)


@op(casts=None, inplace=True)
def logical_and(self: Array, other: Array) -> Array:
    """Return where both are nonzero."""
    return np.logical_and(self, other)


@op(casts=None, inplace=True)
def logical_or(self: Array, other: Array) -> Array:
    """Return where either is nonzero."""
    return np.logical_or(self, other)


@op(casts=None, inplace=True)
def logical_xor(self: Array, other: Array) -> Array:
    """Return where one of the two is nonzero."""
    return np.logical_xor(self, other)


@op(casts=None, inplace=True)
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
def isposinf(self: Array) -> Array:
    """Return where the elements are positive infinity."""
    return np.equal(self, np.inf)


@op()
def isneginf(self: Array) -> Array:
    """Return where the elements are negative infinity."""
    return np.equal(self, -np.inf)


@op()
def isfinite(self: Array) -> Array:
    """Return where the elements are neither NaN nor infinite."""
    return np.isfinite(self)


@op()
def isreal(self: Array) -> Array:
    """Return True everywhere: complex numbers are not supported."""
    return np.isreal(self)


# ---- bits ------------------------------------------------------------------------------------


def _on_bits(name: str, function: Callable[..., Any], *operands: Any, unknown: str = "f") -> Array:
    for one in operands:
        if np.asarray(one).dtype.kind in unknown:
            np.broadcast_shapes(*map(np.shape, operands))  # or that is the error
            refuse_type(f"{name}_cpu", np.asarray(one))
    return function(*operands)


@op(inplace=True)
def bitwise_and(self: Operand, other: Operand) -> Array:
    """Return the bits that both have; of bools, where both are True."""
    return _on_bits("bitwise_and", np.bitwise_and, self, other)


@op(inplace=True)
def bitwise_or(self: Operand, other: Operand) -> Array:
    """Return the bits that either has; of bools, where either is True."""
    return _on_bits("bitwise_or", np.bitwise_or, self, other)


@op(inplace=True)
def bitwise_xor(self: Operand, other: Operand) -> Array:
    """Return the bits that one of the two has; of bools, where they differ."""
    return _on_bits("bitwise_xor", np.bitwise_xor, self, other)


@op(inplace=True)
def bitwise_not(self: Array) -> Array:
    """Return the bits turned over; of bools, where they are False."""
    return _on_bits("bitwise_not", np.invert, self)


@op(inplace=True)
def bitwise_left_shift(self: Operand, other: Operand) -> Array:
    """Return the bits moved up by ``other`` places."""
    return _on_bits("lshift", np.left_shift, self, other, unknown="fb")


@op(inplace=True)
def bitwise_right_shift(self: Operand, other: Operand) -> Array:
    """Return the bits moved down by ``other`` places."""
    return _on_bits("rshift", np.right_shift, self, other, unknown="fb")


# ---- closeness -------------------------------------------------------------------------------


@composite
def isclose(
    self: Any, other: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> Any:
    """Return where ``abs(self - other) <= atol + rtol * abs(other)``.

    Raises:
        RuntimeError: if the types differ.

    """
    if self.dtype is not other.dtype:
        raise RuntimeError(f"{self.dtype.legacy} did not match {other.dtype.legacy}")
    self, other = self.detach(), other.detach()
    near = abs(self - other) <= atol + rtol * abs(other)
    close = eq(self, other).logical_or(near.logical_and(isfinite(self - other)))
    return close.logical_or(isnan(self).logical_and(isnan(other))) if equal_nan else close


@composite
def allclose(
    self: Any, other: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    """Return whether all elements are close (see ``isclose``)."""
    return bool(isclose(self, other, rtol, atol, equal_nan).all())


@composite
def equal(self: Any, other: Any) -> bool:
    """Return whether shapes and all elements are equal."""
    return self.shape == other.shape and bool(eq(self, other).all())
