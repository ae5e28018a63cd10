"""Collapse clusters: each becomes one node, with what only it uses inside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphviz_autograd.graph.model import Cluster, Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.graph.transform import keep_nodes


@dataclass(frozen=True, slots=True)
class Inside:
    """What a collapsed cluster holds: how many operations, and how many numbers in its leaves."""

    operations: int
    parameters: int


INSIDE = Key("inside", Inside)


def collapse_clusters(graph: Graph, depth: int | None, parameters: Mapping[str, int]) -> Graph:
    """Open clusters down to ``depth``, and draw each one below that as a single node.

    A cluster takes its operations in, the data between them, and the parameters and constants
    without name that nothing else uses. What comes from elsewhere or goes there stays beside it.

    Args:
        graph: in its forward view.
        depth: how many clusters within each other stay open; ``None`` for all.
        parameters: how many numbers there are in each parameter, by its id.

    """
    closed = _closed(graph.clusters, depth)
    inside = _inside(graph, closed, parameters)
    if not inside:
        return graph
    names = {cluster.id: cluster.name for cluster in graph.clusters}
    boxes = [Node(_box(c), NodeKind.MODULE, names[c]) for c in dict.fromkeys(inside.values())]
    kept = keep_nodes(graph, lambda node: node.id not in inside)
    facts = _facts(graph, inside, parameters)
    return replace(
        kept,
        nodes=(*kept.nodes, *boxes),
        edges=tuple(dict.fromkeys(_edges(graph, inside))),
        clusters=tuple(_open_clusters(graph.clusters, closed, inside)),
    ).with_annotation(INSIDE, facts)


def _box(cluster: str) -> str:
    return f"{cluster}.inside"


def _closed(clusters: Iterable[Cluster], depth: int | None) -> dict[str, str]:
    """For each cluster in a closed one, or closed itself: the outermost that is closed."""
    if depth is None:
        return {}
    parents = {cluster.id: cluster.parent for cluster in clusters}
    closed = {}
    for cluster in parents:
        path = [cluster]
        while (parent := parents[path[-1]]) is not None:
            path.append(parent)
        if len(path) > depth:
            closed[cluster] = path[-depth - 1]
    return closed


def _inside(graph: Graph, closed: Mapping[str, str], parameters: Container[str]) -> dict[str, str]:
    """For each node that is taken in: the cluster that takes it."""
    owner = {n: closed[c.id] for c in graph.clusters if c.id in closed for n in c.nodes}
    functions = {n.id for n in graph.nodes if n.kind is NodeKind.FUNCTION and n.id in owner}
    inside = {node: owner[node] for node in functions}
    neighbours = defaultdict[str, set[str | None]](set)
    for edge in graph.edges:
        neighbours[edge.tail].add(inside.get(edge.head))
        if edge.kind is EdgeKind.FLOW:
            neighbours[edge.head].add(inside.get(edge.tail))
    for node in graph.nodes:
        if _may_be_hidden(node, parameters):
            _take(node.id, neighbours[node.id], inside)
    for edge in graph.edges:
        if edge.kind is EdgeKind.ACCUMULATE and edge.head in inside:
            inside[edge.tail] = inside[edge.head]
    return inside


def _may_be_hidden(node: Node, parameters: Container[str]) -> bool:
    if node.kind in (NodeKind.LEAF, NodeKind.CONSTANT):
        return node.id in parameters or not node.name
    return node.kind.is_data and node.kind is not NodeKind.OUTPUT


def _take(node: str, neighbours: set[str | None], inside: dict[str, str]) -> None:
    """Take ``node`` in where all of its neighbours are."""
    if len(neighbours) == 1 and (cluster := next(iter(neighbours))) is not None:
        inside[node] = cluster


def _edges(graph: Graph, inside: Mapping[str, str]) -> Iterator[Edge]:
    made_in = {e.head: inside.get(e.tail) for e in graph.edges if e.kind is EdgeKind.FLOW}
    for edge in graph.edges:
        tail, head = inside.get(edge.tail), inside.get(edge.head)
        if tail is None and head is None:
            yield edge
        elif head is not None and made_in.get(edge.tail) == head:
            continue  # a result that goes on from the module, and is used within too
        elif tail != head and edge.kind in (EdgeKind.FLOW, EdgeKind.CUT):
            yield Edge(_box(tail) if tail else edge.tail, _box(head) if head else edge.head)


def _open_clusters(
    clusters: Sequence[Cluster], closed: Mapping[str, str], inside: Mapping[str, str]
) -> Iterator[Cluster]:
    """The clusters that stay; what is left of those in them, and their boxes, are theirs."""
    parents = {cluster.id: cluster.parent for cluster in clusters}
    boxed = set(inside.values())
    members = defaultdict[str | None, list[str]](list)
    for cluster in clusters:
        outermost = closed.get(cluster.id)
        holder = parents[outermost] if outermost else cluster.id
        members[holder] += [node for node in cluster.nodes if node not in inside]
        if cluster.id == outermost and outermost in boxed:
            members[holder].append(_box(outermost))
    for cluster in clusters:
        if cluster.id not in closed:
            yield replace(cluster, nodes=tuple(members[cluster.id]))


def _facts(
    graph: Graph, inside: Mapping[str, str], parameters: Mapping[str, int]
) -> dict[str, Inside]:
    operations, numbers = Counter[str](), Counter[str]()
    for node in graph.nodes:
        if node.id in inside and node.kind is NodeKind.FUNCTION:
            operations[inside[node.id]] += 1
        elif node.id in inside:
            numbers[inside[node.id]] += parameters.get(node.id, 0)
    return {
        _box(cluster): Inside(operations[cluster], numbers[cluster])
        for cluster in dict.fromkeys(inside.values())
    }
