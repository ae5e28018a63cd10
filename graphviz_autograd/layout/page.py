"""The page around the graph: a margin, a heading above, a legend below."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.layout.legend import place_legend
from graphviz_autograd.layout.model import Layout, TextPlace
from graphviz_autograd.layout.text import text_width

MARGIN = 20.0
HEADING_HEIGHT = 34.0
LEGEND_GAP = 18.0
MIN_LEGEND_WIDTH = 330.0
EMPTY_SIZE = 120.0
"""The width of the page where nothing else makes it wide."""


def add_page(diagram: Diagram, graph: Layout) -> Layout:
    """``graph`` moved to its place on a page that has room for the heading and the legend."""
    legend = place_legend(diagram.legend, max(graph.width, MIN_LEGEND_WIDTH))
    heading_width = text_width(diagram.heading) if diagram.heading else 0.0
    inner = ceil(max(graph.width, legend.width, heading_width, EMPTY_SIZE))
    top = MARGIN + (HEADING_HEIGHT if diagram.heading else 0.0)
    bottom = top + graph.height
    legend_height = LEGEND_GAP * 1.5 + legend.height if legend.entries else 0.0
    middle = MARGIN + inner / 2
    return replace(
        _moved(graph, middle - graph.width / 2, top),
        width=inner + 2 * MARGIN,
        height=ceil(bottom + legend_height + MARGIN),
        legend=legend.moved(middle - legend.width / 2, bottom + 1.5 * LEGEND_GAP),
        rule=_rule(middle, bottom + LEGEND_GAP, legend.width) if legend.entries else None,
        heading=TextPlace(middle, MARGIN + 14) if diagram.heading else None,
    )


def _rule(middle: float, y: float, width: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return (middle - width / 2, y), (middle + width / 2, y)


def _moved(layout: Layout, dx: float, dy: float) -> Layout:
    return replace(
        layout,
        boxes={name: place.moved(dx, dy) for name, place in layout.boxes.items()},
        routes=tuple(tuple((x + dx, y + dy) for x, y in route) for route in layout.routes),
        labels=tuple(label and label.moved(dx, dy) for label in layout.labels),
        frames={name: frame.moved(dx, dy) for name, frame in layout.frames.items()},
    )
