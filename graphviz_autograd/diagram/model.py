"""The Diagram: what is drawn. Boxes with rows of text and resolved styles, arrows, frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graphviz_autograd.diagram.style import Color, Style, TextStyle


class Outline(StrEnum):
    """The shape of a box: an ellipse for data, a rectangle for an operation."""

    ELLIPSE = "ellipse"
    RECTANGLE = "rectangle"


class Direction(StrEnum):
    """Which way computation runs on the page. Graphviz's names, as in ``TB``, are understood."""

    DOWN = "down"
    RIGHT = "right"
    UP = "up"
    LEFT = "left"

    @classmethod
    def _missing_(cls, value: object) -> Direction | None:
        return _GRAPHVIZ_DIRECTIONS.get(str(value).upper())

    @property
    def is_vertical(self) -> bool:
        """Whether computation runs up or down."""
        return self in (Direction.DOWN, Direction.UP)


_GRAPHVIZ_DIRECTIONS = {
    "TB": Direction.DOWN,
    "LR": Direction.RIGHT,
    "BT": Direction.UP,
    "RL": Direction.LEFT,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. Any characters may occur; a renderer escapes them."""

    text: str
    style: TextStyle = field(hash=False)  # to hash it is slow and tells few apart


Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Rows of text beside a box, such as a hook on it or the line that made it.

    With a ``style`` it is a chip: a small rounded rectangle that a short line joins to its box.
    Without, it is plain text. ``name`` is what a pointer on it shows, where the rows say less.
    """

    role: str
    rows: tuple[Row, ...]
    style: Style | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One more outline around a box, such as around the node that failed."""

    role: str
    style: Style


@dataclass(frozen=True, slots=True)
class Box:
    """One node as drawn: rows of text in an outline, a symbol to their left.

    Beside the outline stand the ``notes``, from top to bottom: to the right of it where
    computation runs up or down, else below it. Around it run the ``marks``, the first one inmost.
    ``tooltip`` is what a pointer on the box shows: the whole name, and all facts.
    """

    id: str
    role: str
    outline: Outline
    style: Style
    name: str = ""
    rows: tuple[Row, ...] = ()
    symbol: Span | None = None
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    tooltip: str = ""

    @property
    def text(self) -> str:
        """The rows as plain words."""
        return "  ".join(" ".join(span.text for span in row) for row in self.rows)


GRADIENT_FLOW = "gradient-flow"
"""The role of an arrow of data along which the size of a gradient is drawn, as its width."""

REPEAT = "repeat"
"""The role of an arrow from the end of a folded block back to where its next copy begins."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge as drawn, from the box ``tail`` to the box ``head``.

    ``label`` stands beside the middle of it. ``width`` replaces the width of ``style``. Computation
    runs from tail to head, but ``against`` it if the arrow says so, and if it is ``level`` the two
    boxes stand side by side.
    """

    tail: str
    head: str
    role: str
    style: Style
    label: Span | None = None
    width: float | None = None
    tooltip: str = ""
    against: bool = False
    level: bool = False

    @property
    def line_width(self) -> float:
        """How thick the line is, in pixels."""
        return self.style.width if self.width is None else self.width


@dataclass(frozen=True, slots=True)
class Frame:
    """A named outline around boxes, and around the frames whose ``parent`` it is."""

    id: str
    name: Span
    boxes: tuple[str, ...]
    style: Style
    parent: str | None = None

    @property
    def role(self) -> str:
        """Whether it stands on the page or in another frame: ``outer`` or ``nested``."""
        return "outer" if self.parent is None else "nested"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a small sample of what it explains, and what that means.

    A box, whose rows are left out, an arrow, a chip, or a piece of text in its style.
    """

    sample: Box | Arrow | Note | Span
    meaning: Span


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything there is to draw, in the order of computation.

    ``heading`` is drawn; ``title`` and ``description`` say the drawing in words. ``page`` is the
    colour behind it, which is left unpainted if it is ``transparent``.
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
    transparent: bool = False
