"""A diagram as numbers, computation running down, and its layout turned back to any direction.

This is the one place that knows of directions: everything that lays out large diagrams sees
boxes as ``0, 1, 2, …`` with a width and a height, arrows as pairs of them, and y running down.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphviz_autograd.diagram.model import Arrow, Diagram, Direction, Outline
from graphviz_autograd.layout.frames import frame_rectangles
from graphviz_autograd.layout.graphviz import label_place, label_size
from graphviz_autograd.layout.model import (
    BoxPlace,
    Layout,
    Point,
    Rectangle,
    Route,
    TextPlace,
    enclosing,
)

Size = tuple[float, float]
"""Width and height in pixels."""

TURNS: dict[Direction, Callable[[float, float], Point]] = {
    Direction.DOWN: lambda x, y: (x, y),
    Direction.RIGHT: lambda x, y: (y, x),
    Direction.UP: lambda x, y: (x, -y),
    Direction.LEFT: lambda x, y: (-y, x),
}
"""From a point of a drawing that runs down to that of one that runs elsewhere."""

TURNS_BACK: dict[Direction, Callable[[float, float], Point]] = {
    **TURNS,
    Direction.LEFT: lambda x, y: (y, -x),
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """Boxes and arrows, computation running down.

    ``sizes`` are of boxes with all that is beside them, ``outlines`` what arrows lead to: if the
    centre of that room is the origin. ``ellipses`` says which are ellipses (or else rectangles),
    ``groups`` the index of the innermost frame, -1 for none. ``edges`` are (tail, head), and
    ``labels`` the room for the label of each, or ``None``.
    """

    sizes: Sequence[Size]
    outlines: Sequence[Rectangle]
    ellipses: Sequence[bool]
    edges: Sequence[tuple[int, int]]
    labels: Sequence[Size | None]
    groups: Sequence[int]


@dataclass(frozen=True, slots=True)
class Placement:
    """``centres`` by box, ``routes`` and centres of ``labels`` by edge, anywhere.

    ``notes`` say what was given up.
    """

    centres: Sequence[Point]
    routes: Sequence[Route]
    labels: Sequence[Point | None]
    notes: tuple[str, ...] = ()


def make_sketch(diagram: Diagram, places: Mapping[str, BoxPlace]) -> Sketch:
    """``diagram`` as numbers; its boxes have the sizes they have in ``places``.

    Arrows between boxes that stand side by side are left out.
    """
    number = {box.id: i for i, box in enumerate(diagram.boxes)}
    rooms = [_turned_back(places[box.id].bounds, diagram.direction) for box in diagram.boxes]
    return Sketch(
        sizes=[(room.width, room.height) for room in rooms],
        outlines=[
            _turned_back(places[box.id].outermost, diagram.direction) for box in diagram.boxes
        ],
        ellipses=[box.outline is Outline.ELLIPSE for box in diagram.boxes],
        edges=[(number[a.tail], number[a.head]) for a in diagram.arrows if not a.level],
        labels=[_label_size(a, diagram.direction) for a in diagram.arrows if not a.level],
        groups=_groups(diagram, number),
    )


def _turned_back(rectangle: Rectangle, direction: Direction) -> Rectangle:
    x, y = TURNS_BACK[direction](rectangle.x, rectangle.y)
    if direction.is_vertical:
        return Rectangle(x, y, rectangle.width, rectangle.height)
    return Rectangle(x, y, rectangle.height, rectangle.width)


def _label_size(arrow: Arrow, direction: Direction) -> Size | None:
    if arrow.label is None:
        return None
    width, height = label_size(arrow.label)
    return (width, height) if direction.is_vertical else (height, width)


def _groups(diagram: Diagram, number: Mapping[str, int]) -> list[int]:
    groups = [-1] * len(number)
    for index, frame in enumerate(diagram.frames):
        for box in frame.boxes:
            groups[number[box]] = index
    return groups


def read_placement(
    diagram: Diagram, places: Mapping[str, BoxPlace], placement: Placement
) -> Layout:
    """``placement`` in the direction of ``diagram``, moved so that the top left is the origin."""
    turn = TURNS[diagram.direction]
    centres = [turn(*centre) for centre in placement.centres]
    turned = iter([tuple(turn(*point) for point in route) for route in placement.routes])
    labels = iter([centre and turn(*centre) for centre in placement.labels])
    bounds = {
        box.id: places[box.id].bounds.moved(*centre)
        for box, centre in zip(diagram.boxes, centres, strict=True)
    }
    routes = [
        _level_route(bounds[arrow.tail], bounds[arrow.head]) if arrow.level else next(turned)
        for arrow in diagram.arrows
    ]
    frames = frame_rectangles(diagram.frames, bounds)
    left, top, right, bottom = _extent([*bounds.values(), *frames.values()], routes)
    routes = [tuple((x - left, y - top) for x, y in route) for route in routes]
    return Layout(
        width=right - left,
        height=bottom - top,
        boxes={
            box.id: places[box.id].moved(x - left, y - top)
            for box, (x, y) in zip(diagram.boxes, centres, strict=True)
        },
        routes=tuple(routes),
        labels=tuple(
            None if arrow.level else _label_place(arrow, next(labels), left, top)
            for arrow in diagram.arrows
        ),
        frames={name: frame.moved(-left, -top) for name, frame in frames.items()},
        notes=placement.notes,
    )


def _level_route(tail: Rectangle, head: Rectangle) -> Route:
    """From side to side."""
    is_right = tail.x < head.x
    start = (tail.right if is_right else tail.left, tail.y)
    end = (head.left if is_right else head.right, head.y)
    return (start, start, end, end)


def _label_place(arrow: Arrow, centre: Point | None, left: float, top: float) -> TextPlace | None:
    if arrow.label is None or centre is None:
        return None
    return label_place(arrow.label, (centre[0] - left, centre[1] - top))


def _extent(
    rectangles: Sequence[Rectangle], routes: Sequence[Route]
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all there is, rounded out to whole pixels."""
    whole = enclosing(rectangles)
    x = [x for route in routes for x, _ in route]
    y = [y for route in routes for _, y in route]
    return (
        math.floor(min([whole.left, *x])),
        math.floor(min([whole.top, *y])),
        math.ceil(max([whole.right, *x])),
        math.ceil(max([whole.bottom, *y])),
    )
