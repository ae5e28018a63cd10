"""From a Diagram to positions. Layout changes nothing in the diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.dot import LayoutTimeoutError
from graphviz_autograd.layout.graphviz import place_graph
from graphviz_autograd.layout.long import place_long
from graphviz_autograd.layout.measure import measure
from graphviz_autograd.layout.model import Layout, Route
from graphviz_autograd.layout.page import add_page
from graphviz_autograd.layout.sketch import make_sketch, read_placement

TIME_LIMIT = 60.0
"""Seconds that Graphviz may take for the layout of a large graph."""

MAX_WHOLE = 100
"""A diagram of more boxes is laid out piece by piece."""


Report = Callable[[float], object]
"""Hears how much of the layout is done, from 0 to 1."""


def unheard(share: float) -> None:
    """Nobody wants to know."""


def place(diagram: Diagram, *, time_limit: float = TIME_LIMIT, report: Report = unheard) -> Layout:
    """Where everything in ``diagram`` goes.

    What Graphviz does not place within ``time_limit`` seconds is drawn in plain layers, and the
    notes of the layout say so.

    Raises:
        LayoutError: if there is no Graphviz, or it fails.

    """
    placed = _place_turned(_turned(diagram), time_limit, report)
    return add_page(diagram, replace(placed, routes=tuple(_routes(diagram, placed))))


def _place_turned(diagram: Diagram, time_limit: float, report: Report) -> Layout:
    """The layout without a page; two graphs side by side are left to Graphviz if it can do it."""
    is_level = any(arrow.level for arrow in diagram.arrows)
    if len(diagram.boxes) <= MAX_WHOLE or is_level:
        with suppress(LayoutTimeoutError):
            return place_graph(diagram, time_limit)
        time_limit = 0.0
    below = not diagram.direction.is_vertical
    places = {box.id: measure(box, notes_below=below) for box in diagram.boxes}
    placement = place_long(make_sketch(diagram, places), time_limit, report)
    return read_placement(diagram, places, placement)


def _turned(diagram: Diagram) -> Diagram:
    """``diagram`` with every arrow in the direction of computation, which places the boxes."""
    if not any(arrow.against for arrow in diagram.arrows):
        return diagram
    arrows = (
        replace(arrow, tail=arrow.head, head=arrow.tail) if arrow.against else arrow
        for arrow in diagram.arrows
    )
    return replace(diagram, arrows=tuple(arrows))


def _routes(diagram: Diagram, placed: Layout) -> Iterator[Route]:
    for arrow, route in zip(diagram.arrows, placed.routes, strict=True):
        yield route[::-1] if arrow.against else route
