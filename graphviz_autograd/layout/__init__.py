"""From a Diagram to positions. Layout changes nothing in the diagram."""

from __future__ import annotations

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.graphviz import place_graph
from graphviz_autograd.layout.long import place_long
from graphviz_autograd.layout.measure import measure
from graphviz_autograd.layout.model import Layout
from graphviz_autograd.layout.page import add_page
from graphviz_autograd.layout.sketch import make_sketch, read_placement

TIME_LIMIT = 60.0
"""Seconds that the layout of a large graph may take."""

MAX_WHOLE = 100
"""A diagram of more boxes is laid out piece by piece."""


def place(diagram: Diagram, *, time_limit: float = TIME_LIMIT) -> Layout:
    """Where everything in ``diagram`` goes.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    if len(diagram.boxes) <= MAX_WHOLE:
        return add_page(diagram, place_graph(diagram, time_limit))
    sizes = {box.id: measure(box) for box in diagram.boxes}
    placement = place_long(make_sketch(diagram, sizes), time_limit)
    return add_page(diagram, read_placement(diagram, sizes, placement))
