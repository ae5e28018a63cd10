"""What is said of a node, before a theme sets it: lines in its box, notes beside it, marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A row in the box, in runs of a text role and its words."""

    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words without their roles."""
        return " ".join(words for _, words in self.runs)


@dataclass(frozen=True)
class Aside:
    """A note beside the box: its role, its rows, and what a pointer on it shows besides.

    ``whole`` is what the rows would say if there were room; empty if they say it.
    """

    role: str
    lines: tuple[Line, ...]
    tooltip: str = ""
    whole: str = ""

    @property
    def text(self) -> str:
        """The rows as words, nothing left out."""
        return self.whole or " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Outlined:
    """A mark around the box."""

    mark: str


Said = Line | Aside | Outlined


def line(role: str, text: str) -> Line:
    """One row in one role."""
    return Line(((role, text),))
