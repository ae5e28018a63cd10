"""From a Diagram to positions. Layout changes nothing in the diagram."""

from __future__ import annotations

from contextlib import suppress

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.dot import LayoutTimeoutError
from graphviz_autograd.layout.graphviz import place_graph
from graphviz_autograd.layout.long import place_long
from graphviz_autograd.layout.measure import measure
from graphviz_autograd.layout.model import Layout
from graphviz_autograd.layout.page import add_page
from graphviz_autograd.layout.sketch import make_sketch, read_placement

TIME_LIMIT = 60.0
"""Seconds that Graphviz may take for the layout of a large graph."""

MAX_WHOLE = 100
"""A diagram of more boxes is laid out piece by piece."""


def place(diagram: Diagram, *, time_limit: float = TIME_LIMIT) -> Layout:
    """Where everything in ``diagram`` goes.

    What Graphviz does not place within ``time_limit`` seconds is drawn in plain layers, and the
    notes of the layout say so.

    Raises:
        LayoutError: if there is no Graphviz, or it fails.

    """
    if len(diagram.boxes) <= MAX_WHOLE:
        with suppress(LayoutTimeoutError):
            return add_page(diagram, place_graph(diagram, time_limit))
        time_limit = 0.0
    sizes = {box.id: measure(box) for box in diagram.boxes}
    placement = place_long(make_sketch(diagram, sizes), time_limit)
    return add_page(diagram, read_placement(diagram, sizes, placement))
