"""From an edge to an arrow: its style, its label, and how wide its gradient makes it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphviz_autograd.annotations.cuts import CUT
from graphviz_autograd.annotations.flow import FLOW
from graphviz_autograd.annotations.highlights import HIGHLIGHT, Highlight
from graphviz_autograd.diagram.labels import edge_words
from graphviz_autograd.diagram.model import GRADIENT_FLOW, REPEAT, Arrow
from graphviz_autograd.diagram.numbers import format_number
from graphviz_autograd.diagram.program_facts import cut_label
from graphviz_autograd.diagram.theme import Theme
from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, NodeKind

WIDTHS = (0.7, 6.0)
"""In pixels, of a vanishing gradient and of the largest."""

HIGHLIGHTED = 4.0
"""In pixels, between two nodes that are pointed out."""

BESIDE_GRADIENTS = (EdgeKind.SAVED, EdgeKind.VIEW, EdgeKind.CUT, EdgeKind.TIE)
"""Along these no gradient flows."""

DECADES = 6.0
"""A gradient smaller than the largest by so many powers of ten is drawn as thin as can be."""


def make_arrows(graph: Graph, theme: Theme) -> tuple[Arrow, ...]:
    """An arrow for each edge of ``graph``, in the same order."""
    norms = [_norm(graph, edge) for edge in graph.edges]
    arrows = _Arrows(
        graph=graph,
        theme=theme,
        highlighted=graph[HIGHLIGHT],
        largest=max((norm for norm in norms if norm is not None), default=0.0),
        shows_both={NodeKind.FUNCTION, NodeKind.GRAD_FN} <= {n.kind for n in graph.nodes},
    )
    return tuple(map(arrows.make, graph.edges, norms))


def repeat_arrows(graph: Graph, theme: Theme) -> tuple[Arrow, ...]:
    """Arrows from the end of each folded block back to its beginning: what the next copy gets."""
    style = replace(theme.edge[EdgeKind.FLOW], dash=theme.frame["outer"].dash)
    return tuple(
        Arrow(tail, head, REPEAT, style, tooltip="to the next copy", against=True)
        for cluster in graph.clusters
        for tail, head in cluster.ties
    )


def _norm(graph: Graph, edge: Edge) -> float | None:
    """The norm of the gradient that flowed along ``edge``, against it, if that was noted."""
    flow = graph[FLOW]
    if edge.kind in BESIDE_GRADIENTS:
        return None
    if edge.kind is EdgeKind.GRADIENT:
        return _at(flow[edge.tail].sent, edge.input_nr) if edge.tail in flow else None
    if edge.head in flow:
        return _at(flow[edge.head].sent, edge.input_nr)
    return _at(flow[edge.tail].arrived, edge.output_nr) if edge.tail in flow else None


def _at(norms: tuple[float | None, ...], number: int) -> float | None:
    return norms[number] if number < len(norms) else None


@dataclass(frozen=True)
class _Arrows:
    graph: Graph
    theme: Theme
    largest: float
    highlighted: Mapping[str, Highlight]
    shows_both: bool
    """Whether computation and gradient are drawn side by side: they run against each other."""

    def make(self, edge: Edge, norm: float | None) -> Arrow:
        label = self._label(edge)
        words = edge_words(edge, self.graph)
        return Arrow(
            edge.tail,
            edge.head,
            role := self._role(edge, norm),
            self.theme.edge[role],
            label=self.theme.span("label", label) if label else None,
            width=self._width(edge, norm),
            tooltip=words if norm is None else f"{words}: gradient norm {format_number(norm)}",
            against=self.shows_both and edge.kind in (EdgeKind.GRADIENT, EdgeKind.ACCUMULATE),
            level=self.shows_both and edge.kind is EdgeKind.TIE,
        )

    def _role(self, edge: Edge, norm: float | None) -> str:
        return edge.kind if norm is None or edge.kind is not EdgeKind.FLOW else GRADIENT_FLOW

    def _label(self, edge: Edge) -> str:
        """What ``next_functions`` says: the position, and the number there if it is not 0.

        On the edge of a cut, how it was cut.
        """
        if edge.kind is EdgeKind.CUT:
            return cut_label(self.graph[CUT][edge.head]) if edge.head in self.graph[CUT] else ""
        if edge.kind is EdgeKind.TIE:
            return "" if self.shows_both else "grad_fn"
        if edge.kind is not EdgeKind.GRADIENT:
            return ""
        if self.graph.node(edge.head).kind is NodeKind.CONSTANT:
            return f"[{edge.input_nr}] None"
        return f"[{edge.input_nr}]" + (f" output {edge.output_nr}" if edge.output_nr else "")

    def _width(self, edge: Edge, norm: float | None) -> float | None:
        if edge.tail in self.highlighted and edge.head in self.highlighted:
            return HIGHLIGHTED
        return None if norm is None else self._scaled(norm)

    def _scaled(self, norm: float) -> float:
        thin, thick = WIDTHS
        if not 0 < norm < math.inf:
            return thin if norm == 0 else thick
        share = 1 + math.log10(norm / self.largest) / DECADES
        return round(thin + (thick - thin) * min(max(share, 0.0), 1.0), 1)
