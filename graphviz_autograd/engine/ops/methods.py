"""Every operation as a method and an operator of ``Tensor``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import dtypes
from ..tensor import Tensor
from . import names
from .pointwise import conversion
from .record import COMPOSITES, FUNCTIONS, composite
from .shapes import transposing
from .spelling import spelled_method

if TYPE_CHECKING:
    from collections.abc import Iterator

# Python's operators, and the functions on tensors that they are.
OPERATORS = {
    "__add__": "add", "__radd__": "add", "__sub__": "sub", "__rsub__": "rsub",
    "__mul__": "mul", "__rmul__": "mul", "__truediv__": "true_divide", "__rtruediv__": "rdiv",
    "__pow__": "pow", "__rpow__": "rpow", "__matmul__": "matmul", "__neg__": "neg",
    "__abs__": "abs", "__pos__": "positive", "__eq__": "eq", "__ne__": "ne", "__lt__": "lt",
    "__le__": "le", "__gt__": "gt", "__ge__": "ge", "__getitem__": "getitem",
    "__setitem__": "setitem", "__iadd__": "add_", "__isub__": "sub_", "__imul__": "mul_",
    "__itruediv__": "div_", "__ipow__": "pow_", "__mod__": "remainder",
    "__rmod__": "rremainder", "__imod__": "remainder_", "__floordiv__": "floor_divide",
    "__rfloordiv__": "rfloor_divide", "__ifloordiv__": "floor_divide_", "__and__": "bitwise_and",
    "__rand__": "bitwise_and", "__or__": "bitwise_or", "__ror__": "bitwise_or",
    "__xor__": "bitwise_xor", "__rxor__": "bitwise_xor", "__invert__": "bitwise_not",
    "__lshift__": "bitwise_left_shift", "__rshift__": "bitwise_right_shift",
    "__iand__": "bitwise_and_", "__ior__": "bitwise_or_", "__ixor__": "bitwise_xor_",
}  # fmt: skip

ALIASES = {
    "negative": "neg", "multiply": "mul", "subtract": "sub", "divide": "div",
    "greater": "gt", "less": "lt", "greater_equal": "ge", "less_equal": "le", "not_equal": "ne",
    "absolute": "abs", "fix": "trunc", "fix_": "trunc_", "clip": "clamp", "clip_": "clamp_",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsinh": "asinh", "arccosh": "acosh",
    "arctanh": "atanh", "arctan2": "atan2", "negative_": "neg_", "absolute_": "abs_",
    "true_divide_": "div_",
}  # fmt: skip


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
def pow_(self: Any, exponent: Any) -> Any:
    """Raise ``self`` to the power of ``exponent`` in place."""
    tensor = isinstance(exponent, Tensor)
    return FUNCTIONS["pow_tensor_" if tensor else "pow_scalar_"](self, exponent)


def _all_aliases() -> Iterator[tuple[str, str]]:
    """Yield the aliases and what they stand for, also in place."""
    for alias, name in ALIASES.items():
        yield alias, name
        if f"{name}_" in FUNCTIONS:
            yield f"{alias}_", f"{name}_"


def attach() -> None:
    """Give ``Tensor`` its operators and methods."""
    for alias, name in _all_aliases():
        FUNCTIONS[alias] = COMPOSITES[alias] = FUNCTIONS[name]
    for name, function in names.methods().items():
        if not hasattr(Tensor, name):
            setattr(Tensor, name, spelled_method(function))
    for operator, name in OPERATORS.items():
        setattr(Tensor, operator, FUNCTIONS[name])
    for name, convert in conversion.CONVERTERS.items():
        setattr(Tensor, name, convert)
    for name, read in transposing.PROPERTIES.items():
        setattr(Tensor, name, property(read))
