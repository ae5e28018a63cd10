"""Colours and strokes, resolved: what a renderer needs to know of a theme, and no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Color:
    """A named colour on a light and on a dark page, both as ``#rrggbb``."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a box or an arrow is drawn. Lengths are in pixels."""

    line: Color
    fill: Color | None = None
    width: float = 1.4
    dash: tuple[float, ...] = ()
    double: bool = False
    """Whether a second, thin outline runs inside the first."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set. ``size`` is in pixels; ``family`` is ``sans`` or ``mono``."""

    role: str
    size: float
    weight: int
    family: str
    color: Color
