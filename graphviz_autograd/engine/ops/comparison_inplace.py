"""Comparisons stored in place: what was there before has no influence, and so no gradient."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..tensor import Tensor
from .record import FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from collections.abc import Callable

    from .arithmetic import zeros_of_like

_COMPARISONS = {
    "eq": np.equal,
    "ge": np.greater_equal,
    "gt": np.greater,
    "le": np.less_equal,
    "lt": np.less,
    "ne": np.not_equal,
}


def _define(name: str, compare: Callable[..., Array]) -> None:
    def number(self: Array, other: float) -> Array:
        return compare(self, other)

    def tensor(self: Array, other: Array) -> Array:
        return compare(self, other)

    def stored(self: Any, other: Any) -> Any:
        kind = "tensor" if isinstance(other, Tensor) else "number"
        return FUNCTIONS[f"{name}_{kind}_"](self, other)

    number.__name__, tensor.__name__, stored.__name__ = (
        f"{name}_number",
        f"{name}_tensor",
        f"{name}_",
    )
    number.__doc__ = f"Return where ``{name}`` holds for the elements and a number."
    tensor.__doc__ = f"Return where ``{name}`` holds for the elements of two tensors, broadcast."
    stored.__doc__ = f"Store 1 where ``{name}`` holds for the elements and ``other``, elsewhere 0."
    node = f"{name.capitalize()}Backward"
    op(self=lambda grad: zeros_of_like(grad), node=f"{node}0", inplace=True)(number)
    op(
        self=lambda grad: zeros_of_like(grad),
        other=lambda grad: zeros_of_like(grad),
        node=f"{node}1",
        inplace=True,
    )(tensor)
    composite(stored)


for _name, _compare in _COMPARISONS.items():
    _define(_name, _compare)
