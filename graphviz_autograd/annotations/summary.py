"""The numbers of an array in a few numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graphviz_autograd.annotations.equality import EqualByNumbers
from graphviz_autograd.sources.base import NoNumbersError, Source, Tensor

MAX_ITEMS = 6
"""An array of at most so many numbers is told in full."""

SMALL = 4096
"""Arrays of at most so many numbers are read together."""

CHUNK = 1 << 16
"""A larger array is read in parts of so many numbers."""

SMALLEST, LARGEST = 1e-15, 1e15
"""The largest number of an array whose squares ``float32`` can add up lies between these."""

DIGITS = ".6g"
"""Six significant digits of a floating-point number are kept.

So rounding in the last place changes no picture.
"""

USUAL = "fd"
"""The types that most tensors have: ``float32`` and ``float64``, by NumPy's characters."""

EXACT: dict[str, Callable[[Any], float]] = {"i": int, "u": int, "b": bool}
"""How numbers that are not rounded are kept, by the kind of their dtype."""


@dataclass(frozen=True, slots=True, eq=False)
class Summary(EqualByNumbers):
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


def numbers_of(tensors: Mapping[str, Tensor], source: Source) -> dict[str, Summary | str]:
    """A summary of each of ``tensors`` of ``source``, or why its numbers cannot be read."""
    found: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        for node, tensor in tensors.items():
            found[node] = array = _array(tensor, source)
            if not (isinstance(array, str) or _is_small(array)):
                found[node] = _summary(array)
        small = {node: one for node, one in found.items() if isinstance(one, np.ndarray)}
        for nodes in _batches(small):
            found.update(zip(nodes, _of_small([small[node] for node in nodes]), strict=True))
    return found


def _batches(arrays: Mapping[str, npt.NDArray[Any]]) -> Iterator[list[str]]:
    """The keys of ``arrays`` in groups of about `CHUNK` numbers."""
    group, size = [], 0
    for key, array in arrays.items():
        group.append(key)
        size += array.size
        if size >= CHUNK:
            yield group
            group, size = [], 0
    if group:
        yield group


def _array(tensor: Tensor, source: Source) -> npt.NDArray[np.generic] | str:
    try:
        return source.array(tensor)
    except NoNumbersError as error:
        return str(error)


def summary_of(tensor: Tensor, source: Source) -> Summary | None:
    """The summary of a tensor of ``source``; ``None`` if its numbers cannot be read."""
    array = _array(tensor, source)
    return None if isinstance(array, str) else summarize(array)


def summarize(array: npt.NDArray[np.generic]) -> Summary:
    """The summary of ``array``, of any shape; integer, boolean or real floating point.

    Integers and booleans stay what they are.
    """
    with np.errstate(all="ignore"):
        return _summary(array)


def _summary(array: npt.NDArray[np.generic]) -> Summary:
    if not _is_usual(array):
        return _of_any(array.reshape(-1))
    # A large transposed array is read as it lies in memory, not copied.
    flat = array.ravel("K") if array.size > CHUNK else array.reshape(-1)
    return _of_usual(flat) or _of_any(flat)


def _is_usual(array: npt.NDArray[np.generic]) -> bool:
    return array.dtype.char in USUAL and array.size > 0


def _is_small(array: npt.NDArray[np.generic]) -> bool:
    return array.size <= SMALL and _is_usual(array)


def _of_small(arrays: Sequence[npt.NDArray[Any]]) -> list[Summary]:
    """The summaries of small usual arrays, read together: most time would go into calls."""
    starts = np.cumsum([0, *(one.size for one in arrays[:-1])])
    flat = np.concatenate([one.reshape(-1) for one in arrays], dtype=np.float64)
    low, high = np.minimum.reduceat(flat, starts), np.maximum.reduceat(flat, starts)
    total, squares = np.add.reduceat(flat, starts), np.add.reduceat(flat * flat, starts)
    nonzero = np.add.reduceat(flat != 0, starts, dtype=np.int64)
    told = (one.tolist() for one in (low, high, total, squares, nonzero))
    return [_told(*one) or _of_any(one[0].reshape(-1)) for one in zip(arrays, *told, strict=True)]


def _of_usual(flat: npt.NDArray[Any]) -> Summary | None:
    """The summary, read once in parts that fit into a cache; sums of a single one are exact."""
    size: int = flat.size
    low, high, total, squares, nonzero = math.inf, -math.inf, 0.0, 0.0, 0
    for start in range(0, size, CHUNK):
        part = flat[start : start + CHUNK] if size > CHUNK else flat
        low, high = min(low, float(_minimum(part))), max(high, float(_maximum(part)))
        nonzero += int(np.count_nonzero(part != 0))
        added = part if size > CHUNK else part.astype(np.float64)
        total += float(_sum(added))
        squares += float(added.dot(added))
        if not math.isfinite(total + squares):
            return None
    return _told(flat, low, high, total, squares, nonzero)


def _told(
    array: npt.NDArray[Any], low: float, high: float, total: float, squares: float, nonzero: int
) -> Summary | None:
    """The summary of an array that was read.

    ``None`` if a number is not finite, or is so large or small that its square would not be told.
    """
    if not math.isfinite(total + squares):
        return None
    if nonzero and not SMALLEST < max(-low, high) < LARGEST:
        return None
    size: int = array.size
    items = tuple(map(_rounded, array.ravel().tolist())) if size <= MAX_ITEMS else None
    low, high, mean, norm = map(_rounded, (low, high, total / size, math.sqrt(squares)))
    return Summary(size, items, low, high, mean, norm, size - nonzero, 0)


_minimum, _maximum, _sum = np.minimum.reduce, np.maximum.reduce, np.add.reduce


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
    if number != number:
        return math.nan  # the one object, so that equal summaries compare equal
    return float(f"{number:{DIGITS}}") + 0.0  # -0.0 + 0.0 is 0.0
