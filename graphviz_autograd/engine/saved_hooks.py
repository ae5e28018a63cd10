"""Saved tensors packed and unpacked by hooks."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

from . import errors
from .accumulate import AccumulateGrad
from .constants import with_origin
from .edges import edge_of
from .node import NO_EDGE, Freed
from .origin import capture
from .saved import output_of
from .tensor import Tensor, meta_of, untracked

if TYPE_CHECKING:
    from .grad_mode import Hook, Mode
    from .node import Edge, Node


class Packed(tuple[Any, ...]):
    """Saved tensors of which some were packed by hooks."""

    __slots__ = ()


class Pack(NamedTuple):
    """What a pack hook made of a tensor, the hook that unpacks it, and where its gradient goes.

    Of an output of the node itself, ``edge`` is its number: a node that held itself would stay.
    """

    content: Any
    unpack: Hook
    edge: Edge | int


def unpack(node: Node) -> tuple[Any, ...]:
    """Return the saved tensors of a node whose tuple is not plain.

    Raises:
        RuntimeError: if they are freed.

    """
    _check_not_freed(node)
    return tuple(_unpacked(node, one) for one in node.saved)


def unpack_one(node: Node, index: int) -> Any:
    """Return one saved tensor of a node.

    Raises:
        RuntimeError: if it is freed.

    """
    _check_not_freed(node)
    return _unpacked(node, node.saved[index])


def _check_not_freed(node: Node) -> None:
    if isinstance(node.saved, Freed):
        raise RuntimeError(errors.FREED)


def _unpacked(node: Node, one: Any) -> Any:
    if isinstance(one, Packed):
        return tuple(_unpacked(node, part) for part in one)
    if not isinstance(one, Pack):
        return one
    tensor = one.unpack(one.content)
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        raise TypeError(
            "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
            f"{kind}"
        )
    edge = (node, one.edge) if isinstance(one.edge, int) else one.edge
    return _in_place_of(edge, tensor)


def _in_place_of(edge: Edge, tensor: Tensor) -> Tensor:
    """Return ``tensor`` where another stood, so that the backward of a backward finds it there."""
    if edge is NO_EDGE and not tensor.requires_grad:
        return tensor
    twin = untracked(tensor._data)
    twin._counter = tensor._counter
    twin._edge = edge
    if isinstance(edge[0], AccumulateGrad):
        twin._edge = None
        meta_of(twin).accumulator = weakref.ref(edge[0])
    return twin


def dress(mode: Mode, node: Node) -> None:
    """Do what the thread's mode asks of a new node."""
    if mode.saved_hooks is not None and node.saved:
        node.ensure_extra()  # an unpack hook may ask for the node, and give it hooks
        pack, unpack, _ = mode.saved_hooks
        node.saved = Packed(
            packed(node, index, _given(node, index, one), one, pack, unpack)
            for index, one in enumerate(node.saved)
        )
    if mode.origins:
        node.constants = with_origin(node, capture(2))
    if mode.anomaly:
        from .anomaly import remember_forward

        remember_forward(node)


def _given(node: Node, index: int, one: Any) -> Any:
    output_nr = node.saved_outputs.get(index)
    return one if output_nr is None else output_of(node, one, output_nr)


def packed(node: Node, index: int, given: Any, kept: Any, pack: Hook, unpack: Hook) -> Any:
    """Return what stands for the saved tensor ``kept``, of which ``pack`` is given ``given``.

    Raises:
        RuntimeError: if ``pack`` modifies it in place.

    """
    if isinstance(kept, list | tuple):
        return Packed(packed(node, index, one, one, pack, unpack) for one in kept)
    if not isinstance(kept, Tensor) or not hasattr(kept._data, "dtype"):
        return kept
    edge = edge_of(_given(node, index, kept))
    before = given._counter.value if given._counter is not None else 0
    content = pack(given)
    if given._counter is not None and given._counter.value != before:
        raise RuntimeError(errors.PACK_INPLACE)
    # A node that held its own output would never be freed.
    content = kept if content is given else content
    return Pack(content, unpack, edge[1] if edge[0] is node else edge)
