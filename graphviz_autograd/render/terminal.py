"""The tree of `text` in colours, as something rich can print."""

from __future__ import annotations

from rich.text import Text

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.render.text import QUIET, pieces

COLORS = {
    "leaf": "bold blue",
    "reference": "blue",
    "output": "bold green",
    "function": "yellow",
    "accumulator": "red",
    "grad": "red",
    "title": "bold",
    "detail": "dim",
    "absent": "dim",
    QUIET: "dim",
}
"""By the role of a box or of a text; any other keeps the colour of the terminal."""


def tree(diagram: Diagram) -> Text:
    """``diagram`` as the lines of `text.render`, without the end of the last."""
    text = Text.assemble(*((piece, COLORS.get(role, "")) for piece, role in pieces(diagram)))
    text.right_crop(1)
    return text
