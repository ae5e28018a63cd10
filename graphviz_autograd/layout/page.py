"""The page around the graph: a margin, a heading above, a legend below."""

from __future__ import annotations

from dataclasses import replace

from graphviz_autograd.diagram.model import Diagram, LegendEntry
from graphviz_autograd.layout.measure import text_width
from graphviz_autograd.layout.model import Layout, Rectangle, TextPlace

MARGIN = 16.0
HEADING_HEIGHT = 34.0
LEGEND_GAP = 18.0
LEGEND_LINE = 20.0
LEGEND_BOX = (20.0, 12.0)
LEGEND_SPACE = 18.0
MIN_LEGEND_WIDTH = 330.0


def add_page(diagram: Diagram, graph: Layout) -> Layout:
    """``graph`` moved to its place on a page that has room for the heading and the legend."""
    lines = _legend_lines(diagram.legend, max(graph.width, MIN_LEGEND_WIDTH))
    legend_width = max((sum(_entry_width(e) for e in line) for line in lines), default=0.0)
    heading_width = text_width(diagram.heading) if diagram.heading else 0.0
    inner = max(graph.width, legend_width, heading_width)
    top = MARGIN + (HEADING_HEIGHT if diagram.heading else 0.0)
    moved = _moved(graph, MARGIN + (inner - graph.width) / 2, top)
    bottom = top + graph.height
    legend_height = LEGEND_GAP + LEGEND_LINE * len(lines) if lines else 0.0
    return replace(
        moved,
        width=inner + 2 * MARGIN,
        height=bottom + legend_height + MARGIN,
        legend=_place_legend(lines, bottom + LEGEND_GAP, inner + 2 * MARGIN),
        heading=TextPlace(MARGIN + inner / 2, MARGIN + 14) if diagram.heading else None,
    )


def _legend_lines(entries: tuple[LegendEntry, ...], width: float) -> list[list[LegendEntry]]:
    lines: list[list[LegendEntry]] = []
    used = width
    for entry in entries:
        if used + _entry_width(entry) > width + LEGEND_SPACE:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += _entry_width(entry)
    return lines


def _entry_width(entry: LegendEntry) -> float:
    return LEGEND_BOX[0] + 6 + text_width(entry.meaning) + LEGEND_SPACE


def _place_legend(
    lines: list[list[LegendEntry]], top: float, page_width: float
) -> tuple[tuple[Rectangle, TextPlace], ...]:
    places = []
    for row, line in enumerate(lines):
        x = (page_width - sum(map(_entry_width, line)) + LEGEND_SPACE) / 2
        y = top + LEGEND_LINE * (row + 0.5)
        for entry in line:
            box = Rectangle(x + LEGEND_BOX[0] / 2, y, *LEGEND_BOX)
            places.append((box, TextPlace(box.right + 6, y + 4, "start")))
            x += _entry_width(entry)
    return tuple(places)


def _moved(layout: Layout, dx: float, dy: float) -> Layout:
    return replace(
        layout,
        boxes={name: place.moved(dx, dy) for name, place in layout.boxes.items()},
        routes=tuple(tuple((x + dx, y + dy) for x, y in route) for route in layout.routes),
        frames={name: frame.moved(dx, dy) for name, frame in layout.frames.items()},
    )
