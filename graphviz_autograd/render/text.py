"""A tree for terminals: outputs at the left margin, what they were made from below them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from graphviz_autograd.diagram.model import TIE, Box, Diagram, Outline, Row
from graphviz_autograd.render.base import Picture

MAX_DEPTH = 24
"""A deeper branch is continued at the left margin, so that lines stay short."""

BRACKETS = {Outline.ELLIPSE: ("(", ")"), Outline.RECTANGLE: ("[", "]")}
BRANCH, LAST_BRANCH = "├─ ", "└─ "
RULE, BLANK = "│  ", "   "


def render(picture: Picture) -> str:
    """``picture`` as lines of text: ``(data)`` and ``[operations]``, as its shapes would be.

    A box that is used twice is spelled out once; other lines refer to it by its id.
    """
    heading = [picture.diagram.heading.text] if picture.diagram.heading else []
    lines = [*heading, *_Forest(picture.diagram).lines()]
    return "".join(f"{line}\n" for line in lines) or "(empty graph)\n"


class _Forest:
    """One tree for each box that leads nowhere, and for each branch that grew too deep."""

    def __init__(self, diagram: Diagram) -> None:
        self.boxes = {box.id: box for box in diagram.boxes}
        self.tails = defaultdict[str, list[str]](list)
        arrows = [arrow for arrow in diagram.arrows if arrow.role != TIE]
        for arrow in arrows:
            self.tails[arrow.head].append(arrow.tail)
        self.uses = Counter(arrow.tail for arrow in arrows)
        self.roots = [box.id for box in reversed(diagram.boxes) if not self.uses[box.id]]
        self.referred = {box for box, uses in self.uses.items() if uses > 1}
        self.shown: set[str] = set()

    def lines(self) -> Iterator[str]:
        while self.roots:
            yield from self.tree(self.roots.pop())

    def tree(self, root: str) -> Iterator[str]:
        stack = [(root, "", "")]
        while stack:
            node, branch, indent = stack.pop()
            yield branch + self.line(node, len(indent))
            if node not in self.shown and node not in self.roots:
                self.shown.add(node)
                stack += reversed(list(self.branches(node, indent)))

    def line(self, node: str, indent: int) -> str:
        """What is said of ``node``; a branch that starts too deep becomes a root of its own."""
        head = _head(self.boxes[node])
        if node in self.shown:
            return f"{head}  <{node}> above"
        if indent >= len(RULE) * MAX_DEPTH and self.tails[node]:
            self.roots.append(node)
            self.referred.add(node)
            return f"{head}  <{node}> below"
        mark = f"  <{node}>" if node in self.referred else ""
        return "  ".join([head, *_facts(self.boxes[node])]) + mark

    def branches(self, node: str, indent: str) -> Iterator[tuple[str, str, str]]:
        tails = self.tails[node]
        yield from ((tail, indent + BRANCH, indent + RULE) for tail in tails[:-1])
        yield from ((tail, indent + LAST_BRANCH, indent + BLANK) for tail in tails[-1:])


def _head(box: Box) -> str:
    left, right = BRACKETS[box.outline]
    words = _words(box.rows[0]) if box.rows else box.role
    return f"{left}{box.symbol.text} {words}{right}" if box.symbol else f"{left}{words}{right}"


def _facts(box: Box) -> list[str]:
    return [_words(row) for row in box.rows[1:]]


def _words(row: Row) -> str:
    return " ".join(span.text for span in row)
