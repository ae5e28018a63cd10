"""Sliding windows over the last dimensions of an array, as convolution and pooling see them.

The linear map from an array to its windows ("im2col") and its adjoint ("col2im") follow Dumoulin
and Visin, "A guide to convolution arithmetic for deep learning" (2016). Both loop, if at all, over
the few positions within a window, never over the many windows.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

Dims = tuple[int, ...]


class Window(NamedTuple):
    """The size of a window and how it moves, one entry a dimension."""

    size: Dims
    stride: Dims
    padding: Dims
    dilation: Dims

    @property
    def span(self) -> Dims:
        """How many elements the window reaches over."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.size, self.dilation, strict=True))

    def counts(self, sizes: Dims, ceil_mode: bool = False) -> Dims:
        """Return how many windows there are in an array of ``sizes``.

        With ``ceil_mode`` a last window may reach over the end, if it starts before it.
        """
        return tuple(map(_count, sizes, self.span, self.stride, self.padding, [ceil_mode] * 9))

    def reach(self, counts: Dims) -> Dims:
        """Return the sizes of the padded array that ``counts`` windows cover."""
        return tuple(
            (n - 1) * s + span for n, s, span in zip(counts, self.stride, self.span, strict=True)
        )


def _count(size: int, span: int, stride: int, padding: int, ceil_mode: bool) -> int:
    room = size + 2 * padding - span
    if not ceil_mode:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - 1 if (count - 1) * stride >= size + padding else count


def padded(array: Any, window: Window, counts: Dims, value: float = 0) -> Any:
    """Return ``array`` with its last dimensions padded to exactly what ``counts`` windows cover."""
    reach = window.reach(counts)
    if not any(window.padding) and array.shape[-len(counts) :] == reach:
        return array
    return placed(array, reach, window.padding, value)


def placed(array: Any, sizes: Dims, starts: Dims | None = None, value: float = 0) -> Any:
    """Return (*lead, *sizes) of ``value`` with ``array`` from ``starts`` on, as far as it fits."""
    starts = starts or (0,) * len(sizes)
    whole: Any = np.full((*array.shape[: -len(sizes)], *sizes), value, array.dtype)
    parts = zip(array.shape[-len(sizes) :], starts, sizes, strict=True)
    kept = [min(n, size - start) for n, start, size in parts]
    inner = tuple(slice(start, start + n) for start, n in zip(starts, kept, strict=True))
    whole[(..., *inner)] = array[(..., *map(slice, kept))]
    return whole


def windows(array: Any, window: Window, counts: Dims, value: float = 0) -> Any:
    """Return a view of the padded array as (*lead, *window.size, *counts)."""
    whole = padded(array, window, counts, value)
    lead, steps = whole.shape[: -len(counts)], whole.strides[-len(counts) :]
    within = [step * d for step, d in zip(steps, window.dilation, strict=True)]
    between = [step * s for step, s in zip(steps, window.stride, strict=True)]
    strides = (*whole.strides[: len(lead)], *within, *between)
    return np.lib.stride_tricks.as_strided(
        whole, (*lead, *window.size, *counts), strides, writeable=False
    )


def slices(array: Any, window: Window, counts: Dims) -> Iterator[Any]:
    """Yield, for each position in the window, the padded array's elements there: (*lead, *counts).

    The slices are views: what is added to them is added to ``array``.
    """
    for position in product(*map(range, window.size)):
        starts = [at * d for at, d in zip(position, window.dilation, strict=True)]
        parts = zip(starts, window.stride, counts, strict=True)
        yield array[(..., *(slice(at, at + (n - 1) * s + 1, s) for at, s, n in parts))]


def overlap_add(columns: Any, window: Window, sizes: Dims) -> Any:
    """Return the sum of windows at their places, in an array of (*lead, *sizes).

    The adjoint of ``windows``: ``columns`` is (*lead, *window.size, *counts).
    """
    rank = len(sizes)
    lead, counts = columns.shape[: -2 * rank], columns.shape[-rank:]
    flat = columns.reshape((*lead, prod(window.size), *counts))
    parts = (flat[(..., at, *[slice(None)] * rank)] for at in range(flat.shape[-rank - 1]))
    return added(parts, lead, columns.dtype, window, counts, sizes)


def added(
    parts: Iterator[Any], lead: Dims, dtype: Any, window: Window, counts: Dims, sizes: Dims
) -> Any:
    """Return the sum of the parts, one for each position in the window, in (*lead, *sizes)."""
    reach = window.reach(counts)
    ends = (max(r, p + n) for r, p, n in zip(reach, window.padding, sizes, strict=True))
    whole: Any = np.zeros((*lead, *ends), dtype)
    for place, part in zip(slices(whole, window, counts), parts, strict=True):
        place += part
    inner = tuple(slice(p, p + n) for p, n in zip(window.padding, sizes, strict=True))
    return whole[(..., *inner)]
