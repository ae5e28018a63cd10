"""Arithmetic: what Python's operators do."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...masks import chosen
from ...node import PYTHON_NUMBERS
from ...promotion import promote
from ...tensor import Tensor
from ..element_types import promote_signed, refuse_bool, refuse_negation, refuse_two_bools
from ..record import Array, Operand, composite, formula, op

if TYPE_CHECKING:
    from ..matrices.matmul import scaled
    from .choosing import where
    from .comparison import eq, isfinite, logical_and
    from .elementwise import log


@op(
    self=lambda grad: grad,
    other=lambda grad, alpha: grad if alpha == 1 else mul_scalar(grad, alpha),
    inplace=True,
)
def add(self: Operand, other: Operand, *, alpha: float = 1) -> Array:
    """Return ``self + alpha * other``, broadcast."""
    return self + other if alpha == 1 else self + _times(other, alpha)


def _times(other: Any, alpha: float) -> Any:
    if isinstance(alpha, float) and getattr(other, "dtype", np.dtype(float)).kind != "f":
        raise RuntimeError(
            "For integral input tensors, argument alpha must not be a floating point number."
        )
    return other * alpha  # which of two Python numbers is one


@op(
    self=lambda grad: grad,
    other=lambda grad, alpha: neg(grad) if alpha == 1 else mul_scalar(neg(grad), alpha),
    casts="signed",
    inplace=True,
)
def sub(self: Operand, other: Operand, *, alpha: float = 1) -> Array:
    """Return ``self - alpha * other``, broadcast."""
    try:
        return self - other if alpha == 1 else self - _times(other, alpha)
    except TypeError:  # NumPy subtracts all but bools.
        return refuse_two_bools()


@op(self=lambda grad, alpha: scaled(neg(grad), alpha), node="RsubBackward1")  # fmt: skip
def rsub_scalar(self: Array, other: float, alpha: float = 1) -> Array:
    """Return the number ``other`` minus ``alpha * self``."""
    if self.dtype.kind == "b":
        promote_signed(self, other)
    if other.__class__ is bool:
        refuse_bool()
    if self.dtype.kind != "f":
        self, other = promote(self, other)
    return other - self if alpha == 1 else other - np.multiply(self, alpha)


@op(self=lambda grad, other: grad * other, other=lambda grad, self: grad * self, inplace=True)
def mul(self: Operand, other: Operand) -> Array:
    """Return the elementwise product, broadcast."""
    return self * other


@formula
def right_first(right: Any, left: Any) -> Any:
    """Return ``left * right``; ``right`` is computed first, as by the compiler of PyTorch's C++."""
    return left * right


@op(self=lambda grad, other: mul_scalar(grad, other), node="MulBackward1", inplace=True)
def mul_scalar(self: Array, other: float) -> Array:
    """Return ``self`` times a number, as rules write it."""
    return self * other


@op(
    self=lambda grad, other: grad / other,
    other=lambda grad, self, other: right_first((self / other) / other, neg(grad)),
    casts="float",
    inplace=True,
)
def div(self: Operand, other: Operand) -> Array:
    """Return the elementwise quotient, broadcast; integers are divided as floating point."""
    return np.true_divide(self, other)


@op(self=lambda grad, other: div_scalar(grad, other), node="DivBackward1", casts="float")
def div_scalar(self: Array, other: float) -> Array:
    """Return ``self`` divided by a number, as rules write it."""
    return np.true_divide(self, other)


@op(self=lambda grad: grad, node="AddBackward1")
def add_scalar(self: Array, other: float) -> Array:
    """Return ``self`` plus a number, as PyTorch's own decompositions write it."""
    return self + other


@op(self=lambda grad: grad, node="SubBackward1")
def sub_scalar(self: Array, other: float) -> Array:
    """Return ``self`` minus a number, as PyTorch's own decompositions write it."""
    return self - other


@op(self=lambda grad: neg(grad), inplace=True)
def neg(self: Array) -> Array:
    """Return ``-self``."""
    try:
        return -self
    except TypeError:  # NumPy negates all but bools.
        return refuse_negation()


@op(self=lambda grad, result: right_first(result * result, neg(grad)), casts="float", inplace=True)
def reciprocal(self: Array) -> Array:
    """Return ``1 / self``."""
    return np.true_divide(1, self)


@op(
    self=lambda grad, self, exponent: pow_slope(grad, self, exponent),
    node="PowBackward0",
    inplace=True,
)
def pow_scalar(self: Array, exponent: float) -> Array:
    """Return ``self`` to the power of a number."""
    if exponent.__class__ in PYTHON_NUMBERS and exponent == 3 and self.dtype.kind == "f":
        # 100 times as fast as a power
        return self * self * self
    if self.dtype.kind == "f":
        return self**exponent
    if self.dtype.kind == "b" and exponent.__class__ is bool:
        return self**exponent != 0
    if exponent.__class__ is int and exponent < 0:
        raise RuntimeError("Integers to negative integer powers are not allowed.")
    return np.power(*promote(self, exponent))


@formula
def pow_slope(grad: Any, self: Any, exponent: float) -> Any:
    """Return the gradient of a power with respect to its base."""
    if exponent == 0:
        return zeros_of_like(grad)
    return grad * mul_scalar(pow_scalar(self, exponent - 1), exponent)


@op(
    self=lambda grad, self, exponent: where(
        eq(exponent, 0.0), 0.0, grad * (exponent * pow_tensor(self, sub_scalar(exponent, 1)))
    ),
    exponent=lambda grad, self, result: (
        grad * where(logical_and(eq(self, 0.0), isfinite(result)), 0.0, result * log(self))
    ),
    node="PowBackward1",
    inplace=True,
)
def pow_tensor(self: Array, exponent: Array) -> Array:
    """Return the elementwise power, broadcast."""
    return self**exponent if self.dtype.kind == "f" else _whole_power(self, exponent)


def _whole_power(self: Array, exponent: Array) -> Array:
    """Return the power of integers; NumPy has none if an exponent is negative."""
    if self.dtype.kind == "b":
        raise NotImplementedError("\"pow\" not implemented for 'Bool'")
    if self.dtype.kind == "u" or not np.any(exponent < 0):
        return np.power(self, exponent)
    power = np.power(self, np.abs(exponent))
    return chosen((exponent < 0) & (np.abs(self) != 1), self.dtype.type(0), power)


@op(
    exponent=lambda grad, self, exponent, result: pow_base_slope(grad, self, exponent, result),
    node="PowBackward2",
    layout="rows",
)
def pow_base(self: float, exponent: Array) -> Array:
    """Return a number to the power of each element."""
    if exponent.dtype.kind == "f":
        return np.power(self, exponent)
    base, exponent = promote(self, exponent)
    return np.power(base, exponent) if base.dtype.kind == "f" else _whole_power(base, exponent)


@composite
def pow(self: Any, exponent: Any) -> Any:
    """Return ``self`` to the power of ``exponent``; either may be a number."""
    if not isinstance(exponent, Tensor):
        return pow_scalar(self, exponent)
    return pow_tensor(self, exponent) if isinstance(self, Tensor) else pow_base(self, exponent)


@formula
def pow_base_slope(grad: Any, self: float, exponent: Any, result: Any) -> Any:
    """Return the gradient of a number's power with respect to the exponent."""
    if self == 0:
        return where(exponent >= 0, 0.0, grad * mul_scalar(result, float("-inf")))
    return grad * mul_scalar(result, float(np.log(self)))


@op(
    self=lambda grad, alpha: scaled(neg(grad), alpha),
    other=lambda grad: grad,
    node="RsubBackward0",
    casts="signed",
)
def rsub_tensor(self: Array, other: Array, alpha: float = 1) -> Array:
    """Return ``other - alpha * self``."""
    return np.subtract(other, self if alpha == 1 else np.multiply(self, alpha))


@composite
def rsub(self: Any, other: Any, alpha: float = 1) -> Any:
    """Return ``other - alpha * self``."""
    if isinstance(other, Tensor):
        return rsub_tensor(self, other, alpha)
    return rsub_scalar(self, other.item() if isinstance(other, np.generic) else other, alpha)


@composite
def rdiv(self: Any, other: Any) -> Any:
    """Return ``other / self``."""
    return reciprocal(self) * other


@op(casts=None)
def zeros_of_like(self: Array) -> Array:
    """Return zeros of the same shape and type."""
    return np.zeros_like(self)
