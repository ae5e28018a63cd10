"""The head of an arrow, and the line that ends where its head begins."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graphviz_autograd.diagram.style import Head
from graphviz_autograd.layout.model import Point, Route

STEPS = 12
"""Halvings in the search for a point of a curve: more than a pixel can show."""


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
    piece, near, far = route[-4:], 0.0, 1.0
    for _ in range(STEPS):
        middle = (near + far) / 2
        if math.dist(_until(piece, middle)[-1], route[-1]) > length:
            near = middle
        else:
            far = middle
    return (*route[:-4], *_until(piece, near))


def _until(piece: Route, t: float) -> Route:
    """The part of a cubic Bézier curve up to the parameter ``t``, by de Casteljau's algorithm."""
    a, b, c, d = piece
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    return a, ab, abc, _between(abc, bcd, t)


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
