"""The page around the graph: a margin, a heading above, a legend below."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from graphviz_autograd.diagram.model import Arrow, Box, Diagram, LegendEntry, Note, Span
from graphviz_autograd.layout.model import Layout, Rectangle, TextPlace
from graphviz_autograd.layout.text import text_width

MARGIN = 20.0
HEADING_HEIGHT = 34.0
LEGEND_GAP = 18.0
LEGEND_LINE = 20.0
LEGEND_SPACE = 20.0
SAMPLE_GAP = 7.0
SAMPLES = {Box: (22.0, 13.0), Arrow: (26.0, 8.0), Note: (22.0, 11.0)}
MIN_LEGEND_WIDTH = 330.0
EMPTY_SIZE = 120.0
"""The width of the page where nothing else makes it wide."""


def add_page(diagram: Diagram, graph: Layout) -> Layout:
    """``graph`` moved to its place on a page that has room for the heading and the legend."""
    columns = _columns(diagram.legend, max(graph.width, MIN_LEGEND_WIDTH))
    heading_width = text_width(diagram.heading) if diagram.heading else 0.0
    inner = ceil(max(graph.width, sum(columns), heading_width, EMPTY_SIZE))
    top = MARGIN + (HEADING_HEIGHT if diagram.heading else 0.0)
    bottom = top + graph.height
    lines = ceil(len(diagram.legend) / len(columns)) if columns else 0
    legend_height = LEGEND_GAP * 1.5 + LEGEND_LINE * lines if lines else 0.0
    middle = MARGIN + inner / 2
    return replace(
        _moved(graph, middle - graph.width / 2, top),
        width=inner + 2 * MARGIN,
        height=ceil(bottom + legend_height + MARGIN),
        legend=_place_legend(diagram.legend, columns, middle, bottom + 1.5 * LEGEND_GAP),
        rule=_rule(middle, bottom + LEGEND_GAP, sum(columns)) if lines else None,
        heading=TextPlace(middle, MARGIN + 14) if diagram.heading else None,
    )


def _rule(middle: float, y: float, width: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return (middle - width / 2, y), (middle + width / 2, y)


def _columns(entries: tuple[LegendEntry, ...], width: float) -> list[float]:
    """The widths of as many columns as fit; entries run along the lines."""
    for count in range(len(entries), 1, -1):
        columns = [_column_width(entries[i::count]) for i in range(count)]
        if sum(columns) <= width + LEGEND_SPACE and _is_even(len(entries), count):
            return [*columns[:-1], columns[-1] - LEGEND_SPACE]
    return [_column_width(entries) - LEGEND_SPACE] if entries else []


def _is_even(entries: int, columns: int) -> bool:
    """Whether no smaller number of columns would need just as few lines."""
    return columns == 1 or ceil(entries / columns) < ceil(entries / (columns - 1))


def _column_width(entries: tuple[LegendEntry, ...]) -> float:
    words = max(text_width(entry.meaning) for entry in entries)
    return _sample_width(entries) + SAMPLE_GAP + words + LEGEND_SPACE


def _sample_width(entries: tuple[LegendEntry, ...]) -> float:
    return max(_sample_size(entry)[0] for entry in entries)


def _sample_size(entry: LegendEntry) -> tuple[float, float]:
    if isinstance(entry.sample, Span):
        return text_width(entry.sample), entry.sample.style.size
    return SAMPLES[type(entry.sample)]


def _place_legend(
    entries: tuple[LegendEntry, ...], columns: list[float], middle: float, top: float
) -> tuple[tuple[Rectangle, TextPlace], ...]:
    """Each sample centred in the widest one of its column, so that what they mean is aligned."""
    places = []
    for index, entry in enumerate(entries):
        column = index % len(columns)
        left = middle - sum(columns) / 2 + sum(columns[:column])
        room = _sample_width(entries[column :: len(columns)])
        y = top + LEGEND_LINE * (index // len(columns) + 0.5)
        sample = Rectangle(left + room / 2, y, *_sample_size(entry))
        places.append((sample, TextPlace(left + room + SAMPLE_GAP, y + 4, "start")))
    return tuple(places)


def _moved(layout: Layout, dx: float, dy: float) -> Layout:
    return replace(
        layout,
        boxes={name: place.moved(dx, dy) for name, place in layout.boxes.items()},
        routes=tuple(tuple((x + dx, y + dy) for x, y in route) for route in layout.routes),
        labels=tuple(label and label.moved(dx, dy) for label in layout.labels),
        frames={name: frame.moved(dx, dy) for name, frame in layout.frames.items()},
    )
