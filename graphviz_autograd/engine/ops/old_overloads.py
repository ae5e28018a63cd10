"""Calls with a number before the last tensors, ``w.add_(-0.1, w.grad)``, as old programs make them.

PyTorch still takes them, and says once in a process that they are deprecated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..node import PYTHON_NUMBERS
from ..warning import warn


class _Overload(NamedTuple):
    """What the number is called today, and the parameters after ``self``, then and now."""

    word: str
    old: tuple[str, ...]
    new: str


_SUM = _Overload("alpha", ("Number alpha", "Tensor other"), "Tensor other, *, Number alpha = 1")
_PRODUCT = _Overload(
    "value",
    ("Number value", "Tensor tensor1", "Tensor tensor2"),
    "Tensor tensor1, Tensor tensor2, *, Number value = 1",
)
_OVERLOADS = {"add": _SUM, "sub": _SUM, "addcmul": _PRODUCT, "addcdiv": _PRODUCT}
_warned: set[str] = set()


def has_old_overload(function: str) -> bool:
    """Return whether an operation, or its variant in place, was once called so."""
    return function.rstrip("_") in _OVERLOADS


def renewed(function: str, args: Sequence[Any]) -> tuple[list[Any], dict[str, Any]] | None:
    """Return the arguments of an old call as they are given today; None of any other call."""
    overload = _OVERLOADS.get(function.rstrip("_"))
    if overload is None or len(args) != len(overload.old) + 1:
        return None
    first, number, *others = args
    if number.__class__ not in PYTHON_NUMBERS:
        return None
    if not _warned:
        _warned.add(function)
        warn(
            f"This overload of {function} is deprecated:\n\t{function}({', '.join(overload.old)})\n"
            f"Consider using one of the following signatures instead:\n\t{function}({overload.new})"
        )
    return [first, *others], {overload.word: number}
