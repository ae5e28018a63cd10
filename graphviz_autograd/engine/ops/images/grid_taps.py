"""Sampling an image between its elements: which elements a position takes, and with what weights.

A sample is a weighted sum of the elements around it, its taps, with products of weights along each
axis that are polynomials in the position. So is its derivative by the position, with the weights
differentiated: what is here takes the order along each axis.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..indices.positions import add_rows
from ..record import Array, op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Dims = tuple[int, ...]

BILINEAR, NEAREST, BICUBIC = range(3)
ZEROS, BORDER, REFLECTION = range(3)


class How(NamedTuple):
    """How samples are taken, in PyTorch's numbers, and which derivative of them.

    Attributes:
        mode: 0 for (bi)linear, 1 for the nearest element, 2 for cubic.
        padding: what lies outside: 0 for zeros, 1 for the border, 2 for a reflection.
        align_corners: whether -1 and 1 are the centres of the outer elements, or their edges.
        orders: 1 for the axis that it is differentiated by, of x, y, and so on, else 0.

    """

    mode: int
    padding: int
    align_corners: bool
    orders: Dims

    def scale(self, size: int) -> float:
        """Return how many elements there are along an axis from 0 to 1."""
        return (size - 1) / 2 if self.align_corners else size / 2

    def reflected(self, size: int) -> tuple[float, float]:
        """Return where a reflection begins, and how long it is."""
        return (0, size - 1) if self.align_corners else (-0.5, size)

    def by(self, axis: int) -> How:
        """Return the derivative by one axis of the grid."""
        return self._replace(orders=tuple([int(one == axis) for one in range(len(self.orders))]))


def how_of(grid: Any, interpolation_mode: int, padding_mode: int, align_corners: bool) -> How:
    """Return how samples are taken at the positions of a grid."""
    return How(interpolation_mode, padding_mode, align_corners, (0,) * grid.shape[-1])


# ---- samples -----------------------------------------------------------------------------------


def sampled_of(input: Array, grid: Array, how: How) -> Array:
    """Return samples of (n, c, *sizes) at (n, *counts, rank) positions: (n, c, *counts)."""
    elements, first = _elements(input), _first_elements(grid, input.shape[2:])
    total = np.zeros((*grid.shape[:-1], input.shape[1]), input.dtype)
    for place, weight in _taps(grid, input.shape[2:], how):
        taken = np.take(elements, first + place, axis=0)
        taken *= weight[..., None]
        total += taken
    return np.ascontiguousarray(np.moveaxis(total, -1, 1))


def grid_slopes_of(grad: Array, input: Array, grid: Array, how: How) -> Array:
    """Return the derivatives of ``grad`` times the samples by each number of the grid."""
    elements, first = _elements(input), _first_elements(grid, input.shape[2:])
    result = np.zeros_like(grid, order="C")
    last = np.ascontiguousarray(np.moveaxis(grad, 1, -1))
    axes = [_taps(grid, input.shape[2:], how.by(axis)) for axis in range(grid.shape[-1])]
    for taps in zip(*axes, strict=True):
        products = np.vecdot(np.take(elements, first + taps[0][0], axis=0), last)
        for axis, (_, weight) in enumerate(taps):
            result[..., axis] += products * weight
    return result


def spread_of(samples: Array, grid: Array, sizes: Dims, how: How) -> Array:
    """Return the adjoint of sampling: what each sample adds to (n, c, *sizes)."""
    channels, count = samples.shape[1], prod(sizes)
    whole = np.zeros((len(grid) * count, channels), samples.dtype)
    first = _first_elements(grid, sizes)
    last = np.ascontiguousarray(np.moveaxis(samples, 1, -1))
    for place, weight in _taps(grid, sizes, how):
        rows = (last * weight[..., None]).reshape(-1, channels)
        add_rows(whole, (first + place).reshape(-1), rows)
    images = whole.reshape(len(grid), count, channels).swapaxes(1, 2)
    return images.reshape(len(grid), channels, *sizes)


def _elements(images: Array) -> Array:
    """Return (n, c, *sizes) as (n * elements, c)."""
    return np.moveaxis(images, 1, -1).reshape(-1, images.shape[1])


def _first_elements(grid: Array, sizes: Dims) -> Array:
    """Return where the elements of the images of a batch start, to add to (n, *counts) places."""
    return np.arange(len(grid)).reshape(-1, *[1] * (grid.ndim - 2)) * prod(sizes)


def _taps(grid: Array, sizes: Dims, how: How) -> Iterator[tuple[Array, Array]]:
    """Yield flat indices and weights, each (n, *counts), of the elements that samples take."""
    axes = [
        list(_axis(grid[..., axis], sizes[-1 - axis], how, order))
        for axis, order in enumerate(how.orders)
    ]
    for chosen in product(*axes):
        place, weight, step = 0, 1, 1
        for (index, share), size in zip(chosen, reversed(sizes), strict=True):
            place, weight, step = place + index * step, weight * share, step * size
        yield np.asarray(place), np.asarray(weight)


def _axis(position: Array, size: int, how: How, order: int) -> Iterator[tuple[Array, Array]]:
    """Yield the indices along one axis and their weights, differentiated ``order`` times."""
    at, slope = _source(position, size, how)
    first, weights = _WEIGHTS[how.mode](at, order)
    for offset, weight in enumerate(weights):
        index = _tap(first + offset, size, how)
        inside = (index >= 0) & (index < size)
        share = np.where(inside, weight * slope**order, 0)
        yield np.where(inside, index, 0).astype(np.intp), share.astype(position.dtype, copy=False)


def _source(position: Array, size: int, how: How) -> tuple[Array, Array]:
    """Return positions along one axis counted in elements, and the slope of that."""
    scale = how.scale(size)
    at = (position + 1) * scale - (0 if how.align_corners else 0.5)
    slope = np.full_like(at, scale)
    if how.mode == BICUBIC:
        return at, slope
    at, inner = _padded(at, size, how)
    return at, slope * inner


def _tap(index: Array, size: int, how: How) -> Array:
    """Return the index of a tap; cubic weights take taps outside, linear ones samples."""
    return _padded(index, size, how)[0] if how.mode == BICUBIC else index


def _padded(at: Array, size: int, how: How) -> tuple[Array, Array]:
    """Return where positions outside take their elements from, and the slope of that."""
    slope = np.ones_like(at)
    if how.padding == REFLECTION:
        low, span = how.reflected(size)
        if span == 0:
            return np.zeros_like(at), np.zeros_like(at)
        slope = np.where(at < low, -slope, slope)
        turns, rest = np.divmod(np.abs(at - low), span)
        odd = turns % 2 == 1
        at, slope = np.where(odd, span - rest, rest) + low, np.where(odd, -slope, slope)
    if how.padding != ZEROS:
        slope = np.where((at <= 0) | (at >= size - 1), 0, slope)
        at = np.clip(at, 0, size - 1)
    return at, slope


# ---- what gradients of gradients need that has no derivative -----------------------------------


@op(casts=None)
def tap_places(grid: Array, sizes: Dims, channels: int, how: How) -> Array:
    """Return the flat index of each tap in its channel: (n, c, taps of all samples)."""
    places: Array = np.zeros((*grid.shape[:-1], 1), np.int64)
    for size, index in _tap_indices(grid, sizes, how):
        row = np.clip(index, 0, size - 1).astype(np.int64)
        places = _of_all(places * size, np.add, row)
    rows = places.reshape(len(grid), 1, -1)
    return np.broadcast_to(rows, (len(grid), channels, rows.shape[-1]))


@op(casts=None)
def taps_inside(grid: Array, sizes: Dims, how: How) -> Array:
    """Return 1 for each tap (n, 1, *counts, taps) that is inside the image, else 0."""
    inside: Array = np.ones((*grid.shape[:-1], 1), grid.dtype)
    for size, index in _tap_indices(grid, sizes, how):
        inside = _of_all(inside, np.multiply, (index >= 0) & (index < size))
    return inside[:, None]


def _tap_indices(grid: Array, sizes: Dims, how: How) -> Iterator[tuple[int, Array]]:
    """Yield of each axis, x last, its size and the indices (n, *counts, taps) along it."""
    for axis, size in reversed([*enumerate(reversed(sizes))]):
        first, weights = _WEIGHTS[how.mode](_source(grid[..., axis], size, how)[0], 0)
        taps = [_tap(first + offset, size, how) for offset in range(len(weights))]
        yield size, np.stack(taps, -1)


def _of_all(slower: Array, combine: Callable[[Array, Array], Array], faster: Array) -> Array:
    """Return what two axes together make of each of their taps, in one row."""
    whole = combine(slower[..., None], faster[..., None, :])
    return whole.reshape(*whole.shape[:-2], -1)


@op(casts=None)
def padding_slopes(grid: Array, axis: int, size: int, how: How) -> Array:
    """Return how fast positions along an axis move with the grid, once they are padded."""
    return _source(grid[..., axis], size, how)[1]


@op(casts=None)
def even_reflections(distance: Array, span: float) -> Array:
    """Return whether positions are reflected an even number of times."""
    return np.floor_divide(distance, span) % 2 == 0


@op(casts=None)
def whole_part(self: Array) -> Array:
    """Return the next whole numbers below, as constants."""
    return np.floor(self)


# ---- the weights along an axis -----------------------------------------------------------------

Weights = tuple[Array, list[Array]]


def _nearest(at: Array, order: int) -> Weights:
    return np.rint(at), [np.full_like(at, not order)]


def _linear(at: Array, order: int) -> Weights:
    low = np.floor(at)
    share = at - low
    slope = np.ones_like(at)
    return low, [-slope, slope] if order else [1 - share, share]


# Cubic convolution with a = -3/4 (Keys 1981): the weights of the elements at -1, 0, 1 and 2 as
# polynomials in the share, from the highest power.
_CUBIC = ((-0.75, 1.5, -0.75, 0), (1.25, -2.25, 0, 1), (-1.25, 1.5, 0.75, 0), (0.75, -0.75, 0, 0))


def _cubic(at: Array, order: int) -> Weights:
    low = np.floor(at)
    share = at - low
    return low - 1, [np.polyval(np.polyder(one, order), share) for one in _CUBIC]


_WEIGHTS: dict[int, Callable[[Array, int], Weights]] = {
    BILINEAR: _linear,
    NEAREST: _nearest,
    BICUBIC: _cubic,
}
