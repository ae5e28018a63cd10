"""Ways through a graph, and where they end."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphviz_autograd.graph.model import EdgeKind, Graph, NodeKind


def shortest_path(
    graph: Graph, start: str, goals: Collection[str], kinds: Collection[EdgeKind]
) -> tuple[str, ...]:
    """The nodes from ``start`` along edges of ``kinds`` to the nearest goal; empty if none is."""
    heads: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.kind in kinds:
            heads.setdefault(edge.tail, []).append(edge.head)
    before: dict[str, str] = {start: ""}
    queue = [start]
    for node in queue:
        if node in goals:
            return _back(node, before)
        for head in heads.get(node, ()):
            if head not in before:
                before[head] = node
                queue.append(head)
    return ()


def outputs_of(graph: Graph) -> list[str]:
    """The ids of the outputs; of a graph without, of its first node."""
    outputs = [node.id for node in graph.nodes if node.kind is NodeKind.OUTPUT]
    return outputs or [node.id for node in graph.nodes[:1]]


def _back(node: str, before: Mapping[str, str]) -> tuple[str, ...]:
    path = []
    while node:
        path.append(node)
        node = before[node]
    return tuple(reversed(path))
