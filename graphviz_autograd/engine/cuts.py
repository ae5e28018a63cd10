"""Where the graph was cut: data made from what requires grad so that no gradient flows back.

A cut is noted on the tensor that was made. It names what was cut off by numbers and by weak
references, and keeps neither a tensor nor a graph alive. Operations that no gradient is lost in
note nothing.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from .grad_mode import local
from .node import NO_EDGE
from .origin import capture
from .tensor_base import AutogradMeta, CutCounter, InferenceCounter

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from .grad_mode import Mode
    from .node import Node
    from .origin import Origin
    from .tensor import Tensor


# What was cut off: a weak reference to the tensor, and the class and the number of the node that
# made it and which of its outputs it was; None and None for a leaf.
CutOff = tuple["weakref.ref[Tensor]", "type[Node] | None", "int | None", int]

# How the graph was cut, as in "detach"; from what; and where, if that was recorded.
Cut = tuple[str, tuple[CutOff, ...], "Origin | None"]


class CutMeta(AutogradMeta):
    """The metadata of a tensor that was made by a cut."""

    __slots__ = ("cut",)

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self.cut = cut


def cut_of(tensor: Tensor) -> Cut | None:
    """Return how a tensor, or what it is a view of, was cut off from a graph."""
    meta = tensor._meta
    if meta is not None and meta.cut is not None:
        return meta.cut  # type: ignore[no-any-return]
    if meta is not None and meta.view is not None:
        return cut_of(meta.view.base)
    return None if tensor._counter is None else tensor._counter.cut


def cut_from(how: str, *sources: Any) -> Cut | None:
    """Return the cut that loses the gradients of ``sources``, or None if they have none to lose.

    What was made by an earlier cut is cut off from the same as before.
    """
    found: list[CutOff] = []
    for one in sources:
        if (lost := _cut_off(one)) is not None:
            found.append(lost)
        elif (earlier := cut_of(one)) is not None:
            found += earlier[1]
    if not found:
        return None
    return how, tuple(found), capture(1) if local.mode.origins else None


def _cut_off(tensor: Tensor) -> CutOff | None:
    edge = tensor._edge
    if edge is NO_EDGE:
        return None
    if edge is None:
        meta = tensor._meta
        if meta is None or meta.view is None:
            return weakref.ref(tensor), None, None, 0
        edge = (tensor.grad_fn, tensor.output_nr)
        if not tensor.requires_grad:
            return None
    node, output_nr = edge
    if node is None:
        return weakref.ref(tensor), None, None, 0
    return weakref.ref(tensor), node.__class__, node.sequence_nr, output_nr


def mark(tensor: Any, cut: Cut | None) -> None:
    """Let a tensor note how it was cut off, if it was."""
    if cut is not None:
        old, tensor._meta = tensor._meta, CutMeta(cut)
        for name in AutogradMeta.__slots__ if old is not None else ():
            setattr(tensor._meta, name, getattr(old, name))


def marked(result: Tensor, how: str, source: Any) -> Tensor:
    """Return ``result``, a new tensor, which notes it if it was cut off from ``source``."""
    mark(result, cut_from(how, source))
    return result


def unrecorded(mode: Mode, result: Tensor, *inputs: Tensor) -> Tensor:
    """Return the result of an operation in a mode that records none, which notes what it lost."""
    cut = cut_from("inference_mode" if mode.inference else "no_grad", *inputs)
    if cut is not None:
        result._counter = InferenceCounter(cut) if mode.inference else CutCounter(cut)
    return result


# An input that needs no gradient because of a cut: the tensor, the version that was used, the cut.
Noted = tuple["weakref.ref[Tensor]", int, Cut]


def note(node: Node, position: int, tensor: Tensor) -> None:
    """Let ``node`` remember that its input at ``position`` was made by a cut, if it was."""
    cut = cut_of(tensor)
    if cut is not None:
        version = 0 if tensor._counter is None else tensor._counter.value
        noted = noted_by(node)
        noted[position] = weakref.ref(tensor), version, cut
        node.cuts = noted


def noted_by(node: Node) -> dict[int, Noted]:
    """Return the inputs of ``node`` that were made by cuts, by position."""
    return getattr(node, "cuts", None) or {}


def note_all(node: Node, first: int, tensors: Iterable[Tensor]) -> None:
    """Note the cuts among several inputs, which begin at the position ``first``."""
    for position, one in enumerate(tensors, first):
        if one._meta is not None or one._counter is not None:
            note(node, position, one)


# ---- arrays ----------------------------------------------------------------------------------

_arrays: dict[int, tuple[Any, Cut]] = {}


def remember_array(array: np.ndarray[Any, Any], tensor: Any) -> None:
    """Note that ``array`` holds the elements of a tensor whose gradient is lost by that."""
    cut = cut_from("numpy", tensor)
    if cut is not None:
        key = id(array)
        forget = weakref.ref(array, lambda _: _arrays.pop(key, None))
        _arrays[key] = (forget, cut)


def marked_by_array(result: Tensor, array: object) -> Tensor:
    """Return a new tensor of ``array``, cut off from what the array was made of."""
    known = _arrays.get(id(array)) if _arrays else None
    if known is not None:
        mark(result, known[1])
    return result
