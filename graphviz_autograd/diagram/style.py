"""Colours and strokes, resolved: what a renderer needs to know of a theme, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Color:
    """A named colour on a light and on a dark page, both as ``#rrggbb``."""

    name: str
    light: str
    dark: str


class Head(StrEnum):
    """The head of an arrow."""

    FILLED = "filled"
    HOLLOW = "hollow"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Style:
    """How a box, a note, a frame or an arrow is drawn. Lengths are in pixels."""

    line: Color
    fill: Color | None = None
    width: float = 1.4
    dash: tuple[float, ...] = ()
    double: bool = False
    """Whether a second, thin outline runs inside the first."""
    hatch: bool = False
    """Whether thin slanted strokes cover the filling."""
    head: Head = Head.FILLED
    """The head, if this is an arrow."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set. ``size`` is in pixels; ``family`` is one of `FAMILIES`."""

    role: str
    size: float
    weight: int
    family: str
    color: Color
    italic: bool = False
    sign: str = ""
    """Stands before the text, so that it is told apart without colour."""


FAMILIES = ("sans", "mono", "serif")
