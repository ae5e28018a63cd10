"""Sampling an image between its elements: which elements a position takes, and with what weights.

A sample is a weighted sum of the elements around it, over each axis a product of weights that are
polynomials in the position. So is its derivative by the position, of any order, with the weights
differentiated: what is here takes the order along each axis.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..indices.positions import add_indexed
from ..record import Array

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
        orders: how often to differentiate by each of x, y, and so on.

    """

    mode: int
    padding: int
    align_corners: bool
    orders: Dims

    def by(self, *axes: int) -> How:
        """Return the derivative by some axes of the grid."""
        orders = tuple(one + axes.count(axis) for axis, one in enumerate(self.orders))
        return self._replace(orders=orders)


def sampled_of(input: Array, grid: Array, how: How) -> Array:
    """Return samples of (n, c, *sizes) at (n, *counts, rank) positions: (n, c, *counts)."""
    flat = input.reshape(*input.shape[:2], prod(input.shape[2:]))
    total = np.zeros((*input.shape[:2], *grid.shape[1:-1]), input.dtype)
    batch = np.arange(len(grid)).reshape(-1, *[1] * (grid.ndim - 2))
    for place, weight in _taps(grid, input.shape[2:], how):
        total += np.moveaxis(flat[batch, :, place], -1, 1) * weight[:, None]
    return total


def spread_of(samples: Array, grid: Array, sizes: Dims, how: How) -> Array:
    """Return the adjoint of sampling: what each sample adds to (n, c, *sizes)."""
    channels = samples.shape[1]
    whole = np.zeros((len(grid), int(np.prod(sizes)), channels), samples.dtype)
    batch = np.arange(len(grid)).reshape(-1, *[1] * (grid.ndim - 2))
    last = np.moveaxis(samples, 1, -1)
    for place, weight in _taps(grid, sizes, how):
        add_indexed(whole, (batch, place), last * weight[..., None])
    return np.moveaxis(whole, -1, 1).reshape(len(grid), channels, *sizes)


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
    scale = (size - 1) / 2 if how.align_corners else size / 2
    at = position * scale + (size - 1) / 2
    slope = np.full_like(at, scale)
    if how.mode != BICUBIC:
        at, inner = _padded(at, size, how)
        slope = slope * inner
    first, weights = _WEIGHTS[how.mode](at, order)
    for offset, weight in enumerate(weights):
        index = first + offset
        if how.mode == BICUBIC:
            index, _ = _padded(index, size, how)
        inside = (index >= 0) & (index < size)
        share = np.where(inside, weight * slope**order, 0)
        yield np.where(inside, index, 0).astype(np.intp), share.astype(position.dtype, copy=False)


def _padded(at: Array, size: int, how: How) -> tuple[Array, Array]:
    """Return where positions outside take their elements from, and the slope of that."""
    slope = np.ones_like(at)
    if how.padding == REFLECTION:
        low, span = (0, size - 1) if how.align_corners else (-0.5, size)
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


# ---- the weights along an axis -----------------------------------------------------------------

Weights = tuple[Array, list[Array]]


def _nearest(at: Array, order: int) -> Weights:
    return np.rint(at), [np.full_like(at, not order)]


def _linear(at: Array, order: int) -> Weights:
    low = np.floor(at)
    share = at - low
    slope = np.ones_like(at) if order == 1 else np.zeros_like(at)
    return low, [1 - share, share] if not order else [-slope, slope]


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
