"""Positions among all elements of an array, and sums at positions that may be named repeatedly.

``np.add.at`` takes a fraction of the time if both its array and its index have one dimension.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from ...blocks import blocks_of
from ..dims import wrapped
from ..record import Array

Dims = tuple[int, ...]

# Rows of so many elements are added one by one, shorter ones element by element.
_LONG = 256


def positions_along(sizes: Dims, dim: int, index: Array) -> Array:
    """Return where, counted row by row, the elements lie that an index names along ``dim``.

    Along the other dimensions it names its own places.
    """
    if not sizes:
        return np.zeros(index.shape, np.intp)
    index = np.asarray(index, np.intp)
    if not index.ndim:
        return index
    dim = wrapped(dim, len(sizes))
    steps = [prod(sizes[axis + 1 :]) for axis in range(len(sizes))]
    grid = np.ogrid[tuple([slice(size) for size in index.shape])]
    others = sum(
        one * step for axis, (one, step) in enumerate(zip(grid, steps, strict=True)) if axis != dim
    )
    places: Array = index * steps[dim]
    places += others
    return places


def add_at(whole: Array, positions: Array, values: Array) -> None:
    """Add values to an array that lies row by row, at positions among all its elements."""
    np.add.at(whole.reshape(-1), positions.reshape(-1), values.reshape(-1))


def add_rows(whole: Array, index: Array, rows: Array) -> None:
    """Add each row of (m, d) to the row of (n, d) that an index (m,) names."""
    width = whole.shape[1]
    if width >= _LONG:
        for at, row in zip(index.tolist(), rows, strict=True):
            target = whole[at]
            target += row
        return
    flat, within = whole.reshape(-1), np.arange(width)
    for part in blocks_of(rows):
        places = index[part, None] * width + within
        np.add.at(flat, places.reshape(-1), rows[part].reshape(-1))


def add_slices(whole: Array, dim: int, index: Array, slices: Array) -> None:
    """Add the slices along ``dim`` to those of ``whole`` that an index (m,) names."""
    at = wrapped(dim, whole.ndim) if whole.ndim else 0
    sizes = whole.shape or (1,)
    before, count, width = prod(sizes[:at]), sizes[at], prod(sizes[at + 1 :])
    rows = np.arange(before)[:, None] * count + index.reshape(-1)
    shape = (before * count, width)
    add_rows(whole.reshape(shape), rows.reshape(-1), slices.reshape(rows.size, width))


def add_indexed(whole: Array, places: tuple[Any, ...], values: Array) -> None:
    """Do ``whole[places] += values``, where places may be named repeatedly."""
    if [one for one in places if isinstance(one, slice) or one.dtype == np.bool_]:
        names = np.arange(whole.size).reshape(whole.shape)[places]
        add_at(whole, names, values)
        return
    index: Any = 0
    for one, size in zip(places, whole.shape, strict=False):
        index = index * size + np.where(one < 0, one + size, one)
    sizes, rest = whole.shape[: len(places)], whole.shape[len(places) :]
    rows, width = np.reshape(index, -1), prod(rest)
    add_rows(whole.reshape(prod(sizes), width), rows, values.reshape(rows.size, width))
