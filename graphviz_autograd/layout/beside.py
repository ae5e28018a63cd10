"""Where the notes beside a box and the marks around it stand."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graphviz_autograd.diagram.model import Mark, Note
from graphviz_autograd.layout.model import BoxPlace, NotePlace, Point, Rectangle, TextPlace
from graphviz_autograd.layout.text import even, row_height, row_width, stack

MARK_GAP = 5.0
GAP = 12.0
"""Between a box and its notes: the length of the connector of a chip."""
BETWEEN = 6.0
CHIP_PADDING = (8.0, 4.0)


def surround(place: BoxPlace, marks: Sequence[Mark]) -> BoxPlace:
    """``place`` with the outlines of ``marks``, each around the one before."""
    rings = tuple(place.outline.shrunk(-MARK_GAP * (i + 1)) for i in range(len(marks)))
    return place._replace(marks=rings)


def place_notes(
    notes: Sequence[Note], box: Rectangle, *, below: bool = False, is_round: bool = False
) -> tuple[NotePlace, ...]:
    """``notes`` in a column, aligned left, to the right of ``box`` (an ellipse if round) or below.

    The column is centred on the box, so that the note beside its middle has a level connector.
    """
    sizes = [_size(note) for note in notes]
    total = sum(height for _, height in sizes) + BETWEEN * max(len(notes) - 1, 0)
    widest = max((width for width, _ in sizes), default=0.0)
    left = box.x - even(widest) / 2 if below else box.right + GAP
    top = box.bottom + GAP if below else box.y - total / 2
    places: list[NotePlace] = []
    for note, (width, height) in zip(notes, sizes, strict=True):
        outline = Rectangle(left + width / 2, top + height / 2, width, height)
        start = (box.x, box.bottom) if below else _nearest(box, outline.y, is_round)
        places.append(_place(note, outline, start, is_joined=not (below and places)))
        top += height + BETWEEN
    return tuple(places)


def _size(note: Note) -> tuple[float, float]:
    across, along = CHIP_PADDING if note.style else (0.0, 0.0)
    width = max(map(row_width, note.rows), default=0.0) + 2 * across
    return even(width), even(sum(map(row_height, note.rows)) + 2 * along)


def _place(note: Note, outline: Rectangle, start: Point, *, is_joined: bool) -> NotePlace:
    """A note, and from ``start`` its connector: below a box only the first has one."""
    left = outline.left + (CHIP_PADDING[0] if note.style else 0.0)
    rows = stack([row_height(row) for row in note.rows], TextPlace(left, outline.y, "start"))
    if note.style is None or not is_joined:
        return NotePlace(outline, rows)
    is_beside = outline.left > start[0]
    end = (outline.left, outline.y) if is_beside else (start[0], outline.top)
    return NotePlace(outline, rows, (start, end))


def _nearest(box: Rectangle, y: float, is_round: bool) -> Point:
    """Where on the right side of ``box`` a connector to the height ``y`` begins."""
    reach = box.height / 4
    offset = min(max(y - box.y, -reach), reach)
    if not is_round:
        return box.right, box.y + offset
    return box.x + box.width / 2 * math.sqrt(1 - (2 * offset / box.height) ** 2), box.y + offset
