"""Where the notes beside a box and the marks around it stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphviz_autograd.diagram.model import Mark, Note
from graphviz_autograd.layout.model import BoxPlace, NotePlace, Rectangle, TextPlace
from graphviz_autograd.layout.text import even, row_height, row_width, stack

MARK_GAP = 5.0
GAP = 12.0
"""Between a box and its notes: the length of the connector of a chip."""
BETWEEN = 6.0
CHIP_PADDING = (8.0, 4.0)


def surround(place: BoxPlace, marks: Sequence[Mark]) -> BoxPlace:
    """``place`` with the outlines of ``marks``, each around the one before."""
    rings = tuple(place.outline.shrunk(-MARK_GAP * (i + 1)) for i in range(len(marks)))
    return replace(place, marks=rings)


def place_notes(
    notes: Sequence[Note], box: Rectangle, *, below: bool = False
) -> tuple[NotePlace, ...]:
    """``notes`` in a column, aligned left, to the right of ``box`` or below it.

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
        places.append(_place(note, outline, box, below and not places))
        top += height + BETWEEN
    return tuple(places)


def _size(note: Note) -> tuple[float, float]:
    across, along = CHIP_PADDING if note.style else (0.0, 0.0)
    width = max(map(row_width, note.rows), default=0.0) + 2 * across
    return even(width), even(sum(map(row_height, note.rows)) + 2 * along)


def _place(note: Note, outline: Rectangle, box: Rectangle, joins_above: bool) -> NotePlace:
    start = outline.left + (CHIP_PADDING[0] if note.style else 0.0)
    rows = stack([row_height(row) for row in note.rows], TextPlace(start, outline.y, "start"))
    if note.style is None:
        return NotePlace(outline, rows)
    if joins_above:
        return NotePlace(outline, rows, ((box.x, box.bottom), (box.x, outline.top)))
    if outline.left < box.right:
        return NotePlace(outline, rows)
    return NotePlace(outline, rows, (_nearest(box, outline.y), (outline.left, outline.y)))


def _nearest(box: Rectangle, y: float) -> tuple[float, float]:
    """Where on the right side of ``box`` a connector to the height ``y`` begins."""
    reach = box.height / 4
    return box.right, min(max(y, box.y - reach), box.y + reach)
