"""From a Graph and a Theme to a Diagram: roles become styles, facts become rows."""

from __future__ import annotations

from graphviz_autograd.diagram import describe
from graphviz_autograd.diagram.labels import rows
from graphviz_autograd.diagram.model import (
    TIE,
    Arrow,
    Box,
    Diagram,
    Direction,
    Frame,
    LegendEntry,
    Outline,
    Span,
)
from graphviz_autograd.diagram.operations import SYMBOLS, operation_name
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import Cluster, Graph, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order

LEGEND = {
    NodeKind.LEAF: "leaf, requires grad",
    NodeKind.CONSTANT: "needs no grad",
    NodeKind.INTERMEDIATE: "intermediate result",
    NodeKind.OUTPUT: "output",
    NodeKind.FUNCTION: "operation",
    NodeKind.REFERENCE: "leaf or constant, drawn again",
    NodeKind.ACCUMULATOR: "adds to .grad",
}


def build(
    graph: Graph,
    theme: Theme,
    *,
    direction: Direction = Direction.DOWN,
    heading: str = "",
    legend: bool = True,
) -> Diagram:
    """The diagram of ``graph``.

    Args:
        graph: a well-formed graph, transformed and selected already.
        theme: how each role looks.
        direction: which way computation runs.
        heading: drawn above the graph, if not empty.
        legend: whether to explain the kinds of node that occur.

    """
    nodes = {node.id: node for node in graph.nodes}
    kinds = {node.kind for node in graph.nodes}
    return Diagram(
        boxes=tuple(_box(graph, nodes[n], theme) for n in dataflow_order(graph)),
        arrows=(
            *(
                Arrow(edge.tail, edge.head, edge.kind, theme.edge[edge.kind])
                for edge in graph.edges
            ),
            *(Arrow(*tie, TIE, theme.frame) for cluster in graph.clusters for tie in cluster.ties),
        ),
        frames=tuple(
            Frame(c.id, Span(_frame_name(c), theme.text["op"]), c.nodes, theme.frame, c.parent)
            for c in graph.clusters
        ),
        legend=(
            *(_entry(kind, theme) for kind in LEGEND if legend and kind in kinds),
            *(
                [_repeat_entry(theme)]
                if legend and any(c.repeat > 1 for c in graph.clusters)
                else []
            ),
        ),
        heading=Span(heading, theme.text["title"]) if heading else None,
        title=heading or describe.title(graph),
        description=describe.description(graph),
        direction=direction,
        page=theme.page,
        hair=theme.hair,
    )


def _box(graph: Graph, node: Node, theme: Theme) -> Box:
    symbol = SYMBOLS.get(operation_name(node.name)) if node.kind is NodeKind.FUNCTION else None
    return Box(
        id=node.id,
        role=node.kind,
        outline=_outline(node.kind),
        style=theme.node[node.kind],
        name=node.name,
        rows=rows(graph, node, theme),
        symbol=Span(symbol, theme.text["symbol"]) if symbol else None,
    )


def _frame_name(cluster: Cluster) -> str:
    return f"{cluster.name}  ×{cluster.repeat}".strip() if cluster.repeat > 1 else cluster.name


def _repeat_entry(theme: Theme) -> LegendEntry:
    box = Box("legend-repeat", "frame", Outline.RECTANGLE, theme.frame)
    return LegendEntry(box, Span("×N: the first of N equal blocks", theme.text["legend"]))


def _outline(kind: NodeKind) -> Outline:
    return Outline.ELLIPSE if kind.is_data else Outline.RECTANGLE


def _entry(kind: NodeKind, theme: Theme) -> LegendEntry:
    box = Box(f"legend-{kind}", kind, _outline(kind), theme.node[kind])
    return LegendEntry(box, Span(LEGEND[kind], theme.text["legend"]))
