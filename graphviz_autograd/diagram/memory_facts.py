"""How it is said what operations keep, what was modified in place, and what are views."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.saved import SAVED, Saved
from graphviz_autograd.diagram.numbers import format_bytes
from graphviz_autograd.diagram.said import Aside, Said, line
from graphviz_autograd.graph.model import Graph, Node
from graphviz_autograd.sources.base import SavedState

SAVED_ROLES = {
    SavedState.LIVE: "saved",
    SavedState.FREED: "saved-freed",
    SavedState.MODIFIED: "saved-modified",
    SavedState.PACKED: "saved-packed",
}
"""What a saved tensor looks like in each state: a role of themes."""


def say_saved(graph: Graph, node: Node, saved: Saved) -> Iterator[Said]:
    """What became of a saved tensor, and the memory its elements take."""
    del graph, node
    if saved.state is SavedState.FREED:
        yield line("absent", "freed")
    elif saved.state is SavedState.PACKED:
        yield line("absent", "packed by a hook")
    elif saved.state is SavedState.MODIFIED:
        yield line("warning", f"saved at v{saved.saved_version}, now v{saved.version}")
    if saved.nbytes is not None:
        yield line("bytes", format_bytes(saved.nbytes))


def saved_title(graph: Graph, node: Node) -> str:
    """What a saved tensor is called, and whose other name that is: ``self = w``."""
    other = _other_name(graph, node)
    return f"{node.name} = {other}" if other else node.name


def is_shown_elsewhere(graph: Graph, node: Node) -> bool:
    """Whether a node that has a name stands for the same tensor, and says its shape and value."""
    saved = graph[SAVED].get(node.id)
    return saved is not None and bool(graph.name_of(saved.same_as))


def _other_name(graph: Graph, node: Node) -> str:
    saved = graph[SAVED].get(node.id)
    if saved is None:
        return ""
    return graph.name_of(saved.same_as) or saved.variable or ""


def say_version(graph: Graph, node: Node, version: int) -> Iterator[Said]:
    """A badge with the version."""
    del graph, node
    times = "once" if version == 1 else f"{version} times"
    yield Aside("version", (line("badge", f"v{version}"),), f"modified in place {times}")


def say_inplace(graph: Graph, node: Node, inplace: bool) -> Iterator[Said]:
    """A badge for operations that modified their input."""
    del graph, node
    if inplace:
        yield Aside("version", (line("badge", "in place"),), "modifies its first input")


def say_memory(graph: Graph, node: Node, nbytes: int) -> Iterator[Said]:
    """The bytes that an operation keeps."""
    del graph, node
    yield Aside("bytes", (line("bytes", f"holds {format_bytes(nbytes)}"),))


def say_packed(graph: Graph, node: Node, number: int) -> Iterator[Said]:
    """What an operation keeps besides, of which nobody knows how large it is."""
    del graph, node
    tensors = "tensor" if number == 1 else "tensors"
    yield Aside("bytes", (line("absent", f"{number} packed {tensors} not counted"),))


def say_view(graph: Graph, node: Node, base: str) -> Iterator[Said]:
    """Of what it is a view."""
    del node
    yield line("detail", f"view of {graph.name_of(base) or base}")


def say_requires_grad(graph: Graph, node: Node, requires_grad: bool) -> Iterator[Said]:
    """The attribute, as Python has it."""
    del graph, node
    yield line("detail", f"requires_grad={requires_grad}")
