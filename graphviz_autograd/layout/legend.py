"""The legend: first what is drawn, then words that occur, each in columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from graphviz_autograd.diagram.model import Arrow, Box, LegendEntry, Note, Span
from graphviz_autograd.layout.model import Rectangle, TextPlace
from graphviz_autograd.layout.text import text_width

LINE = 20.0
BETWEEN_COLUMNS = 20.0
SAMPLE_GAP = 7.0
SAMPLES = {Box: (22.0, 13.0), Arrow: (26.0, 8.0), Note: (22.0, 11.0)}
"""The sizes of samples."""

EntryPlace = tuple[Rectangle, TextPlace]


@dataclass(frozen=True, slots=True)
class LegendPlace:
    """Where each sample and its words stand if the legend begins at the origin."""

    entries: tuple[EntryPlace, ...] = ()
    width: float = 0.0
    height: float = 0.0

    def moved(self, dx: float, dy: float) -> tuple[EntryPlace, ...]:
        """The places if it begins there."""
        return tuple((sample.moved(dx, dy), words.moved(dx, dy)) for sample, words in self.entries)


def place_legend(entries: Sequence[LegendEntry], width: float) -> LegendPlace:
    """``entries`` in lines, in as many columns as fit ``width``."""
    legend = LegendPlace()
    for is_text, group in groupby(entries, key=lambda entry: isinstance(entry.sample, Span)):
        legend = _below(legend, _grid(list(group), width, is_text=is_text))
    return legend


def _below(upper: LegendPlace, lower: LegendPlace) -> LegendPlace:
    return LegendPlace(
        (*upper.entries, *lower.moved(0, upper.height)),
        max(upper.width, lower.width),
        upper.height + lower.height,
    )


def _grid(entries: Sequence[LegendEntry], width: float, *, is_text: bool) -> LegendPlace:
    """``entries`` along the lines; small pictures are centred above each other, words begin left.

    In a column, what the samples mean is aligned.
    """
    columns = _columns(entries, width)
    count, places = len(columns), []
    for index, entry in enumerate(entries):
        line, column = divmod(index, count)
        left, y = sum(columns[:column]), LINE * (line + 0.5)
        room, (across, along) = _sample_room(entries[column::count]), _sample_size(entry)
        sample = Rectangle(left + (across if is_text else room) / 2, y, across, along)
        places.append((sample, TextPlace(left + room + SAMPLE_GAP, y + 4, "start")))
    height = LINE * ceil(len(entries) / count)
    return LegendPlace(tuple(places), sum(columns) - BETWEEN_COLUMNS, height)


def _columns(entries: Sequence[LegendEntry], width: float) -> list[float]:
    """The widths of as many columns as fit, with the space after each."""
    for count in range(len(entries), 1, -1):
        columns = [_column_width(entries[i::count]) for i in range(count)]
        if sum(columns) <= width + BETWEEN_COLUMNS and _is_even(len(entries), count):
            return columns
    return [_column_width(entries)]


def _is_even(entries: int, columns: int) -> bool:
    """Whether no smaller number of columns would need just as few lines."""
    return ceil(entries / columns) < ceil(entries / (columns - 1))


def _column_width(entries: Sequence[LegendEntry]) -> float:
    words = max(text_width(entry.meaning) for entry in entries)
    return _sample_room(entries) + SAMPLE_GAP + words + BETWEEN_COLUMNS


def _sample_room(entries: Sequence[LegendEntry]) -> float:
    """Enough for each of ``entries``, and for an arrow, so that columns are alike."""
    return max(SAMPLES[Arrow][0], *(_sample_size(entry)[0] for entry in entries))


def _sample_size(entry: LegendEntry) -> tuple[float, float]:
    if isinstance(entry.sample, Span):
        return text_width(entry.sample), entry.sample.style.size
    return SAMPLES[type(entry.sample)]
