"""Where things are: positions in pixels, x to the right, y down, the origin at the top left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

Point = tuple[float, float]


class Rectangle(NamedTuple):
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


class TextPlace(NamedTuple):
    """A line of text: the y of its baseline, and the x of its middle or of its start."""

    x: float
    baseline: float
    anchor: Literal["middle", "start"] = "middle"

    def moved(self, dx: float, dy: float) -> TextPlace:
        """The same text elsewhere."""
        return TextPlace(self.x + dx, self.baseline + dy, self.anchor)


class NotePlace(NamedTuple):
    """Where a note is, where its rows stand, and the line that joins a chip to what it is on."""

    outline: Rectangle
    rows: tuple[TextPlace, ...]
    connector: tuple[Point, Point] | None = None

    def moved(self, dx: float, dy: float) -> NotePlace:
        """The same note elsewhere."""
        start_end = self.connector and tuple((x + dx, y + dy) for x, y in self.connector)
        return NotePlace(
            self.outline.moved(dx, dy),
            tuple(row.moved(dx, dy) for row in self.rows),
            cast("tuple[Point, Point] | None", start_end),
        )


class BoxPlace(NamedTuple):
    """Where a box is, where in it its rows and its symbol stand, and what is around it."""

    outline: Rectangle
    rows: tuple[TextPlace, ...]
    symbol: TextPlace | None = None
    notes: tuple[NotePlace, ...] = ()
    marks: tuple[Rectangle, ...] = ()

    @property
    def outermost(self) -> Rectangle:
        """The outline, or the mark that runs around all others."""
        return self.marks[-1] if self.marks else self.outline

    @property
    def bounds(self) -> Rectangle:
        """All the room the box takes, with its marks and notes."""
        if not self.notes:
            return self.outermost
        return enclosing([self.outermost, *(note.outline for note in self.notes)])

    def moved(self, dx: float, dy: float) -> BoxPlace:
        """The same box elsewhere, with its text."""
        return BoxPlace(
            self.outline.moved(dx, dy),
            tuple(row.moved(dx, dy) for row in self.rows),
            self.symbol.moved(dx, dy) if self.symbol else None,
            tuple(note.moved(dx, dy) for note in self.notes),
            tuple(mark.moved(dx, dy) for mark in self.marks),
        )


def enclosing(parts: Sequence[Rectangle]) -> Rectangle:
    """The smallest rectangle around all ``parts``, of which there is at least one."""
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    return Rectangle((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


Route = tuple[Point, ...]
"""A start point, then three points for each cubic Bézier piece; empty for no route."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of the page and the place of everything on it.

    ``routes`` and ``labels`` are in the order of the diagram's arrows, with ``None`` for an arrow
    without a label; ``legend`` is in the order of its legend: a small box, and the left end of
    what it means. ``rule`` is the thin line between the graph and the legend. ``notes`` say in
    words what was given up so that a large diagram is placed in bounded time.
    """

    width: float
    height: float
    boxes: Mapping[str, BoxPlace]
    routes: tuple[Route, ...]
    frames: Mapping[str, Rectangle]
    labels: tuple[TextPlace | None, ...] = ()
    legend: tuple[tuple[Rectangle, TextPlace], ...] = ()
    rule: tuple[Point, Point] | None = None
    heading: TextPlace | None = None
    notes: tuple[str, ...] = ()
