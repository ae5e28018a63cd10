"""From a Diagram to positions. Layout changes nothing in the diagram."""

from __future__ import annotations

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.graphviz import place_graph
from graphviz_autograd.layout.model import Layout
from graphviz_autograd.layout.page import add_page

TIME_LIMIT = 60.0
"""Seconds that the layout of a large graph may take."""


def place(diagram: Diagram, *, time_limit: float = TIME_LIMIT) -> Layout:
    """Where everything in ``diagram`` goes.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    return add_page(diagram, place_graph(diagram, time_limit))
