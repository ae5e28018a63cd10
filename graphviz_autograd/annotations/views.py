"""Which data is a view of which other data."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Edge, EdgeKind, Key, NodeKind
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.inputs import is_view

VIEW = Key("view of", str)


def add_views(capture: Capture) -> Capture:
    """Add an edge from each base to each view of it."""
    edges = [Edge(base, view, EdgeKind.VIEW) for view, base in _bases(capture).items()]
    return capture.extended(edges=edges)


@collector(VIEW)
def views(capture: Capture) -> dict[str, str]:
    """The id of the base of each view."""
    return {e.head: e.tail for e in capture.graph.edges if e.kind is EdgeKind.VIEW}


def _bases(capture: Capture) -> dict[str, str]:
    """By view, the data that owns its memory, where both are in the graph.

    A tensor that is alive says it; a result that nothing holds is told by its operation. A base
    that was computed from its view since is left out: the graph would have a cycle.
    """
    order = dataflow_order(capture.graph)
    position = {node: number for number, node in enumerate(order)}
    bases: dict[str, str] = {}
    for node, source in _made_by_views(capture, order):
        bases[node] = bases.get(source, source)
    for node, tensor in capture.tensors.items():
        base = capture.source.base(tensor)
        found = capture.find(base) if base is not None else None
        bases.pop(node, None)
        if found is not None and position[found] < position[node]:
            bases[node] = found
    return {node.id: bases[node.id] for node in capture.graph.nodes if node.id in bases}


def _made_by_views(capture: Capture, order: list[str]) -> Iterator[tuple[str, str]]:
    """Each result of an operation such as ``transpose``, with what it was given."""
    graph = capture.graph
    first = {e.head: e.tail for e in graph.edges if e.kind is EdgeKind.FLOW and not e.input_nr}
    names = {n.id: n.name for n in graph.nodes if n.kind is NodeKind.FUNCTION}
    for node in order:
        function = first.get(node)
        if function in names and function in first and is_view(names[function]):
            yield node, first[function]
