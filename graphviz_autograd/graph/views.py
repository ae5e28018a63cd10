"""Ways to look at one graph: as it was computed, as its gradient flows, or both side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.transform import hide_accumulators, keep_nodes


class View(StrEnum):
    """Which graph of a computation is drawn."""

    FORWARD = "forward"
    """Data and operations, in the order of computation."""
    BACKWARD = "backward"
    """Each ``grad_fn`` with its ``next_functions``, down to the leaves."""
    BOTH = "both"
    """The two side by side, each operation tied to its ``grad_fn``."""


def view_graph(graph: Graph, view: View, backward_facts: Collection[str] = ()) -> Graph:
    """``graph`` seen in one way.

    Args:
        graph: as it was captured, with accumulators.
        view: which way.
        backward_facts: the names of annotations that are about the ``grad_fn`` and not about the
            operation, where both are drawn.

    """
    if view is View.BOTH:
        return both_views(graph, backward_facts)
    return backward_view(graph) if view is View.BACKWARD else graph


def backward_view(graph: Graph) -> Graph:
    """Outputs, their ``grad_fn``, all that follows through ``next_functions``, and the leaves.

    An operation becomes a node of kind `NodeKind.GRAD_FN`; what is said of it stays. Where
    ``next_functions`` has ``(None, 0)``, the input that needs no gradient is drawn. Intermediate
    data is left out: no ``grad_fn`` holds it. So is what is beyond a cut, where no gradient comes.
    """
    left_out = (NodeKind.INTERMEDIATE, NodeKind.GHOST)
    shown = keep_nodes(graph, lambda node: node.kind not in left_out)
    return replace(
        shown,
        nodes=tuple(_as_grad_fn(node) for node in shown.nodes),
        edges=tuple(_backward_edges(graph)),
    )


def _as_grad_fn(node: Node) -> Node:
    return node._replace(kind=NodeKind.GRAD_FN) if node.kind is NodeKind.FUNCTION else node


def _backward_edges(graph: Graph) -> Iterator[Edge]:
    kinds = {node.id: node.kind for node in graph.nodes}
    made = {
        edge.head: edge
        for edge in graph.edges
        if edge.kind is EdgeKind.FLOW and kinds[edge.head].is_data
    }
    accumulators = {e.head: e.tail for e in graph.edges if e.kind is EdgeKind.ACCUMULATE}
    for edge in graph.edges:
        if edge.kind in (EdgeKind.ACCUMULATE, EdgeKind.SAVED):
            yield edge
        elif edge.kind is not EdgeKind.FLOW:
            continue
        elif not kinds[edge.head].is_data:
            yield _to_follower(edge, made.get(edge.tail), accumulators)
        elif kinds[edge.head] is NodeKind.OUTPUT:
            yield Edge(edge.head, edge.tail, EdgeKind.TIE)


def _to_follower(use: Edge, made: Edge | None, accumulators: Mapping[str, str]) -> Edge:
    """From an operation to the function, or the constant, at one place of its next_functions."""
    if made is not None:
        return Edge(use.head, made.tail, EdgeKind.GRADIENT, made.output_nr, use.input_nr)
    follower = accumulators.get(use.tail, use.tail)
    return Edge(use.head, follower, EdgeKind.GRADIENT, input_nr=use.input_nr)


def grad_fn_of(operation: str) -> str:
    """The id of the node that is tied to an operation where both views are drawn."""
    return f"{operation}.grad"


def both_views(graph: Graph, backward_facts: Collection[str] = ()) -> Graph:
    """The forward view, and beside it each ``grad_fn`` and accumulator, tied to what it belongs to.

    The ``grad_fn`` of ``n3`` is ``n3.grad``. Facts named in ``backward_facts`` go with it.
    """
    forward, backward = hide_accumulators(graph), _grad_fns(backward_view(graph))
    kinds = (NodeKind.FUNCTION, NodeKind.MODULE)
    operations = {node.id for node in forward.nodes if node.kind in kinds}
    ties = tuple(Edge(n, grad_fn_of(n), EdgeKind.TIE) for n in _in_order(forward, operations))
    return Graph(
        nodes=forward.nodes + backward.nodes,
        edges=forward.edges + ties + backward.edges,
        clusters=forward.clusters,
        annotations={
            key: {**_without(facts, operations), **backward.annotations[key]}
            if key in backward_facts
            else facts
            for key, facts in forward.annotations.items()
        },
    )


def _in_order(graph: Graph, wanted: Collection[str]) -> list[str]:
    return [node.id for node in graph.nodes if node.id in wanted]


def _without(facts: Mapping[str, Any], nodes: Collection[str]) -> dict[str, Any]:
    return {node: fact for node, fact in facts.items() if node not in nodes}


def _grad_fns(backward: Graph) -> Graph:
    """Only what is not data, under ids of its own; accumulators still point to their leaves."""
    names = {
        node.id: node.id if node.kind is NodeKind.ACCUMULATOR else grad_fn_of(node.id)
        for node in backward.nodes
        if not node.kind.is_data
    }
    edges = (
        edge._replace(tail=names[edge.tail], head=names.get(edge.head, edge.head))
        for edge in backward.edges
        if edge.tail in names and (edge.head in names or edge.kind is EdgeKind.ACCUMULATE)
    )
    return Graph(
        nodes=tuple(n._replace(id=names[n.id]) for n in backward.nodes if n.id in names),
        edges=tuple(edges),
        annotations={
            key: {names[node]: fact for node, fact in facts.items() if node in names}
            for key, facts in backward.annotations.items()
        },
    )
