"""The order of computation, of a graph and of bare numbers with edges between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph

Edges = Sequence[tuple[int, int]]


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
        for tail in remaining:
            if tail not in seen:
                seen.add(tail)
                stack.append((tail, iter(tails[tail])))
                break
        else:
            stack.pop()
            order[node] = None
    return list(order)


def neighbours(count: int, edges: Edges) -> tuple[list[list[int]], list[list[int]]]:
    """For each node, those its edges come from, and those they go to, in the order of edges."""
    tails: list[list[int]] = [[] for _ in range(count)]
    heads: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        tails[head].append(tail)
        heads[tail].append(head)
    return tails, heads


def depths(
    tails: Sequence[Sequence[int]], heads: Sequence[Sequence[int]], first: Sequence[int] = ()
) -> list[int]:
    """The length of the longest path that leads to each node, at least that in ``first``."""
    depth = [*first] or [0] * len(tails)
    waiting = [len(inputs) for inputs in tails]
    ready = [box for box, count in enumerate(waiting) if not count]
    for box in ready:
        for head in heads[box]:
            depth[head] = max(depth[head], depth[box] + 1)
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
    return depth


def sweep_order(
    tails: Sequence[Sequence[int]], heads: Sequence[Sequence[int]], depth: Sequence[int]
) -> list[int]:
    """Boxes so that each stands right before what uses it, and few are in use at any time.

    Depth first from the sinks, the shallowest first; of the inputs of a node the deepest first
    (Sethi and Ullman's rule for few registers), so that leaves stand beside their use.
    """
    order: list[int] = []
    seen = [False] * len(tails)
    sinks = [box for box, users in enumerate(heads) if not users]
    for sink in sorted(sinks, key=lambda box: depth[box]):
        seen[sink] = True
        stack = [(sink, _deepest_last(tails[sink], depth))]
        while stack:
            box, inputs = stack[-1]
            while inputs and seen[inputs[-1]]:
                inputs.pop()
            if inputs:
                tail = inputs.pop()
                seen[tail] = True
                stack.append((tail, _deepest_last(tails[tail], depth)))
            else:
                order.append(box)
                stack.pop()
    return order


def _deepest_last(nodes: Sequence[int], depth: Sequence[int]) -> list[int]:
    return sorted(nodes, key=lambda node: -depth[node])[::-1]
