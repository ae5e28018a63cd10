"""Type promotion: which element type a computation on several tensors has.

Tensors with dimensions outrank 0-d tensors, which outrank Python numbers: an operand of lower rank
changes the type only if its category (bool, integer, floating point) is higher.
"""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dtypes import dtype

# An array, or a NumPy scalar where there are no dimensions.
Array = Any
_ARRAYS = (np.ndarray, np.generic)


@cache
def promote_types(first: dtype, second: dtype) -> dtype:
    """Return the smallest type that holds both: the higher category, else the wider type."""
    if first.category != second.category:
        return max(first, second, key=lambda one: one.category)
    return dtypes.of(np.promote_types(first.numpy, second.numpy))


def result_type_of(operands: Iterable[Any]) -> dtype:
    """Return the type of a computation on arrays, NumPy scalars (0-d) and Python numbers."""
    ranks: list[list[dtype]] = [[], [], []]
    for operand in operands:
        rank, kind = _rank(operand)
        ranks[rank].append(kind)
    levels = [reduce(promote_types, kinds) for kinds in ranks if kinds]
    return reduce(lambda strong, weak: weak if weak.category > strong.category else strong, levels)


def _rank(operand: Any) -> tuple[int, dtype]:
    if isinstance(operand, _ARRAYS):
        return (0 if operand.ndim else 1), dtypes.of(operand.dtype)
    return 2, type_of_number(operand)


def type_of_number(value: Any) -> dtype:
    """Return the type of a Python number."""
    if isinstance(value, bool):
        return dtypes.bool
    return dtypes.int64 if isinstance(value, int) else dtypes.get_default_dtype()


def promote(*operands: Any) -> tuple[Any, ...]:
    """Return the operands cast to their common type; Python floats stay weak if they can.

    NumPy computes a floating point array with a Python number in the array's own type, which is
    PyTorch's rule too; every other mixture is cast.
    """
    if len(operands) == 2 and _stays_weak(*operands):
        return operands
    common = result_type_of(operands).numpy.type
    return tuple(cast(operand, common) for operand in operands)


def _stays_weak(first: Any, second: Any) -> bool:
    if isinstance(first, _ARRAYS):
        if isinstance(second, _ARRAYS):
            return first.dtype is second.dtype
        return first.dtype.kind == "f"
    return isinstance(second, _ARRAYS) and second.dtype.kind == "f"


def cast(operand: Any, kind: type[np.generic]) -> Any:
    """Return ``operand`` with elements of ``kind``; a 0-d result is a NumPy scalar."""
    if isinstance(operand, np.ndarray):
        return operand.astype(kind, copy=False)
    try:
        return kind(operand)
    except OverflowError:  # of the bits of a number, an element keeps the lowest
        return np.int64(operand).astype(kind)


def to_floating(operand: Any) -> Any:
    """Return integers and bools in the default floating point type, and the rest as it is."""
    if isinstance(operand, _ARRAYS) and operand.dtype.kind == "f":
        return operand
    return cast(operand, dtypes.default_numpy().type)
