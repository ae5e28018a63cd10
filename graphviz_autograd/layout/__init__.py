"""From a Diagram to positions. Layout changes nothing in the diagram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.graphviz import place_graph
from graphviz_autograd.layout.model import Layout, Route
from graphviz_autograd.layout.page import add_page

TIME_LIMIT = 60.0
"""Seconds that the layout of a large graph may take."""


def place(diagram: Diagram, *, time_limit: float = TIME_LIMIT) -> Layout:
    """Where everything in ``diagram`` goes.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    placed = place_graph(_turned(diagram), time_limit)
    return add_page(diagram, replace(placed, routes=tuple(_routes(diagram, placed))))


def _turned(diagram: Diagram) -> Diagram:
    """``diagram`` with every arrow in the direction of computation, which places the boxes."""
    arrows = (
        replace(arrow, tail=arrow.head, head=arrow.tail) if arrow.against else arrow
        for arrow in diagram.arrows
    )
    return replace(diagram, arrows=tuple(arrows))


def _routes(diagram: Diagram, placed: Layout) -> Iterator[Route]:
    for arrow, route in zip(diagram.arrows, placed.routes, strict=True):
        yield route[::-1] if arrow.against else route
