"""Parts of a graph: what lies between two names, or near one."""

from __future__ import annotations

import difflib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.transform import keep_nodes

COMPUTED = (NodeKind.LEAF, NodeKind.CONSTANT, NodeKind.INTERMEDIATE, NodeKind.OUTPUT)
"""Data that takes part in the computation, not what is drawn beside it."""


class SelectionError(ValueError):
    """A name that no node has, or a choice that leaves nothing; the message says which."""


def select(
    graph: Graph,
    *,
    start: str | None = None,
    stop: str | None = None,
    upstream: int | None = None,
    downstream: int | None = None,
) -> Graph:
    """The part of ``graph`` that was asked for, with ``…`` wherever it goes on.

    Leaves and constants stay with the operations that use them.

    Args:
        graph: in its forward view.
        start: keep what was computed from the node of this name or id, and itself.
        stop: keep what the node of this name or id was computed from, and itself.
        upstream: how many operations to go back at most: from ``stop``, or else from the outputs.
        downstream: how many operations to go on at most: from ``start``, or else from the leaves.
            With one node as ``start`` and ``stop``, its neighbourhood is kept.

    Raises:
        SelectionError: if no node has that name or id, or if nothing is left.

    """
    if (start, stop, upstream, downstream) == (None,) * 4:
        return graph
    first, last = _find(graph, start), _find(graph, stop)
    nodes = {node.id: node for node in graph.nodes}
    tails, heads = _neighbours(graph)
    before = _reach(last or _ends(graph, heads), tails, nodes, upstream)
    after = _reach(first or _ends(graph, tails), heads, nodes, downstream)
    kept = before | after if first and first == last else before & after
    if start and not kept:
        raise SelectionError(
            f"nothing that leads to {stop or 'an output'} was computed from {start}"
        )
    kept |= {
        tail
        for node in kept
        if not nodes[node].kind.is_data
        for tail in tails[node]
        if not tails[tail]
    }
    return _with_omissions(graph, kept)


def _find(graph: Graph, name: str | None) -> list[str]:
    """The node of that name, the first found if several have it; nothing for ``None``."""
    if name is None:
        return []
    for node in graph.nodes:
        if name in (node.name, node.id, *node.names):
            return [node.id]
    known = [node.name for node in graph.nodes if node.name and node.kind.is_data]
    close = difflib.get_close_matches(name, known, n=3) or known[:8]
    offer = f"there are: {', '.join(close)}" if close else "no node has a name"
    raise SelectionError(f"no node is called {name!r}; {offer}")


def _neighbours(graph: Graph) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    tails: Mapping[str, list[str]] = defaultdict(list)
    heads: Mapping[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.kind is EdgeKind.FLOW:
            tails[edge.head].append(edge.tail)
            heads[edge.tail].append(edge.head)
    return tails, heads


def _ends(graph: Graph, following: Mapping[str, list[str]]) -> list[str]:
    return [node.id for node in graph.nodes if node.kind in COMPUTED and not following[node.id]]


def _reach(
    starts: Iterable[str],
    following: Mapping[str, list[str]],
    nodes: Mapping[str, Node],
    limit: int | None,
) -> set[str]:
    """What is reached from ``starts`` through at most ``limit`` operations."""
    distance = dict.fromkeys(starts, 0)
    queue = deque(distance)
    while queue:
        node = queue.popleft()
        for other in following[node]:
            cost = distance[node] + (not nodes[other].kind.is_data)
            if (limit is None or cost <= limit) and cost < distance.get(other, cost + 1):
                distance[other] = cost
                # Nodes at no further cost come first, so that distances are final when popped.
                (queue.appendleft if cost == distance[node] else queue.append)(other)
    return set(distance)


def _with_omissions(graph: Graph, kept: set[str]) -> Graph:
    # Accumulators, saved tensors and the like stay with what they belong to.
    beside = {
        end
        for edge in graph.edges
        if edge.kind is not EdgeKind.FLOW and {edge.tail, edge.head} & kept
        for end in (edge.tail, edge.head)
    }
    part = keep_nodes(graph, lambda node: node.id in kept or node.id in beside)
    omissions = list(dict.fromkeys(_omissions(graph, kept)))
    return replace(
        part,
        nodes=part.nodes + tuple(Node(_stub(edge), NodeKind.OMITTED, "…") for edge in omissions),
        edges=part.edges + tuple(omissions),
    )


def _omissions(graph: Graph, kept: set[str]) -> Iterator[Edge]:
    """An edge from ``…`` into what lost its tail, or to ``…`` from what lost a head."""
    for edge in graph.edges:
        if edge.kind is not EdgeKind.FLOW or (edge.tail in kept) == (edge.head in kept):
            continue
        if edge.head in kept:
            yield Edge(f"{edge.head}.before", edge.head, input_nr=edge.input_nr)
        else:
            yield Edge(edge.tail, f"{edge.tail}.after")


def _stub(edge: Edge) -> str:
    return edge.tail if edge.tail.endswith(".before") else edge.head
