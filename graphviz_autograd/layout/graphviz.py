"""Positions by Graphviz, with sizes measured by us."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphviz_autograd.diagram.model import (
    TIE,
    Arrow,
    Box,
    Diagram,
    Direction,
    Frame,
    Outline,
)
from graphviz_autograd.layout.dot import run_dot
from graphviz_autograd.layout.frames import MARGIN, NAME_HEIGHT
from graphviz_autograd.layout.measure import measure, text_width
from graphviz_autograd.layout.model import BoxPlace, Layout, Point, Rectangle, Route

POINTS_PER_INCH = 72
RANK_SEPARATION = 30
NODE_SEPARATION = 26
SHAPES = {Outline.ELLIPSE: "ellipse", Outline.RECTANGLE: "box"}
RANK_DIRECTIONS = {Direction.DOWN: "TB", Direction.RIGHT: "LR"}


def place_graph(diagram: Diagram, time_limit: float) -> Layout:
    """Places for the boxes, arrows and frames of ``diagram``; no margin, legend or heading yet.

    Raises:
        LayoutError: if there is no Graphviz, or it fails or takes longer than ``time_limit`` s.

    """
    sizes = {box.id: measure(box) for box in diagram.boxes}
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
    yield from (_node_line(number[box.id], box, sizes[box.id].outline) for box in diagram.boxes)
    yield from _frame_lines(diagram.frames, None, number)
    yield from (_edge_line(i, arrow, number) for i, arrow in enumerate(diagram.arrows))
    yield "}"


def _node_line(number: int, box: Box, outline: Rectangle) -> str:
    width, height = outline.width / POINTS_PER_INCH, outline.height / POINTS_PER_INCH
    return f"{number} [shape={SHAPES[box.outline]} width={width:.4f} height={height:.4f}]"


def _edge_line(index: int, arrow: Arrow, number: Mapping[str, int]) -> str:
    free = " constraint=false" if arrow.role == TIE else ""
    return f"{number[arrow.tail]} -> {number[arrow.head]} [id={index}{free}]"


def _frame_lines(
    frames: Sequence[Frame], parent: str | None, number: Mapping[str, int]
) -> Iterator[str]:
    for index, frame in enumerate(frames):
        if frame.parent == parent:
            room = blank(text_width(frame.name))
            yield f"subgraph cluster_{index} {{ margin={MARGIN:g} label=<{room}>"
            yield " ".join(f"{number[box]};" for box in frame.boxes)
            yield from _frame_lines(frames, frame.id, number)
            yield "}"


def blank(width: float) -> str:
    """Room for the name of a frame, as a table: of text, Graphviz would have to know the font."""
    size = f'fixedsize="true" width="{math.ceil(width)}" height="{NAME_HEIGHT:g}"'
    return f'<table border="0" cellborder="0" {size}><tr><td></td></tr></table>'


def _read_layout(diagram: Diagram, sizes: Mapping[str, BoxPlace], placed: dict[str, Any]) -> Layout:
    _, _, width, height = _numbers(placed["bb"])
    objects = {item["name"]: item for item in placed.get("objects", ())}
    routes = {int(e["id"]): _route(e["pos"], height) for e in placed.get("edges", ())}
    return Layout(
        width=width,
        height=height,
        boxes={
            box.id: sizes[box.id].moved(*_points(objects[str(i)]["pos"], height)[0])
            for i, box in enumerate(diagram.boxes)
        },
        routes=tuple(routes[i] for i in range(len(diagram.arrows))),
        frames={
            frame.id: _bounds(objects[f"cluster_{i}"]["bb"], height)
            for i, frame in enumerate(diagram.frames)
            if "bb" in objects.get(f"cluster_{i}", ())
        },
    )


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
