"""Sums of windows that move by one element, as stretches of the memory of the padded array.

If there are windows too, with nothing in them, that reach over the end of a row into the next, then
the elements at one position in all windows are one stretch. To add few long stretches takes half
the time of many short rows.
"""

from __future__ import annotations

from itertools import product as positions
from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from .windows import Dims, Window, placed

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_whole_rows(window: Window, counts: Dims) -> Dims:
    """Return how many windows there are with those over the ends of rows, if these are few."""
    rows = (counts[0], *window.reach(counts)[1:])
    few = 2 * product(rows) <= 3 * product(counts)
    return rows if few and set(window.stride) == {1} else counts


def stretches_added(
    parts: Iterator[Any], lead: Dims, dtype: Any, window: Window, rows: Dims, sizes: Dims
) -> Any:
    """Return the sum of the parts, one for each position in the window, in (*lead, *sizes).

    Each is (*lead, *rows), of windows with whole rows.
    """
    height = rows[0] + window.span[0]  # the last windows reach into one row more
    whole: Any = np.zeros((*lead, height * product(rows[1:])), dtype)
    steps = [product(rows[dim + 1 :]) * d for dim, d in enumerate(window.dilation)]
    for position, part in zip(positions(*map(range, window.size)), parts, strict=True):
        start = sum(at * step for at, step in zip(position, steps, strict=True))
        whole[..., start : start + product(rows)] += part.reshape(*lead, product(rows))
    inner = tuple(slice(p, p + n) for p, n in zip(window.padding, sizes, strict=True))
    result = whole.reshape(*lead, height, *rows[1:])[(..., *inner)]
    return result if result.shape[-len(sizes) :] == sizes else placed(result, sizes)
