"""A whole graph in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.annotations.memory import MEMORY
from graphviz_autograd.api.inspecting_node import Facts
from graphviz_autograd.graph.model import Graph, NodeKind
from graphviz_autograd.graph.order import dataflow_order


@dataclass(frozen=True)
class GraphInspection(Facts):
    """A graph in numbers.

    ``kinds`` counts nodes, ``operations`` functions by name, most first. ``depth`` is the number of
    operations on the longest path, ``longest_path`` their names from a leaf to the output.
    ``bytes_held`` is what saved tensors hold; ``None`` if that was not noted.
    """

    outputs: tuple[str, ...]
    kinds: dict[str, int]
    operations: dict[str, int]
    depth: int
    longest_path: tuple[str, ...]
    leaves_with_gradient: tuple[str, ...]
    leaves_without_gradient: tuple[str, ...]
    bytes_held: int | None


UNNAMED = "(unnamed)"


def inspect_graph(graph: Graph) -> GraphInspection:
    """The numbers of ``graph``; gradients and bytes as far as they were noted."""
    leaves = [node for node in graph.nodes if node.kind is NodeKind.LEAF]
    states = graph[GRADIENT]
    given = [n for n in leaves if n.id in states and states[n.id].summary is not None]
    functions = Counter(n.name for n in graph.nodes if n.kind is NodeKind.FUNCTION)
    path = _longest_path(graph)
    return GraphInspection(
        outputs=tuple(n.name or UNNAMED for n in graph.nodes if n.kind is NodeKind.OUTPUT),
        kinds=dict(Counter(str(node.kind) for node in graph.nodes)),
        operations=dict(functions.most_common()),
        depth=len(path),
        longest_path=path,
        leaves_with_gradient=tuple(n.name or UNNAMED for n in given),
        leaves_without_gradient=tuple(n.name or UNNAMED for n in leaves if n not in given),
        bytes_held=sum(graph[MEMORY].values()) if MEMORY.name in graph.annotations else None,
    )


def _longest_path(graph: Graph) -> tuple[str, ...]:
    """The names of the operations along it."""
    length: dict[str, int] = {}
    before: dict[str, str] = {}
    kinds = {node.id: node.kind for node in graph.nodes}
    for node in dataflow_order(graph):
        tails = [e.tail for e in graph.flow(node) if e.head == node and e.tail in length]
        longest = max(tails, key=length.__getitem__, default=None)
        length[node] = int(kinds[node] is NodeKind.FUNCTION)
        if longest is not None:
            length[node] += length[longest]
            before[node] = longest
    last = max(length, key=length.__getitem__, default=None)
    names = list[str]()
    while last is not None:
        if kinds[last] is NodeKind.FUNCTION:
            names.append(graph.node(last).name)
        last = before.get(last)
    return tuple(reversed(names))
