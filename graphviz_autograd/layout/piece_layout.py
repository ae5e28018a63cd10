"""One piece laid out by Graphviz, with its ports in order and its spine straight."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_autograd.layout.dot import LayoutTimeoutError, run_dot
from graphviz_autograd.layout.frames import MARGIN, NAME_HEIGHT
from graphviz_autograd.layout.graphviz import (
    NODE_SEPARATION,
    POINTS_PER_INCH,
    RANK_SEPARATION,
    cell,
    html_table,
)
from graphviz_autograd.layout.layered import Ends, place_layered, ranks
from graphviz_autograd.layout.model import Point, Rectangle, Route
from graphviz_autograd.layout.pieces import Piece
from graphviz_autograd.layout.sketch import Size, Sketch

HEAVY = 4_000
"""Boxes and ranks that arrows cross, of a piece that takes Graphviz too long: over a second."""

NAME_SIZE = (20, NAME_HEIGHT)
"""Room above the boxes of a frame, for its name."""

PORT_SIZE = (0.5, 0.5)
PORT = "shape=point width=0.01"

SPINE_WEIGHT = 20
"""How much straighter than others the arrows are that lead from the entry to the exit."""


@dataclass(frozen=True, slots=True)
class PieceLayout:
    """Where the boxes and ports of a piece are, their ``sizes``, and the ``routes`` of its arrows.

    ``labels`` are the rooms for labels by the index of the arrow. ``spine`` are the local numbers
    of the first and the last box of the longest way through.
    """

    centres: list[Point]
    sizes: list[Size]
    routes: list[Route]
    labels: dict[int, Rectangle]
    spine: tuple[int, int]


class Draughtsman:
    """Lays out pieces one after another, within a time limit for all of them together."""

    def __init__(self, sketch: Sketch, time_limit: float) -> None:
        self.sketch = sketch
        self.time_limit = time_limit
        self.deadline = time.monotonic() + time_limit
        self.given_up: list[tuple[int, str]] = []

    def lay_out(self, piece: Piece, sizes: list[Size], entry_order: Sequence[int]) -> PieceLayout:
        """``piece`` with boxes of ``sizes`` and its entry ports in that order, left to right.

        Raises:
            LayoutError: if there is no Graphviz, or it fails.

        """
        if _weight(piece) > HEAVY:
            return self._plain(piece, sizes, entry_order, "too many arrows for Graphviz")
        try:
            remaining = max(self.deadline - time.monotonic(), 0.001)
            return _by_graphviz(piece, self.sketch, sizes, entry_order, remaining)
        except LayoutTimeoutError:
            reason = f"longer than {self.time_limit:g} s with Graphviz"
            return self._plain(piece, sizes, entry_order, reason)

    def _plain(
        self, piece: Piece, sizes: list[Size], entry_order: Sequence[int], reason: str
    ) -> PieceLayout:
        self.given_up.append((len(piece.boxes), reason))
        return _by_layers(piece, self.sketch, sizes, entry_order)

    def notes(self) -> Iterator[str]:
        """What was given up, as sentences."""
        for reason in dict.fromkeys(reason for _, reason in self.given_up):
            boxes = [count for count, why in self.given_up if why == reason]
            yield (
                f"{sum(boxes)} boxes are drawn in plain layers, with more crossings than need be: "
                f"they could not be cut apart, and would take {reason}"
            )


def _weight(piece: Piece) -> int:
    """Boxes, and the ranks that arrows cross: what Graphviz's time grows with."""
    rank = ranks(piece.exit_ports.stop, piece.edges)
    return len(piece.boxes) + sum(rank[head] - rank[tail] for tail, head in piece.edges)


def _by_layers(
    piece: Piece, sketch: Sketch, sizes: list[Size], entry_order: Sequence[int]
) -> PieceLayout:
    ports = len(piece.entries) + len(piece.exits)
    top = [piece.entry_ports[i] for i in entry_order] or [0] * piece.shares_entry
    bottom = [*piece.exit_ports] if piece.shared_exit is None else [piece.shared_exit]
    placed = place_layered(
        [*sizes, *[PORT_SIZE] * ports],
        [*(sketch.ellipses[box] for box in piece.boxes), *[True] * ports],
        piece.edges,
        Ends(top, bottom, alone=bool(piece.entries)),
        piece.labels,
    )
    return PieceLayout(
        placed.centres, sizes, placed.routes, placed.labels, _ends(piece, _spine(piece))
    )


def _by_graphviz(
    piece: Piece, sketch: Sketch, sizes: list[Size], entry_order: Sequence[int], time_limit: float
) -> PieceLayout:
    spine = _spine(piece)
    lines = _dot_lines(piece, sketch, sizes, entry_order, set(spine))
    placed = run_dot("\n".join(lines), time_limit)
    objects = {item["name"]: item for item in placed["objects"]}
    count = piece.exit_ports.stop
    arrows = {int(e["id"]): e for e in placed.get("edges", ()) if "id" in e}
    return PieceLayout(
        centres=[_points(objects[str(box)]["pos"])[0] for box in range(count)],
        sizes=sizes,
        routes=[_points(arrows[edge]["pos"]) for edge in range(len(piece.edges))],
        labels={
            edge: Rectangle(*_points(arrows[edge]["lp"])[0], *size)
            for edge, size in piece.labels.items()
        },
        spine=_ends(piece, spine),
    )


def _dot_lines(
    piece: Piece,
    sketch: Sketch,
    sizes: Sequence[Size],
    entry_order: Sequence[int],
    spine: set[int],
) -> Iterator[str]:
    yield "digraph {"
    yield (
        f"graph [ranksep={RANK_SEPARATION / POINTS_PER_INCH:.4f} "
        f"nodesep={NODE_SEPARATION / POINTS_PER_INCH:.4f} outputorder=nodesfirst]"
    )
    yield 'node [fixedsize=true label=""]'
    yield "edge [arrowhead=none]"
    # What is named first goes to the left: first the ports, so that nothing comes between them.
    yield from _entry_lines(piece, entry_order)
    for box, (width, height) in enumerate(sizes):
        shape = "ellipse" if sketch.ellipses[piece.boxes[box]] else "box"
        size = f"width={width / POINTS_PER_INCH:.4f} height={height / POINTS_PER_INCH:.4f}"
        yield f"{box} [shape={shape} {size}]"
    yield from _group_lines(piece, sketch)
    yield from _exit_lines(piece)
    for edge, (tail, head) in enumerate(piece.edges):
        weight = f" weight={SPINE_WEIGHT}" if edge in spine else ""
        label = f" label={_room(piece.labels[edge])}" if edge in piece.labels else ""
        yield f"{tail} -> {head} [id={edge}{weight}{label}]"
    yield "}"


def _room(size: Size) -> str:
    return html_table([[cell(*size)]])


def _entry_lines(piece: Piece, entry_order: Sequence[int]) -> Iterator[str]:
    """The entry on top; ports from left to right."""
    if piece.shares_entry:
        yield "{rank=min; 0}"
    if piece.entries:
        ports = [str(piece.entry_ports[number]) for number in entry_order]
        yield from (f"{port} [{PORT}]" for port in ports)
        yield f"{{rank=source; {'; '.join(ports)}}}"
        yield f"{' -> '.join(ports)} [style=invis]" if len(ports) > 1 else ""


def _group_lines(piece: Piece, sketch: Sketch) -> Iterator[str]:
    """Frames as clusters, with room for a name; the box that is shared with another piece apart."""
    members: dict[int, list[int]] = defaultdict(list)
    for box in range(int(piece.shares_entry), len(piece.boxes)):
        if box != piece.shared_exit and sketch.groups[piece.boxes[box]] >= 0:
            members[sketch.groups[piece.boxes[box]]].append(box)
    for number, boxes in enumerate(members.values()):
        yield f"subgraph cluster_{number} {{ margin={MARGIN:g} labelloc=t label={_room(NAME_SIZE)}"
        yield f"{'; '.join(map(str, boxes))} }}"


def _exit_lines(piece: Piece) -> Iterator[str]:
    """The exit at the bottom."""
    yield from (f"{port} [{PORT}]" for port in piece.exit_ports)
    exits = [*piece.exit_ports, *([] if piece.shared_exit is None else [piece.shared_exit])]
    if exits:
        yield f"{{rank=sink; {'; '.join(map(str, exits))}}}"


def _spine(piece: Piece) -> list[int]:
    """The arrows of the longest way through ``piece``, whose boxes shall stand in a line."""
    arriving: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge, (tail, head) in enumerate(piece.edges):
        arriving[head].append((edge, tail))
    starts = {0} if piece.shares_entry or not piece.entries else set(piece.entry_ports)
    length = dict.fromkeys(starts, 0)
    via: dict[int, tuple[int, int]] = {}
    for box in [*range(len(piece.boxes)), *piece.exit_ports]:
        for edge, tail in arriving[box]:
            if length.get(tail, -1) + 1 > length.get(box, 0):
                length[box], via[box] = length[tail] + 1, (edge, tail)
    ends = [piece.shared_exit] if piece.shared_exit is not None else list(piece.exit_ports)
    box = max(ends or range(len(piece.boxes)), key=lambda end: length.get(end, 0))
    spine = []
    while box in via:
        edge, box = via[box]
        spine.append(edge)
    return spine[::-1]


def _ends(piece: Piece, spine: Sequence[int]) -> tuple[int, int]:
    if not spine:
        return (0, 0)
    return piece.edges[spine[0]][0], piece.edges[spine[-1]][1]


def _points(text: str) -> Route:
    """Graphviz's points, whose y runs up, as ours, whose y runs down."""
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(x), -float(y)) for x, y in pairs)
