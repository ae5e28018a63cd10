"""The head of an arrow, and the line that ends where its head begins."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graphviz_autograd.diagram.style import Head
from graphviz_autograd.layout.model import Point, Route

STEPS = 12
"""Halvings in the search for a point of a curve: more than a pixel can show."""

STRAIGHT = 0.05
"""Pixels by which the control points of a straight line may miss it."""


@dataclass(frozen=True, slots=True)
class Shaft:
    """The line of an arrow, and the two corners and the tip of its head, if it has one."""

    route: Route
    head: tuple[Point, Point, Point] | None


def shaft(route: Route, head: Head, width: float) -> Shaft:
    """The arrow along ``route`` with a line of ``width`` pixels."""
    if head is Head.NONE or len(route) < 4:
        return Shaft(route, None)
    length = 5.5 + 2.5 * width
    short, tip = _shortened(route, length), route[-1]
    (x, y), half = short[-1], 0.43 * length
    across = math.dist(short[-1], tip) or 1.0
    side_x, side_y = half * (y - tip[1]) / across, half * (tip[0] - x) / across
    corners = (x + side_x, y + side_y), tip, (x - side_x, y - side_y)
    # The corners of a thick line would stand out beside the tip of an open head.
    return Shaft(_shortened(route, width) if head is Head.OPEN else short, corners)


def _shortened(route: Route, length: float) -> Route:
    """``route`` without the part of its last piece that is nearer to its end than ``length``."""
    piece = route[-4:]
    x, y = piece[0]
    first, second, end = [(px - x, py - y) for px, py in piece[1:]]
    if not is_straight(first, second, end):
        return (*route[:-4], *_until(piece, _parameter(piece, length)))
    share = max(1 - length / (math.hypot(*end) or 1.0), 0.0)
    short = (x + share * end[0], y + share * end[1])
    return (*route[:-3], (x, y), short, short)


def is_straight(first: Point, second: Point, end: Point, tolerance: float = STRAIGHT) -> bool:
    """Whether a curve from the origin is a line to ``end``, its control points between."""
    length_squared = end[0] * end[0] + end[1] * end[1]
    most = tolerance * tolerance * length_squared
    for x, y in (first, second):
        across, along = x * end[1] - y * end[0], x * end[0] + y * end[1]
        if across * across > most or not 0 <= along <= length_squared:
            return False
    return True


def _parameter(piece: Route, length: float) -> float:
    """Where the Bézier curve ``piece`` is ``length`` away from its end, as the crow flies."""
    (ax, ay), (bx, by), (cx, cy), (ex, ey) = piece
    near, far = 0.0, 1.0
    for _ in range(STEPS):
        t = (near + far) / 2
        s = 1 - t
        a, b, c, e = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t - 1
        x, y = a * ax + b * bx + c * cx + e * ex, a * ay + b * by + c * cy + e * ey
        if x * x + y * y > length * length:
            near = t
        else:
            far = t
    return near


def _until(piece: Route, t: float) -> Route:
    """The part of a cubic Bézier curve up to the parameter ``t``, by de Casteljau's algorithm."""
    a, b, c, d = piece
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    return a, ab, abc, _between(abc, bcd, t)


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
