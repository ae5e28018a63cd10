"""The numbers of an array in a few numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.base import NoNumbersError, Source, Tensor

MAX_ITEMS = 6
"""An array of at most so many numbers is told in full."""

CHUNK = 1 << 16
"""A larger array is read in parts of so many numbers."""

SMALLEST, LARGEST = 1e-15, 1e15
"""The largest number of an array whose squares ``float32`` can add up lies between these."""

DIGITS = 6
"""Significant digits of a floating-point number that are kept.

So rounding in the last place changes no picture.
"""

EXACT: dict[str, Callable[[Any], float]] = {"i": int, "u": int, "b": bool}
"""How numbers that are not rounded are kept, by the kind of their dtype."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Small arrays in full, large ones by their range.

    ``items`` are all numbers in row-major order, or ``None`` if there are more than `MAX_ITEMS`.
    ``minimum``, ``maximum``, ``mean`` and ``norm`` (the square root of the sum of squares) are of
    the finite numbers, ``None`` if there are none. ``zeros`` counts zeros, ``nonfinite`` NaN and
    infinities.
    """

    size: int
    items: tuple[float, ...] | None
    minimum: float | None
    maximum: float | None
    mean: float | None
    norm: float | None
    zeros: int
    nonfinite: int

    @property
    def is_zero(self) -> bool:
        """Whether there are numbers and every one is zero."""
        return 0 < self.size == self.zeros


def numbers_of(tensor: Tensor, source: Source) -> Summary | str:
    """The summary of a tensor of ``source``, or why its numbers cannot be read."""
    try:
        return summarize(source.array(tensor))
    except NoNumbersError as error:
        return str(error)


def summary_of(tensor: Tensor, source: Source) -> Summary | None:
    """The summary of a tensor of ``source``; ``None`` if its numbers cannot be read."""
    found = numbers_of(tensor, source)
    return None if isinstance(found, str) else found


def summarize(array: npt.NDArray[np.generic]) -> Summary:
    """The summary of ``array``, of any shape; integer, boolean or real floating point.

    Integers and booleans stay what they are.
    """
    if array.dtype not in (np.float32, np.float64) or not array.size:
        return _of_any(array.reshape(-1))
    # A large transposed array is read as it lies in memory, not copied.
    flat = array.ravel("K") if array.size > CHUNK else array.reshape(-1).astype(np.float64)
    with np.errstate(all="ignore"):
        return _of_usual(flat) or _of_any(flat)


def _of_usual(flat: npt.NDArray[Any]) -> Summary | None:
    """The summary, read once in parts that fit into a cache.

    ``None`` if a number is not finite, or is so large or small that its square would not be told.
    """
    low, high, total, squares, nonzero = math.inf, -math.inf, 0.0, 0.0, 0
    for start in range(0, flat.size, CHUNK):
        part = flat[start : start + CHUNK]
        low, high = min(low, float(part.min())), max(high, float(part.max()))
        total += float(part.sum())
        squares += float(part.dot(part))
        if not math.isfinite(total + squares):
            return None
        nonzero += int(np.count_nonzero(part != 0))
    if nonzero and not SMALLEST < max(-low, high) < LARGEST:
        return None
    size = int(flat.size)
    items = tuple(map(_rounded, flat.tolist())) if size <= MAX_ITEMS else None
    ends, mean, norm = (_rounded(low), _rounded(high)), _rounded(total / size), math.sqrt(squares)
    return Summary(size, items, *ends, mean, _rounded(norm), size - nonzero, 0)


def _of_any(array: npt.NDArray[np.generic]) -> Summary:
    rounded = EXACT.get(array.dtype.kind, _rounded)
    flat = array.astype(np.float64) if rounded is _rounded else array
    finite = flat[np.isfinite(flat)]
    has_any = finite.size > 0
    return Summary(
        size=flat.size,
        items=tuple(rounded(x) for x in flat) if flat.size <= MAX_ITEMS else None,
        minimum=rounded(finite.min()) if has_any else None,
        maximum=rounded(finite.max()) if has_any else None,
        mean=_rounded(finite.mean()) if has_any else None,
        norm=_rounded(_norm(finite.astype(np.float64))) if has_any else None,
        zeros=int(flat.size - np.count_nonzero(flat)),
        nonfinite=int(flat.size - finite.size),
    )


def _norm(numbers: npt.NDArray[np.float64]) -> float:
    """The Euclidean norm, scaled so that no square overflows or vanishes."""
    largest = float(np.abs(numbers).max())
    if not 0 < largest < math.inf:
        return largest
    return largest * float(np.linalg.norm(numbers / largest))


def _rounded(number: float) -> float:
    if math.isnan(number):
        return math.nan  # the one object, so that equal summaries compare equal
    return float(f"{number:.{DIGITS}g}") + 0.0  # -0.0 + 0.0 is 0.0
