"""From a Graph and a Theme to a Diagram: roles become styles, facts become rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from graphviz_autograd.annotations.saved import SAVED
from graphviz_autograd.diagram import describe
from graphviz_autograd.diagram.arrows import make_arrows, repeat_arrows
from graphviz_autograd.diagram.labels import Noted, node_words, noted, say_facts, say_title
from graphviz_autograd.diagram.legend import make_legend
from graphviz_autograd.diagram.memory_facts import SAVED_ROLES
from graphviz_autograd.diagram.model import (
    Box,
    Diagram,
    Direction,
    Frame,
    Mark,
    Note,
    Outline,
    Row,
)
from graphviz_autograd.diagram.operations import SYMBOLS, operation_name
from graphviz_autograd.diagram.program_facts import say_highlight
from graphviz_autograd.diagram.said import Aside, Line, Outlined
from graphviz_autograd.diagram.shorten import shorten
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import Cluster, Graph, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order

MAX_HEADING = 80
"""Characters; the whole of a longer heading is the title of the picture."""


def build(
    graph: Graph,
    theme: Theme,
    *,
    direction: Direction = Direction.DOWN,
    heading: str = "",
    legend: bool = True,
    transparent: bool = False,
) -> Diagram:
    """The diagram of ``graph``.

    Args:
        graph: a well-formed graph, transformed and selected already.
        theme: how each role looks.
        direction: which way computation runs.
        heading: drawn above the graph, if not empty.
        legend: whether to explain what occurs.
        transparent: whether the page is left unpainted.

    """
    if not graph.nodes and not heading:
        heading = describe.title(graph)
    facts = noted(graph)
    set_row = lru_cache(maxsize=None)(partial(_row, theme=theme))  # few rows, many times
    boxes = tuple(_box(graph, graph.node(n), theme, facts, set_row) for n in dataflow_order(graph))
    arrows = (*make_arrows(graph, theme), *repeat_arrows(graph, theme))
    return Diagram(
        boxes=boxes,
        arrows=arrows,
        frames=tuple(_frame(cluster, theme) for cluster in graph.clusters),
        legend=make_legend(graph, boxes, arrows, theme) if legend else (),
        heading=theme.span("title", shorten(heading, MAX_HEADING)) if heading else None,
        title=heading or describe.title(graph),
        description=describe.description(graph),
        direction=direction,
        page=theme.page,
        hair=theme.hair,
        transparent=transparent,
    )


def _frame(cluster: Cluster, theme: Theme) -> Frame:
    style = theme.frame["outer" if cluster.parent is None else "nested"]
    name = theme.span("detail", cluster.name)
    if cluster.repeat > 1:
        name = theme.span("op", f"{cluster.name}  ×{cluster.repeat}".strip())
    return Frame(cluster.id, name, cluster.nodes, style, cluster.parent)


def _box(
    graph: Graph, node: Node, theme: Theme, noted: list[Noted], set_row: Callable[[Line], Row]
) -> Box:
    symbol = SYMBOLS.get(operation_name(node.name)) if node.kind is NodeKind.FUNCTION else None
    facts, role = say_facts(graph, node, noted), _role(graph, node)
    said = [*say_title(graph, node), *facts, *say_highlight(graph, node)]
    return Box(
        id=node.id,
        role=role,
        outline=_outline(node.kind),
        style=theme.node[role],
        name=node.name,
        rows=tuple(set_row(one) for one in said if isinstance(one, Line)),
        symbol=theme.span("symbol", symbol) if symbol else None,
        notes=tuple(_note(one, theme) for one in said if isinstance(one, Aside)),
        marks=tuple(
            Mark(one.mark, theme.mark[one.mark]) for one in said if isinstance(one, Outlined)
        ),
        tooltip=node_words(node, facts),
    )


def _row(line: Line, theme: Theme) -> Row:
    return tuple(theme.span(role, text) for role, text in line.runs)


def _note(aside: Aside, theme: Theme) -> Note:
    rows = (_row(line, theme) for line in aside.lines)
    return theme.make_note(aside.role, *rows, name=aside.tooltip)


def _outline(kind: NodeKind) -> Outline:
    return Outline.ELLIPSE if kind.is_data else Outline.RECTANGLE


def _role(graph: Graph, node: Node) -> str:
    saved = graph[SAVED].get(node.id)
    return node.kind if saved is None else SAVED_ROLES[saved.state]
