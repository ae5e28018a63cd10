"""How large text is, from bundled metrics: no font of the machine is asked.

Widths of letters are the larger of those of Liberation Sans (the metrics of Arial and Helvetica)
and DejaVu Sans, so that text set in either fits its box.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from graphviz_autograd.diagram.model import Row, Span
from graphviz_autograd.layout.model import TextPlace

LINE_HEIGHT = 1.28
"""Distance of baselines, in units of the text size."""

BASELINE = 0.96
"""From the top of a line down to its baseline, in units of the text size."""

MONO_WIDTH = 0.602
BOLD = 600
FIRST_WIDE = 0x1100
"""Below this code point no character is wider than a digit of a monospaced font."""

SPACE = 0.32
"""Between two spans of a row, in units of the text size of the second."""


def text_width(span: Span) -> float:
    """The width of ``span`` in pixels, an upper bound for common fonts."""
    style = span.style
    return style.size * _advance(span.text, style.family == "mono", style.weight >= BOLD)


@lru_cache(maxsize=4096)
def _advance(text: str, mono: bool, bold: bool) -> float:
    """The width of ``text`` in em; a large graph says the same words over and over."""
    if mono:
        return sum(_mono_width(char) for char in text)
    table = _metrics()["bold" if bold else "regular"]
    return sum(table.get(char) or _unlisted_width(char) for char in text)


def row_width(row: Row) -> float:
    """The width of the spans of ``row`` and the spaces between them."""
    return sum(map(text_width, row)) + sum(space_before(span) for span in row[1:])


def space_before(span: Span) -> float:
    """The space between ``span`` and the one to its left, in pixels."""
    return SPACE * span.style.size if span.style.family != "mono" else MONO_WIDTH * span.style.size


def stack(heights: Sequence[float], first: TextPlace) -> tuple[TextPlace, ...]:
    """Lines of text one below the other, each at the x of ``first``, centred on the origin."""
    tops = accumulate(heights, initial=-sum(heights) / 2)
    return tuple(
        first.moved(0, top + BASELINE * height / LINE_HEIGHT)
        for top, height in zip(tops, heights, strict=False)
    )


def row_height(row: Row) -> float:
    """The height of a line that holds the largest span of ``row``."""
    return max(span.style.size for span in row) * LINE_HEIGHT


def even(length: float) -> float:
    """Up to a whole, even number: outlines then stand on the pixel grid."""
    return 2 * math.ceil(length / 2)


def _mono_width(char: str) -> float:
    width = _unlisted_width(char)
    return width if width == 0 or ord(char) >= FIRST_WIDE else MONO_WIDTH


def _unlisted_width(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in _INVISIBLE:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.7


_INVISIBLE = ("Cc", "Cf", "Mn", "Me")


@cache
def _metrics() -> Mapping[str, Mapping[str, float]]:
    """Widths in em by character, for each weight."""
    resource = files("graphviz_autograd.layout") / "text_metrics.json"
    return {
        weight: {
            chr(int(start, 16) + i): width / 1000
            for start, run in runs.items()
            for i, width in enumerate(run)
        }
        for weight, runs in json.loads(resource.read_text(encoding="utf-8")).items()
    }
