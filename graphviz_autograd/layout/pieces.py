"""A long diagram as pieces, each a small drawing of its own, joined at the cuts.

A tensor that is the only one live at a cut, and that the piece above only makes, is the last box
of that piece and the first of the next. Any other live tensor leaves a piece and enters the next
by a *port*, a point on the cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphviz_autograd.layout.cuts import Cut
from graphviz_autograd.layout.sketch import Size, Sketch

Structure = tuple[object, ...]


@dataclass(slots=True)
class Piece:
    """Boxes, ports and arrows by local number: the boxes, then entry ports, then exit ports.

    ``boxes`` are numbers of the sketch; ``entries`` and ``exits`` are the tensors at the ports.
    ``shares_entry`` says that the first box is the last of the piece above, ``shared_exit`` which
    box is the first of the piece below, if that is so.
    """

    boxes: list[int]
    entries: tuple[int, ...]
    exits: tuple[int, ...]
    shares_entry: bool
    shared_exit: int | None
    edges: list[tuple[int, int]] = field(default_factory=list)
    labels: dict[int, Size] = field(default_factory=dict)
    """By the index of an arrow, the room for its label."""
    leaving: dict[int, int] = field(default_factory=dict)
    """By tensor at an exit port, the index of the arrow to it."""

    @property
    def entry_ports(self) -> range:
        """Local numbers of the entry ports."""
        return range(len(self.boxes), len(self.boxes) + len(self.entries))

    @property
    def exit_ports(self) -> range:
        """Local numbers of the exit ports."""
        start = len(self.boxes) + len(self.entries)
        return range(start, start + len(self.exits))

    def structure(self, sketch: Sketch) -> Structure:
        """What two pieces have in common that are drawn alike, but for the sizes of boxes."""
        groups = [sketch.groups[box] for box in self.boxes]
        local = {group: number for number, group in enumerate(dict.fromkeys(groups))}
        return (
            tuple(sketch.ellipses[box] for box in self.boxes),
            len(self.entries),
            len(self.exits),
            self.shares_entry,
            self.shared_exit,
            tuple(self.edges),
            tuple(self.labels.items()),
            tuple(local[group] if group >= 0 else -1 for group in groups),
        )


Leg = tuple[int, int]
"""A piece, and one of its arrows."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """``pieces`` from top to bottom; for each arrow of the sketch its ``legs`` through them."""

    pieces: list[Piece]
    legs: list[list[Leg]]


def split(
    sketch: Sketch, order: Sequence[int], cuts: Sequence[Cut], short: Sequence[int]
) -> Pieces:
    """``sketch`` cut into pieces; of its arrows, only those that are ``short`` are in them."""
    made_in = _made_in(order, cuts)
    used_at_home = {t for t, h in (sketch.edges[e] for e in short) if made_in[t] == made_in[h]}
    pieces = _empty_pieces(order, cuts, made_in, used_at_home)
    local = [_local_numbers(piece) for piece in pieces]
    legs: list[list[Leg]] = [[] for _ in sketch.edges]
    for number, piece in enumerate(pieces):
        for tensor, port in zip(piece.exits, piece.exit_ports, strict=True):
            piece.leaving[tensor] = len(piece.edges)
            piece.edges.append((local[number][tensor], port))
    for edge in short:
        tail, head = sketch.edges[edge]
        home = made_in[head]
        legs[edge] = [*_legs_before(tail, home, pieces), (home, len(pieces[home].edges))]
        if (label := sketch.labels[edge]) is not None:
            pieces[home].labels[len(pieces[home].edges)] = label
        pieces[home].edges.append((local[home][tail], local[home][head]))
    return Pieces(pieces, legs)


def _made_in(order: Sequence[int], cuts: Sequence[Cut]) -> list[int]:
    """For each box, the number of the piece above whose lower end it stands."""
    made_in = [0] * len(order)
    starts = [0, *(cut.position for cut in cuts), len(order)]
    for number, (start, stop) in enumerate(pairwise(starts)):
        for box in order[start:stop]:
            made_in[box] = number
    return made_in


def _empty_pieces(
    order: Sequence[int], cuts: Sequence[Cut], made_in: Sequence[int], used_at_home: set[int]
) -> list[Piece]:
    """The pieces with their boxes and ports, without arrows."""
    pieces: list[Piece] = []
    shared: int | None = None
    entries: tuple[int, ...] = ()
    start = 0
    for number, cut in enumerate([*cuts, Cut(len(order), ())]):
        boxes = [*([] if shared is None else [shared]), *order[start : cut.position]]
        is_shared = len(cut.live) == 1 and made_in[cut.live[0]] == number
        is_shared = is_shared and cut.live[0] not in used_at_home
        exits = () if is_shared else cut.live
        exit_box = boxes.index(cut.live[0]) if is_shared else None
        pieces.append(Piece(boxes, entries, exits, shared is not None, exit_box))
        shared, entries, start = (cut.live[0] if is_shared else None), exits, cut.position
    return pieces


def _local_numbers(piece: Piece) -> dict[int, int]:
    ports = zip(piece.entries, piece.entry_ports, strict=True)
    return {box: number for number, box in enumerate(piece.boxes)} | dict(ports)


def _legs_before(tail: int, home: int, pieces: Sequence[Piece]) -> list[Leg]:
    """The legs by which an arrow from ``tail`` comes to the ports of the piece ``home``."""
    legs: list[Leg] = []
    above = home - 1
    while above >= 0 and tail in pieces[above].leaving:
        legs.append((above, pieces[above].leaving[tail]))
        above -= 1
    return legs[::-1]
