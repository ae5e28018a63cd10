"""Pieces laid out one by one, one below the other, and the arrows across the cuts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphviz_autograd.layout.graphviz import RANK_SEPARATION
from graphviz_autograd.layout.model import Point, Route
from graphviz_autograd.layout.piece_layout import PieceLayout
from graphviz_autograd.layout.pieces import Piece, Pieces, Structure
from graphviz_autograd.layout.sketch import Placement, Size, Sketch
from graphviz_autograd.layout.touching import touching_head, touching_tail

LayOut = Callable[[Piece, list[Size], tuple[int, ...]], PieceLayout]

CLEARANCE = 10.0
"""Between a box above a cut and one below it."""

PORT_SPACE = RANK_SEPARATION / 2
"""From a port to the nearest box."""

SLANT = 0.3
"""Height of the band in which arrows change lanes, per pixel they must move aside."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The layout of a piece and where its origin is on the page."""

    layout: PieceLayout
    x: float
    y: float

    def point(self, number: int) -> Point:
        """Where a box or port of the piece is on the page."""
        x, y = self.layout.centres[number]
        return (x + self.x, y + self.y)

    def route(self, edge: int) -> Route:
        """Where an arrow of the piece runs on the page."""
        return tuple((x + self.x, y + self.y) for x, y in self.layout.routes[edge])

    def label(self, edge: int) -> Point | None:
        """The centre of the label of an arrow of the piece, if it has one."""
        room = self.layout.labels.get(edge)
        return (room.x + self.x, room.y + self.y) if room else None


def stack(
    sketch: Sketch, pieces: Pieces, lay_out: LayOut, report: Callable[[float], object]
) -> Placement:
    """Every piece laid out with ``lay_out``, once for all that have the same structure."""
    placed: list[Placed] = []
    for place in _stacked(sketch, pieces.pieces, lay_out):
        placed.append(place)
        report(len(placed) / len(pieces.pieces))
    centres: list[Point] = [(0.0, 0.0)] * len(sketch.sizes)
    for piece, place in zip(pieces.pieces, placed, strict=True):
        for number, box in enumerate(piece.boxes):
            centres[box] = place.point(number)
    routes = [
        _route(sketch, edge, legs, placed, centres) if legs else ()
        for edge, legs in enumerate(pieces.legs)
    ]
    labels = [placed[legs[-1][0]].label(legs[-1][1]) if legs else None for legs in pieces.legs]
    return Placement(centres, routes, labels)


def _stacked(sketch: Sketch, pieces: Sequence[Piece], lay_out: LayOut) -> Iterator[Placed]:
    structures = [piece.structure(sketch) for piece in pieces]
    sizes = _common_sizes(sketch, pieces, structures)
    known: dict[tuple[Structure, tuple[int, ...]], PieceLayout] = {}
    above: tuple[Piece, Placed] | None = None
    for piece, structure in zip(pieces, structures, strict=True):
        entry_order = _entry_order(piece, above)
        key = (structure, entry_order)
        if key not in known:
            known[key] = _closer_ports(piece, lay_out(piece, sizes[structure], entry_order))
        placed = _below(piece, known[key], above)
        yield placed
        above = (piece, placed)


def _common_sizes(
    sketch: Sketch, pieces: Sequence[Piece], structures: Sequence[Structure]
) -> dict[Structure, list[Size]]:
    """For each structure, sizes of boxes that hold those of every piece that has it."""
    common: dict[Structure, list[Size]] = {}
    for piece, structure in zip(pieces, structures, strict=True):
        sizes = [sketch.sizes[box] for box in piece.boxes]
        before = common.get(structure, sizes)
        common[structure] = [
            (max(w, v), max(h, k)) for (w, h), (v, k) in zip(sizes, before, strict=True)
        ]
    return common


def _entry_order(piece: Piece, above: tuple[Piece, Placed] | None) -> tuple[int, ...]:
    """The entry ports from left to right, as the piece above has its exit ports."""
    if above is None or not piece.entries:
        return ()
    upper, place = above
    x = [place.point(port)[0] for port in upper.exit_ports]
    return tuple(sorted(range(len(piece.entries)), key=x.__getitem__))


def _closer_ports(piece: Piece, layout: PieceLayout) -> PieceLayout:
    """``layout`` with half the space between its ports and the nearest boxes."""
    if not piece.boxes:
        return layout
    top, bottom = _extent(layout)

    def closer(point: Point) -> Point:
        x, y = point
        if y < top and piece.entries:
            return (x, top - (top - y) / 2)
        return (x, bottom + (y - bottom) / 2) if y > bottom and piece.exits else point

    return replace(
        layout,
        centres=[closer(point) for point in layout.centres],
        routes=[tuple(closer(point) for point in route) for route in layout.routes],
    )


def _extent(layout: PieceLayout, leaving_out: int | None = None) -> tuple[float, float]:
    """The top and the bottom of the boxes and labels of ``layout``, but for one of the boxes."""
    boxes = [
        (y - height / 2, y + height / 2)
        for number, ((_, height), (_, y)) in enumerate(
            zip(layout.sizes, layout.centres, strict=False)
        )
        if number != leaving_out
    ]
    boxes += [(label.top, label.bottom) for label in layout.labels.values()]
    return min((top for top, _ in boxes), default=0.0), max((b for _, b in boxes), default=0.0)


def _below(piece: Piece, layout: PieceLayout, above: tuple[Piece, Placed] | None) -> Placed:
    """``layout`` where it continues the piece above."""
    if above is None:
        return Placed(layout, 0.0, 0.0)
    upper, place = above
    if piece.shares_entry and upper.shared_exit is not None:
        x, y = place.point(upper.shared_exit)
        _, bottom = _extent(place.layout, upper.shared_exit)
        top, _ = _extent(layout)
        rise = layout.centres[0][1] - top
        y = max(y, bottom + place.y + CLEARANCE + rise)
        return Placed(layout, x - layout.centres[0][0], y - layout.centres[0][1])
    return _below_ports(piece, layout, upper, place)


def _below_ports(piece: Piece, layout: PieceLayout, upper: Piece, place: Placed) -> Placed:
    exits = [place.point(port) for port in upper.exit_ports]
    entries = [layout.centres[port] for port in piece.entry_ports]
    if not exits:
        _, bottom = _extent(place.layout)
        return Placed(layout, place.x, bottom + place.y + RANK_SEPARATION - _extent(layout)[0])
    aside = [out[0] - into[0] for out, into in zip(exits, entries, strict=True)]
    first = layout.spine[0]
    x = aside[piece.entry_ports.index(first)] if first in piece.entry_ports else aside[0]
    band = SLANT * max(abs(a - x) for a in aside)
    return Placed(layout, x, exits[0][1] + band - entries[0][1])


def _route(
    sketch: Sketch,
    edge: int,
    legs: Sequence[tuple[int, int]],
    placed: Sequence[Placed],
    centres: Sequence[Point],
) -> Route:
    """The legs of an arrow joined to one route that touches both its boxes."""
    route: Route = ()
    for piece, local in legs:
        leg = placed[piece].route(local)
        route = (*route, *_joint(route, leg), *leg[1:]) if route else leg
    tail, head = sketch.edges[edge]
    route = touching_tail(route, sketch.outlines[tail].moved(*centres[tail]), sketch.ellipses[tail])
    return touching_head(route, sketch.outlines[head].moved(*centres[head]), sketch.ellipses[head])


def _joint(route: Route, leg: Route) -> Route:
    """From the end of ``route`` at a port to the beginning of ``leg`` further down, smoothly."""
    (x, y), (end_x, end_y) = route[-1], leg[0]
    if abs(x - end_x) + abs(y - end_y) < 1:
        return ()
    reach = math.hypot(x - end_x, y - end_y) / 3
    dx, dy = _direction(route[-2], route[-1])
    end_dx, end_dy = _direction(leg[0], leg[1])
    return (
        (x + reach * dx, y + reach * dy),
        (end_x - reach * end_dx, end_y - reach * end_dy),
        (end_x, end_y),
    )


def _direction(start: Point, end: Point) -> Point:
    """The unit vector from ``start`` to ``end``; down, if they are one point."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length else (0.0, 1.0)
