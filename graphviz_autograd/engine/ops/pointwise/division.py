"""Division with rounding, and its remainders."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...promotion import promote
from ...tensor import Tensor
from ..element_types import refuse_type
from ..record import COMPOSITES, FUNCTIONS, KERNELS, Array, Operand, composite, composite_of, op
from . import quotients
from .arithmetic import div as true_divide

if TYPE_CHECKING:
    from .arithmetic import neg, right_first, zeros_of_like
    from .binary import no_derivative


def _checked(kernel: str, self: Any, other: Any) -> None:
    kinds = {np.asarray(self).dtype.kind, np.asarray(other).dtype.kind}
    if kinds == {"b"}:
        refuse_type(kernel, self)
    if "f" not in kinds and np.any(np.equal(other, 0)):
        raise RuntimeError("ZeroDivisionError")


@op(
    self=lambda grad: no_derivative(grad, "floor_divide"),
    other=lambda grad: no_derivative(grad, "floor_divide"),
    node="NotImplemented",
    inplace=True,
)
def floor_divide_tensors(self: Array, other: Array) -> Array:
    """Return the quotient rounded down."""
    _checked("div_floor_cpu", self, other)
    return quotients.floor_divided(self, other)


@op(self=lambda grad: no_derivative(grad, "floor_divide"), node="NotImplemented", inplace=True)
def floor_divide_number(self: Array, other: float) -> Array:
    """Return the quotient by a number rounded down."""
    return KERNELS["floor_divide_tensors"](*promote(self, other))


@op(self=lambda grad: no_derivative(grad, "floor_divide"), node="NotImplemented")
def floor_divide_of_number(self: Array, other: float) -> Array:
    """Return the quotient of a number by ``self`` rounded down."""
    return KERNELS["floor_divide_tensors"](*promote(other, self))


@composite
def floor_divide(self: Any, other: Any) -> Any:
    """Return the quotient rounded down; it has no derivative."""
    return FUNCTIONS[f"floor_divide_{_kind(other)}"](self, other)


@composite
def floor_divide_(self: Any, other: Any) -> Any:
    """Divide in place and round down."""
    return FUNCTIONS[f"floor_divide_{_kind(other)}_"](self, other)


@composite
def rfloor_divide(self: Any, other: Any) -> Any:
    """Return ``other // self``."""
    return floor_divide_of_number(self, other)


def _kind(other: Any) -> str:
    return "tensors" if isinstance(other, Tensor) else "number"


@op(
    self=lambda grad, other, rounding_mode: zeros_of_like(grad),
    other=lambda grad, self, other, rounding_mode: zeros_of_like(grad),
    node="DivBackward2",
    inplace=True,
)
def div_rounded(self: Array, other: Operand, rounding_mode: str | None) -> Array:
    """Return the quotient rounded down (``"floor"``) or towards 0 (``"trunc"``).

    Raises:
        RuntimeError: for another mode, and for integers divided by 0.

    """
    if rounding_mode not in ("floor", "trunc"):
        raise RuntimeError(
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found "
            f"'{rounding_mode}'"
        )
    _checked(f"div_{rounding_mode}_cpu", self, other)
    if rounding_mode == "trunc" and np.result_type(self, other).kind == "f":
        return np.trunc(np.true_divide(self, other))
    quotient = quotients.floor_divided(self, other)
    if rounding_mode == "floor":
        return quotient
    inexact = np.not_equal(quotient * other, self)
    return quotient + np.logical_and(quotient < 0, inexact).astype(quotient.dtype)


FUNCTIONS["true_divide"] = COMPOSITES["true_divide"] = true_divide
FUNCTIONS["true_divide_"] = COMPOSITES["true_divide_"] = FUNCTIONS["div_"]


@composite_of(KERNELS["div"])
def div(self: Any, other: Any, *, rounding_mode: str | None = None) -> Any:
    """Return the elementwise quotient, rounded down (``"floor"``), towards 0 (``"trunc"``), or not.

    Raises:
        RuntimeError: for another mode, and for integers divided by 0.

    """
    if rounding_mode is None:
        return true_divide(self, other)
    return div_rounded(self, other, rounding_mode)


@composite_of(KERNELS["div"])
def div_(self: Any, other: Any, *, rounding_mode: str | None = None) -> Any:
    """Divide in place, and round down, towards 0, or not (see ``div``)."""
    if rounding_mode is None:
        return FUNCTIONS["true_divide_"](self, other)
    return FUNCTIONS["div_rounded_"](self, other, rounding_mode)


# ---- remainders ------------------------------------------------------------------------------


@op(
    self=lambda grad: grad,
    other=lambda grad, self, other: right_first(div_rounded(self, other, "floor"), neg(grad)),
    node="RemainderBackward1",
    inplace=True,
)
def remainder_tensors(self: Array, other: Array) -> Array:
    """Return the remainder with the divisor's sign, as Python's ``%`` does."""
    _checked("remainder_cpu", self, other)
    return quotients.remainder(self, other)


@op(self=lambda grad: grad, node="RemainderBackward0", inplace=True)
def remainder_number(self: Array, other: float) -> Array:
    """Return the remainder of a division by a number, with the number's sign."""
    return KERNELS["remainder_tensors"](*promote(self, other))


@op(self=lambda grad: no_derivative(grad, "remainder"), node="NotImplemented")
def remainder_of_number(self: Array, other: float) -> Array:
    """Return the remainder of a number divided by ``self``."""
    return KERNELS["remainder_tensors"](*promote(other, self))


@composite
def remainder(self: Any, other: Any) -> Any:
    """Return the remainder with the divisor's sign, as Python's ``%`` does."""
    return FUNCTIONS[f"remainder_{_kind(other)}"](self, other)


@composite
def remainder_(self: Any, other: Any) -> Any:
    """Replace the elements by their remainders (see ``remainder``)."""
    return FUNCTIONS[f"remainder_{_kind(other)}_"](self, other)


@composite
def rremainder(self: Any, other: Any) -> Any:
    """Return ``other % self``."""
    return remainder_of_number(self, other)


@op(
    self=lambda grad: grad,
    other=lambda grad, self, other: right_first(div_rounded(self, other, "trunc"), neg(grad)),
    node="FmodBackward1",
    inplace=True,
)
def fmod_tensors(self: Array, other: Array) -> Array:
    """Return the remainder with the dividend's sign, as C's ``fmod`` does."""
    _checked("fmod_cpu", self, other)
    return quotients.fmod(self, other)


@op(self=lambda grad: grad, node="FmodBackward0", inplace=True)
def fmod_number(self: Array, other: float) -> Array:
    """Return the remainder of a division by a number, with the dividend's sign."""
    return KERNELS["fmod_tensors"](*promote(self, other))


@composite
def fmod(self: Any, other: Any) -> Any:
    """Return the remainder with the dividend's sign, as C's ``fmod`` does."""
    return FUNCTIONS[f"fmod_{_kind(other)}"](self, other)


@composite
def fmod_(self: Any, other: Any) -> Any:
    """Replace the elements by their remainders (see ``fmod``)."""
    return FUNCTIONS[f"fmod_{_kind(other)}_"](self, other)
