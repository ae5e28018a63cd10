"""From a Graph to a Graph: each transform is a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphviz_autograd.graph.model import Graph, Node, NodeKind

Transform = Callable[[Graph], Graph]


def hide_accumulators(graph: Graph) -> Graph:
    """Leave out every ``AccumulateGrad``: a leaf then stands for itself."""
    return keep_nodes(graph, lambda node: node.kind is not NodeKind.ACCUMULATOR)


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
