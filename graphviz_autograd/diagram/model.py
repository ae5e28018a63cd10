"""The Diagram: what is drawn. Boxes with rows of text and resolved styles, arrows, frames."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphviz_autograd.diagram.style import Color, Style, TextStyle


class Outline(StrEnum):
    """The shape of a box: an ellipse for data, a rectangle for an operation."""

    ELLIPSE = "ellipse"
    RECTANGLE = "rectangle"


class Direction(StrEnum):
    """Which way computation runs on the page."""

    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. Any characters may occur; a renderer escapes them."""

    text: str
    style: TextStyle


Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One node as drawn: rows of text in an outline, a symbol to their left."""

    id: str
    role: str
    outline: Outline
    style: Style
    name: str = ""
    rows: tuple[Row, ...] = ()
    symbol: Span | None = None

    @property
    def text(self) -> str:
        """The rows as plain words."""
        return "  ".join(" ".join(span.text for span in row) for row in self.rows)


TIE = "tie"
"""The role of an arrow from a folded block back to itself, for what flows to its next copy."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge as drawn, from the box ``tail`` to the box ``head``; a `TIE` leads upstream."""

    tail: str
    head: str
    role: str
    style: Style


@dataclass(frozen=True, slots=True)
class Frame:
    """A named outline around boxes, and around the frames whose ``parent`` it is."""

    id: str
    name: Span
    boxes: tuple[str, ...]
    style: Style
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a small empty box and what it stands for."""

    box: Box
    meaning: Span


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything there is to draw, in the order of computation.

    ``heading`` is drawn; ``title`` and ``description`` say the drawing in words.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    frames: tuple[Frame, ...]
    legend: tuple[LegendEntry, ...]
    heading: Span | None
    title: str
    description: str
    direction: Direction
    page: Color
    hair: Color
