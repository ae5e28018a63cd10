"""How large boxes are, and where in them their text stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from graphviz_autograd.diagram.model import Box, Outline, Row, Span
from graphviz_autograd.layout.beside import place_notes, surround
from graphviz_autograd.layout.model import BoxPlace, Rectangle, TextPlace
from graphviz_autograd.layout.text import even, row_height, row_width, stack, text_width

PADDING = 12.0
ELLIPSE_PADDING = 10.0
SYMBOL_GAP = 10.0
MIN_ELLIPSE = (26.0, 18.0)


def measure(box: Box, *, notes_below: bool = False) -> BoxPlace:
    """The place of ``box`` if the centre of its bounds were the origin.

    Args:
        box: with its marks and its notes.
        notes_below: whether the notes stand below the outline and not to the right of it.

    """
    if not (box.marks or box.notes):
        return _measure_outline(box.outline, box.rows, box.symbol)  # which is centred already
    place = surround(_measure_outline(box.outline, box.rows, box.symbol), box.marks)
    is_round = box.outline is Outline.ELLIPSE
    notes = place_notes(box.notes, place.outermost, below=notes_below, is_round=is_round)
    place = place._replace(notes=notes)
    return place.moved(-place.bounds.x, -place.bounds.y)


@lru_cache(maxsize=4096)
def _measure_outline(outline: Outline, rows: tuple[Row, ...], symbol: Span | None) -> BoxPlace:
    """The box alone, its centre the origin; a large graph has the same boxes over and over."""
    heights = [row_height(row) for row in rows]
    widths = [row_width(row) for row in rows]
    if outline is Outline.ELLIPSE:
        return _measure_ellipse(heights, widths)
    return _measure_rectangle(symbol, heights, widths)


def _measure_ellipse(heights: Sequence[float], widths: Sequence[float]) -> BoxPlace:
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
    outline = Rectangle(0, 0, even(2 * horizontal), even(2 * vertical))
    return BoxPlace(outline, stack(heights, TextPlace(0, 0)))


def _measure_rectangle(
    sign: Span | None, heights: Sequence[float], widths: Sequence[float]
) -> BoxPlace:
    symbol = text_width(sign) + SYMBOL_GAP if sign else 0.0
    text = max(widths, default=0.0)
    width = even(symbol + text + 2 * PADDING)
    outline = Rectangle(0, 0, width, even(sum(heights) + PADDING))
    if sign is None:
        return BoxPlace(outline, stack(heights, TextPlace(0, 0)))
    start = PADDING - width / 2
    rows = stack(heights, TextPlace(start + symbol, 0, "start"))
    middle = start + (symbol - SYMBOL_GAP) / 2
    return BoxPlace(outline, rows, TextPlace(middle, 0.35 * sign.style.size))
