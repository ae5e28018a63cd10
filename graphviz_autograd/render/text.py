"""A tree for terminals: outputs at the left margin, what they were made from below them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from graphviz_autograd.diagram.model import (
    GRADIENT_FLOW,
    REPEAT,
    Arrow,
    Box,
    Diagram,
    Outline,
    Row,
    Span,
)
from graphviz_autograd.render.base import Picture

MAX_DEPTH = 24
"""A deeper branch is continued at the left margin, so that lines stay short."""

BRACKETS = {Outline.ELLIPSE: ("(", ")"), Outline.RECTANGLE: ("[", "]")}
PLAIN = ("flow", GRADIENT_FLOW, "accumulate")
"""Roles of arrows that need no word."""

BRANCH, LAST_BRANCH = "├─ ", "└─ "
RULE, BLANK = "│  ", "   "

Piece = tuple[str, str]
"""Some text and its role: that of a box or of a text style, or `QUIET`."""

QUIET = "quiet"

_VISIBLE = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_VISIBLE |= dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029], 0xFFFD)
"""Signs for the characters that would end a line or command a terminal."""


def render(picture: Picture) -> str:
    """``picture`` as lines of text: ``(data)`` and ``[operations]``, as its shapes would be.

    A box that is used twice is spelled out once; other lines refer to it by its id.
    """
    return "".join(piece for piece, _ in pieces(picture.diagram))


def pieces(diagram: Diagram) -> Iterator[Piece]:
    """The lines of `render` in pieces, for a terminal to colour by their roles."""
    heading = [[_piece(diagram.heading)]] if diagram.heading else []
    lines = [*heading, *_Forest(diagram).lines()]
    return chain.from_iterable([*line, ("\n", QUIET)] for line in lines)


class _Forest:
    """One tree for each box that leads nowhere, and for each branch that grew too deep."""

    def __init__(self, diagram: Diagram) -> None:
        self.boxes = {box.id: box for box in diagram.boxes}
        arrows = [arrow for arrow in diagram.arrows if arrow.role != REPEAT]
        self.tails = defaultdict[str, list[Arrow]](list)
        for arrow in arrows:
            self.tails[arrow.head].append(arrow)
        self.uses = Counter(arrow.tail for arrow in arrows)
        self.roots = [box.id for box in reversed(diagram.boxes) if not self.uses[box.id]]
        self.referred = {box for box, uses in self.uses.items() if uses > 1}
        self.shown: set[str] = set()

    def lines(self) -> Iterator[list[Piece]]:
        while self.roots:
            yield from self.tree(self.roots.pop())

    def tree(self, root: str) -> Iterator[list[Piece]]:
        stack = [(root, "", "")]
        while stack:
            node, branch, indent = stack.pop()
            yield [(branch, QUIET), *self.line(node, len(indent))]
            if node not in self.shown and node not in self.roots:
                self.shown.add(node)
                stack += reversed(list(self.branches(node, indent)))

    def line(self, node: str, indent: int) -> Iterator[Piece]:
        """What is said of ``node``; a branch that starts too deep becomes a root of its own."""
        yield _head(self.boxes[node])
        if node in self.shown:
            yield (f"  <{node}> above", QUIET)
        elif indent >= len(RULE) * MAX_DEPTH and self.tails[node]:
            self.roots.append(node)
            self.referred.add(node)
            yield (f"  <{node}> below", QUIET)
        else:
            yield from _facts(self.boxes[node])
            if node in self.referred:
                yield (f"  <{node}>", QUIET)

    def branches(self, node: str, indent: str) -> Iterator[tuple[str, str, str]]:
        for arrow in self.tails[node][:-1]:
            yield arrow.tail, indent + BRANCH + _way(arrow), indent + RULE
        for arrow in self.tails[node][-1:]:
            yield arrow.tail, indent + LAST_BRANCH + _way(arrow), indent + BLANK


def _way(arrow: Arrow) -> str:
    """What an arrow says of its tail, if it is not the plain flow of data."""
    if arrow.label is not None:
        return f"{arrow.label.text} "
    return "" if arrow.role in PLAIN else f"{arrow.role} "


def _head(box: Box) -> Piece:
    left, right = BRACKETS[box.outline]
    words = _words(box.rows[0]) if box.rows else box.role
    symbol = f"{_visible(box.symbol.text)} " if box.symbol else ""
    return f"{left}{symbol}{words}{right}", box.role


def _facts(box: Box) -> Iterator[Piece]:
    noted = (row for note in box.notes for row in note.rows)
    for row in (*box.rows[1:], *noted):
        yield ("  ", QUIET)
        yield from _separated(row)


def _separated(row: Row) -> Iterator[Piece]:
    for index, span in enumerate(row):
        if index:
            yield (" ", QUIET)
        yield _piece(span)


def _piece(span: Span) -> Piece:
    return _visible(span.text), span.style.role


def _words(row: Row) -> str:
    return "".join(piece for piece, _ in _separated(row))


def _visible(text: str) -> str:
    return text.translate(_VISIBLE)
