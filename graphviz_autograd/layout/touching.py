"""Ends of arrows on the outlines of their boxes."""

from __future__ import annotations

import math

from graphviz_autograd.layout.model import Point, Route
from graphviz_autograd.layout.sketch import Size

TOLERANCE = 0.75
"""Pixels by which an arrow may miss its outline."""


def outline_towards(centre: Point, size: Size, ellipse: bool, point: Point) -> Point:
    """Where the line from ``centre`` to ``point`` leaves the outline."""
    dx, dy = point[0] - centre[0], point[1] - centre[1]
    across, along = abs(dx) / (size[0] / 2), abs(dy) / (size[1] / 2)
    reach = math.hypot(across, along) if ellipse else max(across, along)
    if not reach:
        return (centre[0], centre[1] + size[1] / 2)
    return (centre[0] + dx / reach, centre[1] + dy / reach)


def touching_head(route: Route, centre: Point, size: Size, ellipse: bool) -> Route:
    """``route`` so that its last point is on the outline; its end is moved, not bent."""
    target = outline_towards(centre, size, ellipse, route[-1])
    dx, dy = target[0] - route[-1][0], target[1] - route[-1][1]
    if abs(dx) + abs(dy) <= TOLERANCE:
        return route
    x, y = route[-2]
    return (*route[:-2], (x + dx, y + dy), target)


def touching_tail(route: Route, centre: Point, size: Size, ellipse: bool) -> Route:
    """``route`` so that its first point is on the outline."""
    return touching_head(route[::-1], centre, size, ellipse)[::-1]
