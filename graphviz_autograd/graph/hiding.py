"""Kinds of node that a drawing leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphviz_autograd.graph.model import EdgeKind, Graph, NodeKind
from graphviz_autograd.graph.transform import keep_nodes
from graphviz_autograd.graph.views import View

HIDEABLE = {
    "accumulators": NodeKind.ACCUMULATOR,
    "constants": NodeKind.CONSTANT,
    "ghosts": NodeKind.GHOST,
    "intermediates": NodeKind.INTERMEDIATE,
    "leaves": NodeKind.LEAF,
    "saved": NodeKind.SAVED,
}


def parse_hide(words: str | Iterable[str] | None, view: View) -> tuple[str, ...]:
    """The words of `HIDEABLE` that are to be hidden, given one by one or joined by commas.

    ``None`` stands for what the view needs not: accumulators, where no gradient function is drawn.

    Raises:
        ValueError: naming a word that is not among them.

    """
    if words is None:
        return ("accumulators",) if view is View.FORWARD else ()
    parts = [words] if isinstance(words, str) else list(words)
    found = tuple(word for part in parts for word in part.replace(",", " ").split())
    for word in found:
        if word not in HIDEABLE:
            raise ValueError(
                f"nothing called {word!r} can be hidden; there are: {', '.join(HIDEABLE)}"
            )
    return found


def hide_kinds(graph: Graph, words: Iterable[str]) -> Graph:
    """Leave out the kinds of node that ``words`` name, as in `HIDEABLE`.

    Operations on both sides of a hidden intermediate result are joined to each other.
    """
    kinds = {HIDEABLE[word] for word in words}
    if NodeKind.INTERMEDIATE in kinds:
        graph = _join_operations(graph)
    return keep_nodes(graph, lambda node: node.kind not in kinds)


def _join_operations(graph: Graph) -> Graph:
    kinds = {node.id: node.kind for node in graph.nodes}
    made = {edge.head: edge for edge in graph.edges if edge.kind is EdgeKind.FLOW}
    joined = (
        made[edge.tail]._replace(head=edge.head, input_nr=edge.input_nr)
        if edge.kind is EdgeKind.FLOW and kinds[edge.tail] is NodeKind.INTERMEDIATE
        else edge
        for edge in graph.edges
    )
    return replace(graph, edges=tuple(joined))
