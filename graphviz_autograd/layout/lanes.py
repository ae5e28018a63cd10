"""Arrows that reach far run in lanes: straight down the left side, beside the whole drawing.

Each tail has one lane, which all of its far arrows share. Between ranks they run level, so that
they cross arrows but no box.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graphviz_autograd.layout.model import Point, Route
from graphviz_autograd.layout.sketch import Sketch

LANE = 9.0
"""From one lane to the next."""

MARGIN = 22.0
"""From the boxes to the first lane."""

LEAVING, ARRIVING = 9.0, 15.0
"""From the boxes of a rank to the level part of an arrow below and above it."""

RADIUS = 8.0


def lane_routes(
    sketch: Sketch, centres: Sequence[Point], far: Sequence[tuple[int, int]], left: float
) -> list[Route]:
    """Routes of the arrows ``far``, from tail to head, in lanes to the left of ``left``."""
    tops, bottoms = _rank_edges(sketch, centres)
    heads: dict[int, list[int]] = defaultdict(list)
    for tail, head in far:
        heads[tail].append(head)
    spans = {
        tail: _span(bottoms[centres[tail][1]], [tops[centres[head][1]] for head in users])
        for tail, users in heads.items()
    }
    lanes = _assign(spans)
    routes = []
    for tail, head in far:
        x = left - MARGIN - LANE * lanes[tail]
        leave, arrive = bottoms[centres[tail][1]] + LEAVING, tops[centres[head][1]] - ARRIVING
        above, below = (sketch.outlines[box].moved(*centres[box]) for box in (tail, head))
        start, end = (above.x, above.bottom), (below.x, below.top)
        turns = [(start[0], leave), (x, leave), (x, arrive), (end[0], arrive)]
        routes.append(rounded([start, *turns, end]))
    return routes


def lane_middle(route: Route) -> Point:
    """The middle of the lane that a route runs in."""
    x = min(x for x, _ in route)
    inside = [y for at, y in route if at == x]
    return x, (min(inside) + max(inside)) / 2


def _span(bottom: float, tops: Sequence[float]) -> tuple[float, float]:
    """What a lane takes up, from top to bottom."""
    return bottom + LEAVING, max(tops)


def _rank_edges(
    sketch: Sketch, centres: Sequence[Point]
) -> tuple[Mapping[float, float], Mapping[float, float]]:
    """The upper and the lower side of the boxes of each rank, by the y of their centres."""
    tops: dict[float, float] = {}
    bottoms: dict[float, float] = {}
    for (_, y), (_, height) in zip(centres, sketch.sizes, strict=True):
        tops[y] = min(tops.get(y, y), y - height / 2)
        bottoms[y] = max(bottoms.get(y, y), y + height / 2)
    return tops, bottoms


def _assign(spans: Mapping[int, tuple[float, float]]) -> dict[int, int]:
    """The first lane that is free, for each tail from the top down."""
    lanes: dict[int, int] = {}
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    for tail, (start, stop) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        while busy and busy[0][0] < start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        lanes[tail] = heapq.heappop(free) if free else len(busy)
        heapq.heappush(busy, (stop, lanes[tail]))
    return lanes


def rounded(points: Iterable[Point], radius: float = RADIUS) -> Route:
    """The way through ``points``, straight but for round corners."""
    start, *rest = points
    route: list[Point] = [start]
    for corner, following in pairwise(rest):
        before = _towards(corner, route[-1], radius)
        after = _towards(corner, following, radius)
        route += [*_straight(route[-1], before), corner, corner, after]
    return (*route, *_straight(route[-1], rest[-1]))


def _straight(start: Point, end: Point) -> Route:
    return (start, end, end)


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point at most half way and at most ``distance`` from ``start`` to ``end``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = abs(dx) + abs(dy)
    part = min(distance / length, 0.5) if length else 0.0
    return (start[0] + part * dx, start[1] + part * dy)
