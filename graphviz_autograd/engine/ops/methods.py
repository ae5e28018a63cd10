"""Every operation as a method and an operator of ``Tensor``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tensor import Tensor
from . import names
from .operators import OPERATORS, operator
from .pointwise import conversion
from .record import COMPOSITES, FUNCTIONS
from .shapes import transposing
from .spelling import spelled_method

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIASES = {
    "negative": "neg", "multiply": "mul", "subtract": "sub", "divide": "div",
    "greater": "gt", "less": "lt", "greater_equal": "ge", "less_equal": "le", "not_equal": "ne",
    "absolute": "abs", "fix": "trunc", "fix_": "trunc_", "clip": "clamp", "clip_": "clamp_",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsinh": "asinh", "arccosh": "acosh",
    "arctanh": "atanh", "arctan2": "atan2", "negative_": "neg_", "absolute_": "abs_",
}  # fmt: skip


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
            setattr(Tensor, name, spelled_method(function, f"torch.Tensor.{name}"))
    for name in OPERATORS:
        setattr(Tensor, name, operator(name))
    for name, convert in conversion.CONVERTERS.items():
        setattr(Tensor, name, convert)
    for name, read in transposing.PROPERTIES.items():
        setattr(Tensor, name, property(read))
