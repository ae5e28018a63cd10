"""Arrows that Graphviz led to one point of a side, spread along that side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphviz_autograd.diagram.model import Diagram, Outline
from graphviz_autograd.layout.model import Rectangle, Route

STEP = 18.0
"""Between the tips of two arrows, where the side has room for it."""

NEAR = 1.0
"""Pixels from the middle of a side to a tip that was led to the port there."""


def spread_tips(
    diagram: Diagram, outlines: Mapping[str, Rectangle], routes: Sequence[Route]
) -> list[Route]:
    """``routes``, the tips at each rectangle that has something beside it no longer in one point.

    A port is one point in the middle of a side. On an ellipse the arrows go on meeting there.

    Args:
        diagram: with an arrow for each of ``routes``.
        outlines: of the boxes that have something beside them, where they stand.
        routes: some of which end at ports.

    """
    axis = 0 if diagram.direction.is_vertical else 1
    spread = list(routes)
    for box, arriving in _arriving(diagram, outlines, routes).items():
        outline = outlines[box]
        side = outline.width if axis == 0 else outline.height
        step = min(STEP, side / (len(arriving) + 1))
        arriving.sort(key=lambda index: routes[index][-4][axis])
        for rank, index in enumerate(arriving):
            spread[index] = _shifted(routes[index], axis, step * (rank - (len(arriving) - 1) / 2))
    return spread


def _arriving(
    diagram: Diagram, outlines: Mapping[str, Rectangle], routes: Sequence[Route]
) -> dict[str, list[int]]:
    """The arrows that end at the port of each rectangle."""
    axis = 0 if diagram.direction.is_vertical else 1
    rectangles = {box.id for box in diagram.boxes if box.outline is Outline.RECTANGLE}
    found: dict[str, list[int]] = defaultdict(list)
    for index, arrow in enumerate(diagram.arrows):
        if arrow.head in outlines and arrow.head in rectangles:
            outline = outlines[arrow.head]
            if abs(routes[index][-1][axis] - (outline.x, outline.y)[axis]) < NEAR:
                found[arrow.head].append(index)
    return found


def _shifted(route: Route, axis: int, by: float) -> Route:
    """``route`` with another tip, to which it comes from the same direction."""
    shift = (by, 0.0) if axis == 0 else (0.0, by)
    moved = ((x + shift[0], y + shift[1]) for x, y in route[-2:])
    return (*route[:-2], *moved)
