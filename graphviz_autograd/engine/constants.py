"""Inputs that need no gradient: how a node remembers them without keeping them alive.

Most of them are saved, since the gradient of another input needs them. Those that are not, such as
``c`` in ``y + c``, are remembered by a weak reference; a Python number by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import ref

from .cuts import cut_of
from .node import PYTHON_NUMBERS
from .tensor import Tensor, untracked
from .tensor_base import DETACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cuts import Cut
    from .node import Edge, Node

# The position of an input; a weak reference to it, or a number; its version then; and how it was
# cut off from a graph, which may outlive it.
Constant = tuple[int, Any, int, "Cut | None"]


def remembered(position: int, tensor: Tensor) -> tuple[Constant]:
    """Return what a node remembers of its input at ``position``, which needs no gradient."""
    counter = tensor._counter
    if counter is None and tensor._meta is None:
        data = tensor._data
        return ((position, data if data.__class__ in PYTHON_NUMBERS else ref(tensor), 0, None),)
    version = 0 if counter is None else counter.value % DETACHED
    return ((position, ref(tensor), version, cut_of(tensor)),)


def constants_among(
    edges: tuple[Edge, ...], inputs: Sequence[Tensor | None]
) -> tuple[Constant, ...]:
    """Return what a node remembers of those ``inputs`` whose gradient goes nowhere."""
    found: tuple[Constant, ...] = ()
    for position, edge in enumerate(edges):
        if edge[0] is None:
            one = inputs[position]
            if one is not None:
                found += remembered(position, one)
    return found


def constant_at(node: Node, position: int) -> Tensor | None:
    """Return the input at ``position``, if it is remembered, alive, and not modified since."""
    _, held, version, _ = _at(node, position)
    tensor: Tensor | None = held() if callable(held) else untracked(held)
    is_same = tensor is None or tensor.is_inference() or tensor._version == version
    return tensor if is_same else None


def cut_at(node: Node, position: int) -> Cut | None:
    """Return how the input at ``position`` was cut off from a graph, if it was."""
    return _at(node, position)[3]


def _at(node: Node, position: int) -> Constant:
    notes: tuple[Constant, ...] = getattr(node, "notes", ())
    return next((one for one in notes if one[0] == position), _UNKNOWN)


def _nothing() -> None:
    """Stand for a weak reference to nothing."""


_UNKNOWN: Any = (0, _nothing, 0, None)
