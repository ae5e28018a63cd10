"""Ends of arrows on the outlines of their boxes."""

from __future__ import annotations

import math

from graphviz_autograd.layout.model import Point, Rectangle, Route

TOLERANCE = 0.75
"""Pixels by which an arrow may miss its outline."""


def outline_towards(outline: Rectangle, ellipse: bool, point: Point) -> Point:
    """Where the line from the centre of ``outline`` to ``point`` leaves it."""
    dx, dy = point[0] - outline.x, point[1] - outline.y
    across, along = abs(dx) / (outline.width / 2), abs(dy) / (outline.height / 2)
    reach = math.hypot(across, along) if ellipse else max(across, along)
    if not reach:
        return (outline.x, outline.bottom)
    return (outline.x + dx / reach, outline.y + dy / reach)


def touching_head(route: Route, outline: Rectangle, ellipse: bool) -> Route:
    """``route`` so that its last point is on ``outline``; its end is moved, not bent."""
    target = outline_towards(outline, ellipse, route[-1])
    dx, dy = target[0] - route[-1][0], target[1] - route[-1][1]
    if abs(dx) + abs(dy) <= TOLERANCE:
        return route
    x, y = route[-2]
    return (*route[:-2], (x + dx, y + dy), target)


def touching_tail(route: Route, outline: Rectangle, ellipse: bool) -> Route:
    """``route`` so that its first point is on ``outline``."""
    return touching_head(route[::-1], outline, ellipse)[::-1]
