"""Positions by Graphviz, with sizes measured by us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphviz_autograd.diagram.model import (
    Arrow,
    Box,
    Diagram,
    Direction,
    Frame,
    Outline,
    Span,
)
from graphviz_autograd.layout.dot import run_dot
from graphviz_autograd.layout.measure import measure
from graphviz_autograd.layout.model import BoxPlace, Layout, Point, Rectangle, Route, TextPlace
from graphviz_autograd.layout.spread import spread_tips
from graphviz_autograd.layout.text import even, row_height, stack, text_width

POINTS_PER_INCH = 72
RANK_SEPARATION = 30
NODE_SEPARATION = 26
SHAPES = {Outline.ELLIPSE: "ellipse", Outline.RECTANGLE: "box"}
RANK_DIRECTIONS = {
    Direction.DOWN: "TB",
    Direction.RIGHT: "LR",
    Direction.UP: "BT",
    Direction.LEFT: "RL",
}
SIDES = {
    Direction.DOWN: "sn",
    Direction.RIGHT: "ew",
    Direction.UP: "ns",
    Direction.LEFT: "we",
}
"""Where arrows leave a box with something beside it, and where they enter it."""
PORT = "outline"
LABEL_PADDING = 6.0


def place_graph(diagram: Diagram, time_limit: float) -> Layout:
    """Places for the boxes, arrows and frames of ``diagram``; no margin, legend or heading yet.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    below = not diagram.direction.is_vertical
    sizes = {box.id: measure(box, notes_below=below) for box in diagram.boxes}
    placed = run_dot("\n".join(_dot_lines(diagram, sizes)), time_limit)
    return _read_layout(diagram, sizes, placed)


def _dot_lines(diagram: Diagram, sizes: Mapping[str, BoxPlace]) -> Iterator[str]:
    """DOT with numbers for names: no text of the user's ever reaches Graphviz."""
    number = {box.id: i for i, box in enumerate(diagram.boxes)}
    yield "digraph {"
    yield (
        f"graph [rankdir={RANK_DIRECTIONS[diagram.direction]} outputorder=nodesfirst "
        f"ranksep={RANK_SEPARATION / POINTS_PER_INCH:.4f} "
        f"nodesep={NODE_SEPARATION / POINTS_PER_INCH:.4f}]"
    )
    yield 'node [fixedsize=true label=""]'
    yield "edge [arrowhead=none]"
    yield from (_node_line(number[box.id], box, sizes[box.id]) for box in diagram.boxes)
    yield from _frame_lines(diagram.frames, None, number)
    sides = SIDES[diagram.direction]
    tails, heads = (
        {box.id: _end(number[box.id], sizes[box.id], side) for box in diagram.boxes}
        for side in sides
    )
    for i, arrow in enumerate(diagram.arrows):
        yield f"{tails[arrow.tail]} -> {heads[arrow.head]} [id={i}{_options(arrow)}]"
    yield "}"


def _node_line(number: int, box: Box, place: BoxPlace) -> str:
    if place.notes or place.marks:
        return f"{number} [shape=plain fixedsize=false label={_table(place)}]"
    width, height = place.outline.width / POINTS_PER_INCH, place.outline.height / POINTS_PER_INCH
    return f"{number} [shape={SHAPES[box.outline]} width={width:.4f} height={height:.4f}]"


def _table(place: BoxPlace) -> str:
    """Room for a box and what is beside it, as a table with a port where the box stands."""
    inner, whole = place.outermost, place.bounds
    middle = [
        *_cells(inner.left - whole.left, inner.height),
        cell(inner.width, inner.height, f'PORT="{PORT}" '),
        *_cells(whole.right - inner.right, inner.height),
    ]
    span = f'COLSPAN="{len(middle)}" '
    above = _cells(whole.width, inner.top - whole.top, span)
    below = _cells(whole.width, whole.bottom - inner.bottom, span)
    return html_table([row for row in (above, middle, below) if row])


def _end(number: int, place: BoxPlace, side: str) -> str:
    return f"{number}:{PORT}:{side}" if place.notes or place.marks else str(number)


def _options(arrow: Arrow) -> str:
    label = f" label={_label_room(arrow.label)}" if arrow.label else ""
    return f"{label} minlen=0 weight=0" if arrow.level else label


def _label_room(label: Span) -> str:
    return html_table([[cell(*label_size(label))]])


def label_size(label: Span) -> tuple[float, float]:
    """The width and the height of the room for the label of an arrow."""
    return even(text_width(label) + 2 * LABEL_PADDING), even(row_height((label,)))


def html_table(rows: Sequence[Sequence[str]]) -> str:
    """An HTML-like label, which has the same size whatever the fonts of the machine."""
    lines = "".join(f"<TR>{''.join(row)}</TR>" for row in rows)
    plain = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    return f"<<TABLE {plain}>{lines}</TABLE>>"


def _cells(width: float, height: float, extra: str = "") -> list[str]:
    """One empty cell, or none if it would have no size."""
    return [cell(width, height, extra)] if width > 0 and height > 0 else []


def cell(width: float, height: float, extra: str = "") -> str:
    """An empty cell of a fixed size in pixels."""
    return f'<TD {extra}FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"></TD>'


def _frame_lines(
    frames: Sequence[Frame], parent: str | None, number: Mapping[str, int]
) -> Iterator[str]:
    for index, frame in enumerate(frames):
        if frame.parent == parent:
            room = _label_room(frame.name)
            yield f"subgraph cluster_{index} {{ margin=14 labeljust=l labelloc=t label={room}"
            yield " ".join(f"{number[box]};" for box in frame.boxes)
            yield from _frame_lines(frames, frame.id, number)
            yield "}"


def _read_layout(diagram: Diagram, sizes: Mapping[str, BoxPlace], placed: dict[str, Any]) -> Layout:
    _, _, width, height = _numbers(placed["bb"])
    objects = {item["name"]: item for item in placed.get("objects", ())}
    routes = {int(e["id"]): _route(e["pos"], height) for e in placed.get("edges", ())}
    labels = {int(e["id"]): e["lp"] for e in placed.get("edges", ()) if "lp" in e}
    return Layout(
        width=width,
        height=height,
        boxes={
            box.id: sizes[box.id].moved(*_points(objects[str(i)]["pos"], height)[0])
            for i, box in enumerate(diagram.boxes)
        },
        routes=tuple(spread_tips(diagram, sizes, [routes[i] for i in sorted(routes)])),
        labels=tuple(
            _label_place(arrow, labels.get(i), height) for i, arrow in enumerate(diagram.arrows)
        ),
        frames={
            frame.id: _bounds(objects[f"cluster_{i}"]["bb"], height)
            for i, frame in enumerate(diagram.frames)
            if "bb" in objects.get(f"cluster_{i}", ())
        },
    )


def _label_place(arrow: Arrow, position: str | None, height: float) -> TextPlace | None:
    if arrow.label is None or position is None:
        return None
    return label_place(arrow.label, _points(position, height)[0])


def label_place(label: Span, centre: Point) -> TextPlace:
    """Where the text of ``label`` stands if ``centre`` is that of its room."""
    return stack([row_height((label,))], TextPlace(*centre))[0]


def _route(text: str, height: float) -> Route:
    return tuple(_points(text, height))


def _points(text: str, height: float) -> list[Point]:
    """Graphviz's points, whose y runs up, as ours, whose y runs down."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), height - float(y)) for x, y in pairs]


def _bounds(text: str, height: float) -> Rectangle:
    left, bottom, right, top = _numbers(text)
    return Rectangle((left + right) / 2, height - (top + bottom) / 2, right - left, top - bottom)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]
