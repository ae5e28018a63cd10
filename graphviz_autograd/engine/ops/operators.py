"""Python's operators on tensors.

What an operator cannot compute with, Python asks the other operand for: an operator then returns
``NotImplemented``, where the function of the same name raises a TypeError.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from .. import dtypes
from ..tensor import Tensor
from .forward import function_of
from .operands import is_operand
from .record import FUNCTIONS, OPS, composite

Function = Callable[..., Any]
_ARRAYS = (Tensor, np.ndarray)

# The functions on tensors that the operators are.
OPERATORS = {
    "__add__": "add", "__radd__": "add", "__sub__": "sub", "__rsub__": "rsub",
    "__mul__": "mul", "__rmul__": "mul", "__truediv__": "true_divide", "__rtruediv__": "rdiv",
    "__pow__": "pow", "__rpow__": "rpow", "__matmul__": "matmul", "__rmatmul__": "rmatmul",
    "__neg__": "neg", "__abs__": "abs", "__pos__": "positive", "__eq__": "eq", "__ne__": "ne",
    "__lt__": "lt", "__le__": "le", "__gt__": "gt", "__ge__": "ge", "__getitem__": "getitem",
    "__setitem__": "setitem", "__iadd__": "add_", "__isub__": "sub_", "__imul__": "mul_",
    "__itruediv__": "div_", "__ipow__": "pow_", "__mod__": "remainder",
    "__rmod__": "rremainder", "__imod__": "remainder_", "__floordiv__": "floor_divide",
    "__rfloordiv__": "rfloor_divide", "__ifloordiv__": "floor_divide_", "__and__": "bitwise_and",
    "__rand__": "bitwise_and", "__or__": "bitwise_or", "__ror__": "bitwise_or",
    "__xor__": "bitwise_xor", "__rxor__": "bitwise_xor", "__invert__": "invert",
    "__lshift__": "bitwise_left_shift", "__rshift__": "bitwise_right_shift",
    "__rlshift__": "rlshift", "__rrshift__": "rrshift", "__ilshift__": "bitwise_left_shift_",
    "__irshift__": "bitwise_right_shift_", "__iand__": "bitwise_and_", "__ior__": "bitwise_or_",
    "__ixor__": "bitwise_xor_",
}  # fmt: skip

# Operators that are no other method: types that take functions over are told of themselves.
OWN = frozenset({
    "__rsub__", "__rtruediv__", "__pow__", "__rpow__", "__rmatmul__", "__eq__", "__getitem__",
    "__setitem__", "__ipow__", "__rmod__", "__floordiv__", "__rfloordiv__", "__and__", "__or__",
    "__xor__", "__invert__", "__lshift__", "__rshift__", "__rlshift__", "__rrshift__",
    "__ilshift__", "__irshift__", "__iand__", "__ior__", "__ixor__",
})  # fmt: skip
WITHOUT_OPERAND = ("__getitem__", "__setitem__", "__neg__", "__abs__", "__pos__", "__invert__")


@composite
def positive(self: Any) -> Any:
    """Return the tensor itself.

    Raises:
        RuntimeError: for bools.

    """
    if self.dtype is dtypes.bool:
        raise RuntimeError("The `+` operator, on a bool tensor is not supported.")
    return self


@composite
def rpow(self: Any, other: Any) -> Any:
    """Return ``other`` to the power of ``self``."""
    return FUNCTIONS["pow"](other, self)


@composite
def rmatmul(self: Any, other: Any) -> Any:
    """Return the matrix product of ``other`` and ``self``."""
    return FUNCTIONS["matmul"](other, self)


@composite
def rlshift(self: Any, other: Any) -> Any:
    """Return ``other << self``."""
    return FUNCTIONS["bitwise_left_shift"](other, self)


@composite
def rrshift(self: Any, other: Any) -> Any:
    """Return ``other >> self``."""
    return FUNCTIONS["bitwise_right_shift"](other, self)


@composite
def pow_(self: Any, exponent: Any) -> Any:
    """Raise ``self`` to the power of ``exponent`` in place."""
    tensor = isinstance(exponent, Tensor)
    return FUNCTIONS["pow_tensor_" if tensor else "pow_scalar_"](self, exponent)


@composite
def invert(self: Any) -> Any:
    """Return the bits turned over.

    Raises:
        TypeError: for floating point numbers.

    """
    if self.dtype.is_floating_point:
        raise TypeError(
            "~ (operator.invert) is only implemented on integer and Boolean-type tensors"
        )
    return FUNCTIONS["bitwise_not"](self)


def operator(name: str) -> Function:
    """Return an operator, such as ``__add__``."""
    function: Function = FUNCTIONS[OPERATORS[name]]
    if name in WITHOUT_OPERAND:
        return function
    record = OPS.get(OPERATORS[name].removesuffix("_"))
    if record is not None:
        return function_of(record, inplace=OPERATORS[name] not in OPS, operator=True)
    return _with_operand(function, "matmul" in name)


def _with_operand(function: Function, arrays_only: bool) -> Function:
    @wraps(function)
    def call(self: Any, other: Any) -> Any:
        if other.__class__ is Tensor or isinstance(other, _ARRAYS):
            return function(self, other)
        if arrays_only or not is_operand(other):
            return NotImplemented
        return function(self, other.item() if isinstance(other, np.generic) else other)

    return call
