"""Arrows that Graphviz led to one point of a side, spread along that side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphviz_autograd.diagram.model import Diagram, Outline
from graphviz_autograd.layout.model import BoxPlace, Route

STEP = 18.0
"""Between the tips of two arrows, where the side has room for it."""


def spread_tips(
    diagram: Diagram, sizes: Mapping[str, BoxPlace], routes: Sequence[Route]
) -> list[Route]:
    """``routes``, the tips at each rectangle that has something beside it no longer in one point.

    A port is one point in the middle of a side. On an ellipse the arrows go on meeting there.
    """
    axis = 0 if diagram.direction.is_vertical else 1
    spread = list(routes)
    for box, arriving in _arriving(diagram, sizes).items():
        outline = sizes[box].outermost
        side = outline.width if axis == 0 else outline.height
        step = min(STEP, side / (len(arriving) + 1))
        arriving.sort(key=lambda index: routes[index][-4][axis])
        for rank, index in enumerate(arriving):
            spread[index] = _shifted(routes[index], axis, step * (rank - (len(arriving) - 1) / 2))
    return spread


def _arriving(diagram: Diagram, sizes: Mapping[str, BoxPlace]) -> dict[str, list[int]]:
    """The arrows to each rectangle that is laid out with a port."""
    outlines = {box.id: box.outline for box in diagram.boxes}
    found: dict[str, list[int]] = defaultdict(list)
    for index, arrow in enumerate(diagram.arrows):
        place = sizes[arrow.head]
        if outlines[arrow.head] is Outline.RECTANGLE and (place.notes or place.marks):
            found[arrow.head].append(index)
    return found


def _shifted(route: Route, axis: int, by: float) -> Route:
    """``route`` with another tip, to which it comes from the same direction."""
    shift = (by, 0.0) if axis == 0 else (0.0, by)
    moved = ((x + shift[0], y + shift[1]) for x, y in route[-2:])
    return (*route[:-2], *moved)
