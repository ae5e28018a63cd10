"""How large text and boxes are, from bundled metrics: no font of the machine is asked.

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

from graphviz_autograd.diagram.model import Box, Outline, Row, Span
from graphviz_autograd.layout.model import BoxPlace, Rectangle, TextPlace

LINE_HEIGHT = 1.28
"""Distance of baselines, in units of the text size."""

BASELINE = 0.96
"""From the top of a line down to its baseline, in units of the text size."""

MONO_WIDTH = 0.602
BOLD = 600
FIRST_WIDE = 0x1100
"""Below this code point no character is wider than a digit of a monospaced font."""
PADDING = 12.0
ELLIPSE_PADDING = 10.0
SYMBOL_GAP = 10.0
MIN_ELLIPSE = (26.0, 18.0)


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


def measure(box: Box) -> BoxPlace:
    """The place of ``box`` if its centre were the origin: its size and where its text stands."""
    heights = [_row_height(row) for row in box.rows]
    widths = [sum(map(text_width, row)) for row in box.rows]
    if box.outline is Outline.ELLIPSE:
        return _measure_ellipse(tuple(heights), tuple(widths))
    return _measure_rectangle(box, heights, widths)


@lru_cache(maxsize=4096)
def _measure_ellipse(heights: tuple[float, ...], widths: tuple[float, ...]) -> BoxPlace:
    """The flattest ellipse of the wanted height that holds the corners of every row."""
    if not heights:
        return BoxPlace(Rectangle(0, 0, *MIN_ELLIPSE), ())
    vertical = sum(heights) / 2 + ELLIPSE_PADDING
    horizontal = vertical * 1.3
    top = -sum(heights) / 2
    for height, width in zip(heights, widths, strict=True):
        farthest = max(abs(top + 0.15 * height), abs(top + 0.9 * height))
        reach = math.sqrt(1 - (farthest / vertical) ** 2)
        horizontal = max(horizontal, (width / 2 + 6) / reach)
        top += height
    outline = Rectangle(0, 0, _even(2 * horizontal), _even(2 * vertical))
    return BoxPlace(outline, _stack(heights, TextPlace(0, 0)))


def _measure_rectangle(box: Box, heights: Sequence[float], widths: Sequence[float]) -> BoxPlace:
    symbol = text_width(box.symbol) + SYMBOL_GAP if box.symbol else 0.0
    text = max(widths, default=0.0)
    width = _even(symbol + text + 2 * PADDING)
    outline = Rectangle(0, 0, width, _even(sum(heights) + PADDING))
    if box.symbol is None:
        return BoxPlace(outline, _stack(heights, TextPlace(0, 0)))
    start = PADDING - width / 2
    rows = _stack(heights, TextPlace(start + symbol, 0, "start"))
    middle = start + (symbol - SYMBOL_GAP) / 2
    return BoxPlace(outline, rows, TextPlace(middle, 0.35 * box.symbol.style.size))


def _stack(heights: Sequence[float], first: TextPlace) -> tuple[TextPlace, ...]:
    """Lines of text one below the other, each at the x of ``first``, centred on the origin."""
    tops = accumulate(heights, initial=-sum(heights) / 2)
    return tuple(
        first.moved(0, top + BASELINE * height / LINE_HEIGHT)
        for top, height in zip(tops, heights, strict=False)
    )


def _row_height(row: Row) -> float:
    return max(span.style.size for span in row) * LINE_HEIGHT


def _even(length: float) -> float:
    """Up to a whole, even number: outlines then stand on the pixel grid."""
    return 2 * math.ceil(length / 2)


def _mono_width(char: str) -> float:
    width = _unlisted_width(char)
    return width if width == 0 or ord(char) >= FIRST_WIDE else MONO_WIDTH


def _unlisted_width(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cc", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.7


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
