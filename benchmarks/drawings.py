"""How good a layout is: crossings, area, total length of arrows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from graphviz_autograd.layout.model import Layout, Point, Route

STEPS = 8
CELL = 60.0

Segment = tuple[Point, Point, int]


def area(layout: Layout) -> float:
    """Square pixels of what is drawn, without the page around it."""
    outlines = [place.outline for place in layout.boxes.values()]
    x = [x for route in layout.routes for x, _ in route]
    left = min([*x, *(outline.left for outline in outlines)])
    right = max([*x, *(outline.right for outline in outlines)])
    top, bottom = min(o.top for o in outlines), max(o.bottom for o in outlines)
    return (right - left) * (bottom - top)


def length(layout: Layout) -> float:
    """Pixels of all arrows together."""
    return sum(math.dist(a, b) for route in layout.routes for a, b in pairwise(_points(route)))


def crossings(layout: Layout) -> float:
    """Pairs of arrows that cross, except beside a box that both of them touch."""
    cells: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for number, route in enumerate(layout.routes):
        for a, b in pairwise(_points(route)):
            for cell in _cells(a, b):
                cells[cell].append((a, b, number))
    pairs = {
        (one[2], other[2])
        for segments in cells.values()
        for one, other in combinations(segments, 2)
        if one[2] != other[2] and _cross(one, other)
    }
    return len({tuple(sorted(pair)) for pair in pairs})


MEASURES: dict[str, Callable[[Layout], float]] = {
    "crossings": crossings,
    "area": area,
    "length": length,
}


def _points(route: Route) -> list[Point]:
    """Points along the Bézier curves of ``route``."""
    points = [route[0]]
    for i in range(0, len(route) - 1, 3):
        a, b, c, d = route[i : i + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            s = 1 - t
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            points.append(
                (
                    sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return points


def _cells(a: Point, b: Point) -> Iterator[tuple[int, int]]:
    columns = sorted((int(a[0] // CELL), int(b[0] // CELL)))
    rows = sorted((int(a[1] // CELL), int(b[1] // CELL)))
    for column in range(columns[0], columns[1] + 1):
        for row in range(rows[0], rows[1] + 1):
            yield column, row


def _cross(one: Segment, other: Segment) -> bool:
    (a, b, _), (c, d, _) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
