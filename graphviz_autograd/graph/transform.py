"""From a Graph to a Graph: each transform is a verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order

Transform = Callable[[Graph], Graph]

MAX_USES = 4
"""A leaf that more operations use than this is drawn once for each of them."""

FAR = 100
"""So is a leaf with more nodes than this between its uses, such as a tied embedding."""


def hide_accumulators(graph: Graph) -> Graph:
    """Leave out every ``AccumulateGrad``: a leaf then stands for itself."""
    return keep_nodes(graph, lambda node: node.kind is not NodeKind.ACCUMULATOR)


def hide_names(graph: Graph) -> Graph:
    """Leave out the names that data has in the program."""
    return replace(graph, nodes=tuple(map(_without_name, graph.nodes)))


def _without_name(node: Node) -> Node:
    is_named_by_program = node.kind.is_data and node.kind is not NodeKind.SAVED
    return node._replace(name="") if is_named_by_program else node


def keep_facts(graph: Graph, keys: Iterable[Key[Any]]) -> Graph:
    """Leave out what is said about nodes under other keys than these."""
    names = {key.name for key in keys}
    kept = {name: facts for name, facts in graph.annotations.items() if name in names}
    return replace(graph, annotations=kept)


def hide_edges(graph: Graph, kind: EdgeKind) -> Graph:
    """Leave out the edges of one kind."""
    return replace(graph, edges=tuple(edge for edge in graph.edges if edge.kind is not kind))


def hide_clusters(graph: Graph) -> Graph:
    """Leave out all clusters; what is in them stays."""
    return replace(graph, clusters=())


def repeat_shared_inputs(graph: Graph) -> Graph:
    """Draw a leaf or constant where it is used, not once for all, if it is used much or far apart.

    That is: by more than `MAX_USES` operations, or by two with more than `FAR` nodes between. One
    ellipse would drag long arrows across the page. The node itself stays at its first use;
    each further use gets a reference, ``n3.1``, ``n3.2``, …, with its name and no facts.
    """
    uses = _shared_inputs(graph)
    references = {
        (node, user): Node(f"{node}.{number}", NodeKind.REFERENCE)
        for node, users in uses.items()
        for number, user in enumerate(users)
        if number
    }
    names = {node.id: node.name for node in graph.nodes}
    repeated = tuple(
        reference._replace(name=names[node]) for (node, _), reference in references.items()
    )
    return replace(
        graph,
        nodes=graph.nodes + repeated,
        edges=tuple(_moved(edge, references) for edge in graph.edges),
    )


def _shared_inputs(graph: Graph) -> dict[str, list[str]]:
    """The operations that use each much used leaf or constant, in the order of computation."""
    kinds = {node.id: node.kind for node in graph.nodes}
    users: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in graph.edges:
        if edge.kind is EdgeKind.FLOW and kinds[edge.tail] in (NodeKind.LEAF, NodeKind.CONSTANT):
            users[edge.tail][edge.head] = None
    shared = {node: list(heads) for node, heads in users.items() if len(heads) > 1}
    place = {node: place for place, node in enumerate(dataflow_order(graph))} if shared else {}
    return {
        node: sorted(heads, key=place.__getitem__)
        for node, heads in shared.items()
        if len(heads) > MAX_USES or _distance([place[head] for head in heads]) > FAR
    }


def _distance(places: list[int]) -> int:
    return max(places) - min(places)


def _moved(edge: Edge, references: dict[tuple[str, str], Node]) -> Edge:
    is_flow = edge.kind is EdgeKind.FLOW
    reference = references.get((edge.tail, edge.head)) if is_flow else None
    return edge._replace(tail=reference.id) if reference else edge


def keep_nodes(graph: Graph, wanted: Callable[[Node], bool]) -> Graph:
    """The nodes that are ``wanted``, the edges between them, and what is said about them."""
    nodes = tuple(node for node in graph.nodes if wanted(node))
    kept = {node.id for node in nodes}
    return replace(
        graph,
        nodes=nodes,
        edges=tuple(edge for edge in graph.edges if {edge.tail, edge.head} <= kept),
        clusters=tuple(
            replace(cluster, nodes=tuple(n for n in cluster.nodes if n in kept))
            for cluster in graph.clusters
        ),
        annotations={
            key: {node: fact for node, fact in facts.items() if node in kept}
            for key, facts in graph.annotations.items()
        },
    )
