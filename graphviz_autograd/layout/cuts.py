"""Where a long diagram is cut: between boxes where few tensors are live.

The boxes stand in the order of a sweep. A tensor is live at a position if its box stands before
it and an arrow from there goes to a box after it. Where one is live, as in a residual stream
between two blocks, nothing is lost by a cut; where a few are, as h and c of an LSTM, little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

MIN_PIECE = 24
"""Boxes that a piece has at least, if it can."""

MAX_PIECE = 120
"""A piece of more boxes is cut again, where more tensors are live."""

MAX_LIVE = 10
"""No cut goes through more live tensors than this."""

LEAST_GAIN = 0.7
"""Cuts through several tensors must leave no piece of more than this part of what they cut."""

INSIDE = -1
"""In place of the count where a cut would go through a frame."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut before the box at ``position`` of the order; ``live`` boxes in that order."""

    position: int
    live: tuple[int, ...]


def find_cuts(
    order: Sequence[int],
    edges: Iterable[tuple[int, int]],
    is_data: Sequence[bool],
    frames: Sequence[tuple[int, ...]],
) -> list[Cut]:
    """Cuts in ascending order, so that pieces have about `MIN_PIECE` to `MAX_PIECE` boxes.

    Fewer live tensors are better than more; of equals, it is better if all are data than if an
    operation is cut from what it makes. A frame is only cut where it is too long for a piece;
    ``frames`` are those around each box.
    """
    last_use = _last_uses(order, edges)
    counts = _live_counts(last_use, [True] * len(order))
    data_counts = _live_counts(last_use, [is_data[box] for box in order])
    for position in _inside(order, frames):
        data_counts[position] = INSIDE
    positions = [0, len(order)]
    for count in range(1, MAX_LIVE + 1):
        positions = [0, *_refined(positions, data_counts, counts, count)]
        positions = [0, *_refined(positions, counts, counts, count)]
    return _with_live(order, last_use, positions[1:-1])


def _inside(order: Sequence[int], frames: Sequence[tuple[int, ...]]) -> Iterator[int]:
    """Positions in a frame that has room in one piece, with all that stands in between."""
    spans: dict[int, tuple[int, int]] = {}
    for position, box in enumerate(order):
        for frame in frames[box]:
            first, _ = spans.get(frame, (position, position))
            spans[frame] = (first, position)
    for first, last in spans.values():
        if last - first < MAX_PIECE:
            yield from range(first + 1, last + 1)


def _last_uses(order: Sequence[int], edges: Iterable[tuple[int, int]]) -> list[int]:
    """For each position, that of the last box its arrows go to; its own if there is none."""
    place = {box: position for position, box in enumerate(order)}
    last = list(range(len(order)))
    for tail, head in edges:
        last[place[tail]] = max(last[place[tail]], place[head])
    return last


def _live_counts(last_use: Sequence[int], counted: Sequence[bool]) -> list[int]:
    """How many of the boxes that are ``counted`` are live before each position."""
    changes = [0] * (len(last_use) + 1)
    for position, last in enumerate(last_use):
        if counted[position] and last > position:
            changes[position + 1] += 1
            changes[last + 1] -= 1
    return list(accumulate(changes))


def _refined(
    positions: Sequence[int], counts: Sequence[int], totals: Sequence[int], count: int
) -> Iterable[int]:
    """``positions`` without the first, and new ones in long pieces where ``count`` are live."""
    for start, stop in pairwise(positions):
        if count == 1 and counts is not totals:
            yield from _new_cuts(start, stop, counts, totals, count)
        elif stop - start > MAX_PIECE:
            new = list(_new_cuts(start, stop, counts, totals, count))
            # A few cuts at the edge of something wide help nobody.
            if max(b - a for a, b in pairwise([start, *new, stop])) < LEAST_GAIN * (stop - start):
                yield from new
        yield stop


def _new_cuts(
    start: int, stop: int, counts: Sequence[int], totals: Sequence[int], count: int
) -> Iterable[int]:
    distance = MIN_PIECE if count == 1 else 2 * MIN_PIECE
    earliest = start + distance
    for position in range(earliest, stop - distance // 2):
        if position >= earliest and counts[position] == totals[position] == count:
            earliest = position + distance
            yield position


def _with_live(
    order: Sequence[int], last_use: Sequence[int], positions: Sequence[int]
) -> list[Cut]:
    """Each position with the boxes that are live there, met in one sweep."""
    cuts, live, start = [], dict[int, None](), 0
    for position in positions:
        live.update(dict.fromkeys(range(start, position)))
        live = {place: None for place in live if last_use[place] >= position}
        cuts.append(Cut(position, tuple(order[place] for place in live)))
        start = position
    return cuts
