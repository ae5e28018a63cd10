"""Where things are: positions in pixels, x to the right, y down, the origin at the top left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle by its centre."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """The x of the left side."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """The y of the upper side."""
        return self.y - self.height / 2

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height / 2

    def shrunk(self, margin: float) -> Rectangle:
        """The rectangle that lies inside this one, ``margin`` from each side."""
        return Rectangle(self.x, self.y, self.width - 2 * margin, self.height - 2 * margin)

    def moved(self, dx: float, dy: float) -> Rectangle:
        """The same rectangle elsewhere."""
        return Rectangle(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A line of text: the y of its baseline, and the x of its middle or of its start."""

    x: float
    baseline: float
    anchor: Literal["middle", "start"] = "middle"

    def moved(self, dx: float, dy: float) -> TextPlace:
        """The same text elsewhere."""
        return TextPlace(self.x + dx, self.baseline + dy, self.anchor)


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """Where a box is, and where in it its rows and its symbol stand."""

    outline: Rectangle
    rows: tuple[TextPlace, ...]
    symbol: TextPlace | None = None

    def moved(self, dx: float, dy: float) -> BoxPlace:
        """The same box elsewhere, with its text."""
        return BoxPlace(
            self.outline.moved(dx, dy),
            tuple(row.moved(dx, dy) for row in self.rows),
            self.symbol.moved(dx, dy) if self.symbol else None,
        )


Route = tuple[Point, ...]
"""A start point, then three points for each cubic Bézier piece; empty for no route."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of the page and the place of everything on it.

    ``routes`` are in the order of the diagram's arrows, ``legend`` in the order of its legend:
    a small box, and the left end of what it means. ``notes`` say in words what was given up so
    that a large diagram is placed in bounded time.
    """

    width: float
    height: float
    boxes: Mapping[str, BoxPlace]
    routes: tuple[Route, ...]
    frames: Mapping[str, Rectangle]
    legend: tuple[tuple[Rectangle, TextPlace], ...] = ()
    heading: TextPlace | None = None
    notes: tuple[str, ...] = ()
