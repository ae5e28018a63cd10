"""Comparisons stored in place: what was there before has no influence, and so no gradient."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor
from ..record import FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from collections.abc import Callable

    from .arithmetic import zeros_of_like


def _define(name: str, compare: Callable[[Any, Any], Any], words: str) -> None:
    """Define ``name_``, and the two operations that it chooses from: by a number, by a tensor."""

    @op(self=lambda grad: zeros_of_like(grad), node=f"{name.capitalize()}Backward0", inplace=True)
    @_called(f"{name}_number", f"Return which elements {words} a number.")
    def by_number(self: Array, other: float) -> Array:
        return compare(self, other)

    @op(
        self=lambda grad: zeros_of_like(grad),
        other=lambda grad: zeros_of_like(grad),
        node=f"{name.capitalize()}Backward1",
        inplace=True,
    )
    @_called(f"{name}_tensor", f"Return which elements {words} those of a tensor, broadcast.")
    def by_tensor(self: Array, other: Array) -> Array:
        return compare(self, other)

    @composite
    @_called(
        f"{name}_",
        f"Store 1 where the elements {words} ``other``, a tensor or a number, and 0 elsewhere.",
    )
    def stored(self: Any, other: Any) -> Any:
        kind = "tensor" if isinstance(other, Tensor) else "number"
        return FUNCTIONS[f"{name}_{kind}_"](self, other)


def _called(name: str, documentation: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def rename(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__name__ = function.__qualname__ = name
        function.__doc__ = documentation
        return function

    return rename


for _name, _compare, _words in (
    ("eq", np.equal, "are equal to"),
    ("ge", np.greater_equal, "are at least"),
    ("gt", np.greater, "are above"),
    ("le", np.less_equal, "are at most"),
    ("lt", np.less, "are below"),
    ("ne", np.not_equal, "differ from"),
):
    _define(_name, _compare, _words)
