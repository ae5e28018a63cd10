"""What a notebook is given of each kind of object."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache, singledispatch
from html import escape
from typing import Any

from graphviz_autograd.api.differing import Difference
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.explaining import Explanation
from graphviz_autograd.api.inspecting import Inspection, NodeInspection
from graphviz_autograd.api.inspecting_graph import GraphInspection
from graphviz_autograd.api.inspecting_module import ParameterTable
from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.api.watching import Seen, SeenModel
from graphviz_autograd.diagram.describe import summary
from graphviz_autograd.findings.finding import Finding
from graphviz_autograd.findings.text import sentence
from graphviz_autograd.frontends import inspector
from graphviz_autograd.frontends.inspector_tables import (
    PARAMETER_COLUMNS,
    parameter_cells,
    parameter_total,
)
from graphviz_autograd.frontends.notebook.html import (
    details,
    facts,
    figure,
    fixed,
    heading,
    note,
    prose,
    table,
)
from graphviz_autograd.graph.model import Graph

Content = Mapping[str, Callable[[], Any]]
"""For each MIME type, what makes the data."""

MOST_NODES = 200
"""In a larger graph, findings and differences are told and not drawn: nobody asked for that."""

MOST_LINES = 12
"""A fact of more is folded."""

MOST_AS_TREE = 40
"""A graph of more nodes is only named where there are no pictures."""


@singledispatch
def content(shown: Any) -> Content:
    """What there is to show of an object; register a function for each class."""
    return {"text/plain": lambda: repr(shown)}


@content.register
def _drawing(shown: Drawing) -> Content:
    return _picture(lambda: shown, repr(shown), len(shown.graph.nodes))


@content.register
def _graph(shown: Graph) -> Content:
    return _picture(lambda: draw(shown), f"<Graph: {summary(shown)}>", len(shown.nodes))


@content.register(Seen)
@content.register(SeenModel)
def _seen(shown: Seen | SeenModel) -> Content:
    # What a notebook defines are variables of __main__.
    drawing = shown.draw(names=vars(sys.modules["__main__"]))
    return _picture(lambda: drawing, repr(shown), len(drawing.graph.nodes))


def _picture(make: Callable[[], Drawing], words: str, nodes: int) -> Content:
    """A drawing, made when a type needs it; as text ``words``, and a tree if it is short."""
    drawing = cache(make)
    return {
        "text/html": lambda: figure(drawing()),
        "image/svg+xml": lambda: drawing().render("svg"),
        "image/png": lambda: drawing().render("png"),
        "text/plain": lambda: (
            words if nodes > MOST_AS_TREE else f"{words}\n{drawing().render('txt')}".rstrip()
        ),
    }


@content.register
def _explanation(shown: Explanation) -> Content:
    nothing = prose(str(shown))
    return {
        "text/html": lambda: "<br>".join(map(_told, shown)) or nothing,
        "text/plain": lambda: str(shown),
    }


@content.register
def _finding(shown: Finding) -> Content:
    told = Explanation("", (shown,), Graph())
    return {"text/html": lambda: _told(shown), "text/plain": lambda: str(told)}


@content.register
def _difference(shown: Difference) -> Content:
    return {"text/html": lambda: _compared(shown), "text/plain": lambda: str(shown)}


@content.register(Inspection)
@content.register(NodeInspection)
@content.register(GraphInspection)
def _inspection(shown: Inspection | NodeInspection | GraphInspection) -> Content:
    return {
        "text/html": lambda: (
            heading(*inspector.title(shown))
            + facts({name: _fact(text) for name, text in inspector.fact_texts(shown).items()})
        ),
        "text/plain": lambda: inspector.plain(shown),
    }


@content.register
def _parameters(shown: ParameterTable) -> Content:
    return {
        "text/html": lambda: (
            heading(*inspector.title(shown))
            + table(PARAMETER_COLUMNS, map(parameter_cells, shown.rows))
            + note(parameter_total(shown))
        ),
        "text/plain": lambda: inspector.plain(shown),
    }


def _told(finding: Finding) -> str:
    """A finding in words, and folded below it the graph with its path or cut pointed out."""
    where = "\n".join(f"{place}  {place.text}" for place in finding.where)
    parts = {"why": finding.why, "where": where, "do": finding.cure}
    rows = {k: escape(v) if k == "why" else prose(v) for k, v in parts.items() if v}
    told = heading(sentence(finding)) + facts(rows)
    if finding.nodes and len(finding.graph.nodes) <= MOST_NODES:
        told += details("in the graph", figure(draw(finding)))
    return told


def _compared(difference: Difference) -> str:
    listed = _fact(str(difference))
    if difference and len(difference.diff.merged.nodes) <= MOST_NODES:
        return listed + figure(difference.draw())
    return listed


def _fact(text: str) -> str:
    first, _, more = text.partition("\n")
    if not more:
        return prose(text)
    return details(first, fixed(more)) if more.count("\n") > MOST_LINES else fixed(text)
