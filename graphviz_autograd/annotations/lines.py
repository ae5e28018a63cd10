"""The place in the program that called each operation."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.ipython import shown_file


@dataclass(frozen=True, slots=True)
class Line:
    """The name of the file without its folder, the line from 1, and the expression."""

    file: str
    line: int
    text: str


LINE = Key("line", Line)


def expect_lines(capture: Capture) -> Capture:
    """Note that lines are to be shown, so that a drawing without any can say how to record them."""
    return capture.noting(LINE, {})


@collector(LINE)
def lines(capture: Capture) -> dict[str, Line]:
    """Where each operation was called, as far as it was recorded.

    Our engine records inside ``record_origins()``, PyTorch in its anomaly mode.
    """
    places = ((node, capture.source.place(one)) for node, one in capture.functions.items())
    return {
        node: Line(shown_file(place.filename), place.line, place.text)
        for node, place in places
        if place is not None
    }
