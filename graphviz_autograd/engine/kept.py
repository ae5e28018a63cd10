"""What a node keeps for its backward, as an inspector sees it: no unpack hook is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .function_node import BackwardCFunction
from .node import Freed
from .saved import output_of
from .saved_hooks import Packed
from .tensor import Tensor
from .views import CopySlices

if TYPE_CHECKING:
    from .node import Node


class Kept(NamedTuple):
    """One saved tensor of a node.

    Attributes:
        name: the attribute it is read from, without ``_saved_``; one of several has a position.
        tensor: the tensor, or None once it is freed or if hooks packed it.
        version: the version it had when it was saved.
        freed: whether a backward freed it.

    """

    name: str
    tensor: Tensor | None
    version: int = 0
    freed: bool = False


def kept_by(node: Node) -> Iterator[Kept]:
    """Yield what a node saved of tensors; of inputs that it did not need it saved nothing.

    What the operation saved that modified a view, the node of the view's base keeps; it forgets
    what that was when it is freed.
    """
    if isinstance(node, CopySlices):
        yield from kept_by(node.function) if node.function is not None else ()
    elif isinstance(node.saved, Freed):
        yield from (Kept(name, None, freed=True) for name in _freed(node))
    else:
        for index, (name, entry) in enumerate(zip(_names(node), node.saved, strict=True)):
            yield from _entries(node, index, name, entry)


def _names(node: Node) -> tuple[str, ...]:
    if isinstance(node, BackwardCFunction):
        return tuple(f"saved_tensors[{index}]" for index in range(len(node.saved)))
    return node.saved_names


def _freed(node: Node) -> tuple[str, ...]:
    if isinstance(node, BackwardCFunction):
        return ("saved_tensors",)  # how many there were is forgotten
    return node.saved.present(node.saved_names)  # type: ignore[no-any-return]


def _entries(node: Node, index: int, name: str, entry: Any) -> Iterator[Kept]:
    version: Any = node.versions[index] if node.versions is not None else 0
    output_nr = node.saved_outputs.get(index)
    if isinstance(entry, Tensor):
        tensor = entry if output_nr is None else output_of(node, entry, output_nr)
        yield Kept(name, tensor, version)
    elif isinstance(entry, list | tuple) and not hasattr(entry, "_fields"):
        yield from _parts(name, entry, version or (0,) * len(entry))
    elif entry is not None and isinstance(node.saved, Packed):
        yield Kept(name, None)


def _parts(name: str, entries: Sequence[Any], versions: Sequence[int]) -> Iterator[Kept]:
    """Yield the tensors that were saved together, such as those that index another."""
    for nr, (one, version) in enumerate(zip(entries, versions, strict=True)):
        if one is not None:
            yield Kept(f"{name}[{nr}]", one if isinstance(one, Tensor) else None, version)
