"""Boxes in SVG, with their marks and notes, and small ones in the legend."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.diagram.model import Arrow, Box, Note, Outline
from graphviz_autograd.layout.model import BoxPlace, NotePlace, Rectangle
from graphviz_autograd.render.svg_shape import (
    arrow_paths,
    ellipse,
    rect,
    straight,
    text_line,
    title,
)
from graphviz_autograd.render.xml import attribute

INNER_GAP = 4.0
"""Between the two outlines of a doubly outlined box."""

SMALL_GAP = 2.5
CHIP_RADIUS = 5.0


def node(box: Box, place: BoxPlace) -> str:
    """The group of ``box``: its tooltip, outlines, text and notes."""
    start = (
        f'<g class="node {box.role}" data-node="{attribute(box.id)}" '
        f'data-name="{attribute(box.name)}">{title(box.tooltip)}'
    )
    shapes = _outlines(box, place.outline, place.marks, INNER_GAP)
    symbol = text_line((box.symbol,), place.symbol) if box.symbol and place.symbol else ""
    rows = map(text_line, box.rows, place.rows)
    return "".join([start, *shapes, symbol, *rows, *map(_note, box.notes, place.notes), "</g>"])


def sample(drawn: Box | Arrow | Note, place: Rectangle) -> str:
    """The group of a sample in the legend, as small as ``place``; it is not closed."""
    return f'<g class="{drawn.role}">{"".join(_parts(drawn, place))}'


def _parts(drawn: Box | Arrow | Note, place: Rectangle) -> Iterator[str]:
    match drawn:
        case Arrow():
            start, end = (place.left, place.y), (place.right, place.y)
            yield arrow_paths(drawn, (start, start, end, end))
        case Note():
            yield rect(place, radius=CHIP_RADIUS)
        case Box(marks=()):
            yield from _outlines(drawn, place, (), SMALL_GAP)
        case Box():
            inner = place.shrunk(SMALL_GAP)
            yield from _outlines(drawn, inner, (place,), SMALL_GAP)


def _outlines(
    box: Box, place: Rectangle, marks: tuple[Rectangle, ...], gap: float
) -> Iterator[str]:
    draw = ellipse if box.outline is Outline.ELLIPSE else rect
    for mark, around in zip(box.marks, marks, strict=True):
        yield draw(around, f' class="mark {mark.role}"')
    yield draw(place)
    if box.style.hatch:
        yield draw(place, ' class="hatch"')
    if box.style.double:
        yield draw(place.shrunk(gap), ' class="inner"')


def _note(note: Note, place: NotePlace) -> str:
    chip = rect(place.outline, radius=CHIP_RADIUS) if note.style else ""
    connector = straight(*place.connector) if place.connector else ""
    words = "".join(map(text_line, note.rows, place.rows))
    return f'<g class="note {note.role}">{title(note.name)}{connector}{chip}{words}</g>'
