"""A diagram as numbers, computation running down, and its layout turned back to any direction.

This is the one place that knows of directions: everything that lays out large diagrams sees
boxes as ``0, 1, 2, …`` with a width and a height, arrows as pairs of them, and y running down.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphviz_autograd.diagram.model import TIE, Diagram, Direction, Outline
from graphviz_autograd.layout.frames import frame_rectangles
from graphviz_autograd.layout.model import BoxPlace, Layout, Point, Rectangle, Route

Size = tuple[float, float]
"""Width and height in pixels."""

TURNS: dict[Direction, Callable[[float, float], Point]] = {
    Direction.DOWN: lambda x, y: (x, y),
    Direction.RIGHT: lambda x, y: (y, x),
}
"""From a point of a drawing that runs down to that of one that runs elsewhere."""

SIDEWAYS = {"right", "left"}


@dataclass(frozen=True, slots=True)
class Sketch:
    """``sizes`` and ``ellipses`` (or else rectangles) by box, ``edges`` as (tail, head)."""

    sizes: Sequence[Size]
    ellipses: Sequence[bool]
    edges: Sequence[tuple[int, int]]
    groups: Sequence[int]
    """By box, the index of the innermost frame it is in, -1 for none."""
    ties: Sequence[tuple[int, int]] = ()
    """Arrows that lead upstream; they follow the ``edges`` in a placement's routes."""


@dataclass(frozen=True, slots=True)
class Placement:
    """``centres`` by box and ``routes`` by edge, anywhere; ``notes`` on what was given up."""

    centres: Sequence[Point]
    routes: Sequence[Route]
    notes: tuple[str, ...] = ()


def make_sketch(diagram: Diagram, places: Mapping[str, BoxPlace]) -> Sketch:
    """``diagram`` as numbers; its boxes have the sizes they have in ``places``."""
    number = {box.id: i for i, box in enumerate(diagram.boxes)}
    sizes = [(places[b.id].outline.width, places[b.id].outline.height) for b in diagram.boxes]
    if diagram.direction in SIDEWAYS:
        sizes = [(height, width) for width, height in sizes]
    return Sketch(
        sizes=sizes,
        ellipses=[box.outline is Outline.ELLIPSE for box in diagram.boxes],
        edges=[(number[a.tail], number[a.head]) for a in diagram.arrows if a.role != TIE],
        groups=_groups(diagram, number),
        ties=[(number[a.tail], number[a.head]) for a in diagram.arrows if a.role == TIE],
    )


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
    routes = [[turn(*point) for point in route] for route in placement.routes]
    outlines = {
        box.id: places[box.id].outline.moved(*centre)
        for box, centre in zip(diagram.boxes, centres, strict=True)
    }
    frames = frame_rectangles(diagram.frames, outlines)
    left, top, right, bottom = _extent([*outlines.values(), *frames.values()], routes)
    return Layout(
        width=right - left,
        height=bottom - top,
        boxes={
            box.id: places[box.id].moved(x - left, y - top)
            for box, (x, y) in zip(diagram.boxes, centres, strict=True)
        },
        routes=tuple(tuple((x - left, y - top) for x, y in route) for route in routes),
        frames={name: frame.moved(-left, -top) for name, frame in frames.items()},
        notes=placement.notes,
    )


def _extent(
    outlines: Sequence[Rectangle], routes: Sequence[Sequence[Point]]
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all there is, rounded out to whole pixels."""
    x = [x for route in routes for x, _ in route]
    y = [y for route in routes for _, y in route]
    return (
        math.floor(min([*x, *(outline.left for outline in outlines)])),
        math.floor(min([*y, *(outline.top for outline in outlines)])),
        math.ceil(max([*x, *(outline.right for outline in outlines)])),
        math.ceil(max([*y, *(outline.bottom for outline in outlines)])),
    )
