"""What a well-formed graph is, executable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from graphviz_autograd.graph.model import Cluster, Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.order import find_cycle


class GraphError(ValueError):
    """A graph that is not well formed; the message names the node or edge at fault."""


def check_graph(graph: Graph) -> Graph:
    """Return ``graph`` itself if it is well formed.

    Ids are unique; edges, clusters and annotations refer to nodes that exist; data is joined to
    operations and operations to data or to each other, and data to data by views and cuts only; no
    operation has one input twice; and there is no cycle but through ties.

    Raises:
        GraphError: naming the first fault found.

    """
    for fault in _faults(graph):
        raise GraphError(fault)
    return graph


def _faults(graph: Graph) -> Iterator[str]:
    yield from _repeated("node id", [node.id for node in graph.nodes])
    nodes = {node.id: node for node in graph.nodes}
    for edge in graph.edges:
        yield from _edge_faults(edge, nodes)
    entering = [e for e in graph.edges if _enters_function(e, nodes)]
    if len({(e.head, e.input_nr) for e in entering}) < len(entering):
        yield from _repeated("input", map(_input, entering))
    for cluster in graph.clusters:
        yield from _cluster_faults(cluster, nodes, {c.id for c in graph.clusters})
    yield from _repeated("member of a cluster", [n for c in graph.clusters for n in c.nodes])
    for key, facts in graph.annotations.items():
        yield from (f"annotation {key!r} is about {n!r}, no node" for n in facts if n not in nodes)
    yield from _cycle(graph)


def _edge_faults(edge: Edge, nodes: dict[str, Node]) -> Iterator[str]:
    tail, head = nodes.get(edge.tail), nodes.get(edge.head)
    if tail is None or head is None:
        for end in (end for end in (edge.tail, edge.head) if end not in nodes):
            yield f"the edge {edge.tail} → {edge.head} ends at {end!r}, which is no node"
        return
    joins_data = edge.kind in (EdgeKind.VIEW, EdgeKind.CUT)
    if not joins_data and tail.kind.is_data and head.kind.is_data:
        yield f"the edge {edge.tail} → {edge.head} joins data to data with no operation between"
    if edge.output_nr < 0 or edge.input_nr < 0:
        yield f"the edge {edge.tail} → {edge.head} has a negative position"


def _cluster_faults(cluster: Cluster, nodes: dict[str, Node], ids: set[str]) -> Iterator[str]:
    for member in cluster.nodes:
        if member not in nodes:
            yield f"cluster {cluster.name!r} holds {member!r}, which is no node"
    for end in (end for tie in cluster.ties for end in tie if end not in nodes):
        yield f"cluster {cluster.name!r} has a tie to {end!r}, which is no node"
    if cluster.parent is not None and cluster.parent not in ids:
        yield f"cluster {cluster.name!r} is inside {cluster.parent!r}, which is no cluster"


def _enters_function(edge: Edge, nodes: dict[str, Node]) -> bool:
    head = nodes.get(edge.head)
    return head is not None and head.kind is NodeKind.FUNCTION and edge.kind is EdgeKind.FLOW


def _input(edge: Edge) -> str:
    return f"{edge.input_nr} of {edge.head}"


def _repeated(what: str, values: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{what} {value} occurs {count} times"


def _cycle(graph: Graph) -> Iterator[str]:
    cycle = find_cycle(graph.edges)
    if cycle:
        yield f"the edges form a cycle: {' → '.join(cycle)}"
