"""The order of computation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph


def dataflow_order(graph: Graph) -> list[str]:
    """Node ids, every tail before its head, inputs of an operation in order.

    Depth first from the sinks, so that a producer stands close before its consumer. ``graph``
    must be well formed: a cycle has no such order. Ties are no flow and do not count.
    """
    tails: dict[str, list[str]] = defaultdict(list)
    edges = [edge for edge in graph.edges if edge.kind is not EdgeKind.TIE]
    for edge in edges:
        tails[edge.head].append(edge.tail)
    has_head = {edge.tail for edge in edges}
    sinks = [node.id for node in graph.nodes if node.id not in has_head]
    return _post_order(sinks, tails)


def find_cycle(edges: Iterable[Edge]) -> list[str]:
    """The ids of nodes along a cycle, the first again at the end; empty if there is none.

    Ties are no flow and do not count.
    """
    sorter = TopologicalSorter[str]()
    for edge in edges:
        if edge.kind is not EdgeKind.TIE:
            sorter.add(edge.head, edge.tail)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _post_order(roots: list[str], tails: dict[str, list[str]]) -> list[str]:
    order: dict[str, None] = {}
    seen = set(roots)
    stack = [(root, iter(tails[root])) for root in reversed(roots)]
    while stack:
        node, remaining = stack[-1]
        tail = next((t for t in remaining if t not in seen), None)
        if tail is None:
            stack.pop()
            order[node] = None
        else:
            seen.add(tail)
            stack.append((tail, iter(tails[tail])))
    return list(order)
