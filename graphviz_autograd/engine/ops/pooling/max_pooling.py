"""Max pooling, by sliding windows and adaptive, and its partial inverse.

A maximum's index counts the elements of its channel, the last dimensions flattened, as PyTorch's
does. Pooling's gradient is sent to the indices; the gradient of that is picked from them.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from functools import lru_cache
from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..convolutions.windows import Window, slices
from ..convolutions.windows import padded as padded_array
from ..record import Array, composite, formula, op
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import pooling_checks as checks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..indices.gather import gather
    from ..shapes.shape import reshape
    from .max_pooling_backward import (
        adaptive_max_pool2d_backward,
        adaptive_max_pool3d_backward,
        max_pool2d_backward,
        max_pool3d_backward,
    )

Dims = tuple[int, ...]


# ---- kernels ---------------------------------------------------------------------------------


def _lowest(dtype: Any) -> Any:
    return -np.inf if dtype.kind == "f" else np.iinfo(dtype).min


def _pooled(input: Array, window: Window, ceil_mode: bool) -> tuple[Array, Array]:
    """Return the maximum of each window and its index."""
    rank = len(window.size)
    counts = window.counts(input.shape[-rank:], ceil_mode)
    whole = padded_array(input, window, counts, _lowest(input.dtype))
    largest, chosen = best(slices(whole, window, counts), product(window.size))
    return largest, _flat(chosen, window, counts, input.shape[-rank:])


def best(choices: Iterator[Array], count: int) -> tuple[Array, Array]:
    """Return the largest of ``count`` arrays in each place, and which of them it is in.

    It is the first of equal ones, and the last that is NaN.
    """
    largest = next(choices).copy()
    chosen = np.zeros(largest.shape, np.uint8 if count < 256 else np.intp)
    number = chosen.dtype.type
    for nr, candidate in enumerate(choices, 1):
        better = candidate > largest
        if largest.dtype.kind == "f":
            better |= np.isnan(candidate)
        np.maximum(largest, candidate, out=largest)
        np.maximum(chosen, better * number(nr), out=chosen)
    return largest, chosen


def _flat(chosen: Array, window: Window, counts: Dims, sizes: Dims) -> Array:
    """Return positions within windows as flat indices into arrays of ``sizes``."""
    starts, offsets = _starts_and_offsets(window, counts, sizes)
    indices: Array = np.take(offsets, chosen)
    indices += starts
    return indices


@lru_cache(maxsize=32)  # a program has few sizes of windows and images
def _starts_and_offsets(window: Window, counts: Dims, sizes: Dims) -> tuple[Array, Array]:
    """Return the flat index where each window starts, and what each position in it adds."""
    rank = len(sizes)
    within = np.unravel_index(np.arange(product(window.size)), window.size)
    index = np.zeros((), np.int64)
    offsets = np.zeros(product(window.size), np.int64)
    for axis in range(rank):
        start = np.arange(counts[axis]) * window.stride[axis] - window.padding[axis]
        index = index * sizes[axis] + start.reshape(-1, *[1] * (rank - 1 - axis))
        offsets = offsets * sizes[axis] + within[axis] * window.dilation[axis]
    return index, offsets


def placed(self: Array, indices: Array, sizes: Dims, rank: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` added at the flat indices of each channel."""
    lead, area = product(sizes[: len(sizes) - rank]), product(sizes[len(sizes) - rank :])
    each = product(indices.shape[indices.ndim - rank :])
    places = indices.reshape(lead, each) + np.arange(0, lead * area, max(area, 1))[:, None]
    whole = np.zeros(lead * area, self.dtype)
    np.add.at(whole, places.ravel(), self.ravel())
    return whole.reshape(sizes)


@formula
def taken_at(self: Any, indices: Any, rank: int) -> Any:
    """Return the elements of ``self`` at the flat indices of each channel."""
    lead = self.shape[: len(self.shape) - rank]
    flat, at = (reshape(one, (*lead, product(one.shape[len(lead) :]))) for one in (self, indices))
    return reshape(gather(flat, -1, at), indices.shape)


def _adaptive(input: Array, output_size: Dims) -> tuple[Array, Array]:
    """Return the maximum of each of ``output_size`` windows that together cover the input."""
    largest, indices, step = input, np.zeros((), np.int64), 1
    for axis, count in zip(range(-1, -1 - len(output_size), -1), output_size[::-1], strict=True):
        members = _members(input.shape[axis], count)
        choices = (np.take(largest, one, axis) for one in members.T)
        largest, chosen = best(choices, members.shape[1])
        within = np.arange(count).reshape(-1, *[1] * (-1 - axis))
        places = members[within, chosen]
        if indices.ndim:
            indices = np.take_along_axis(indices, places, axis)
        indices, step = indices + places * step, step * input.shape[axis]
    return largest, indices


def _members(size: int, count: int) -> Array:
    """Return the elements of each adaptive window; short windows repeat their last one."""
    starts = np.arange(count) * size // count
    ends = -(-np.arange(1, count + 1) * size // count)
    widest = int((ends - starts).max(initial=1))
    return np.minimum(starts[:, None] + np.arange(widest), ends[:, None] - 1)


# ---- operations ------------------------------------------------------------------------------


@op(
    self=lambda grad, self, kernel_size, stride, padding, dilation, ceil_mode, result1: (
        max_pool2d_backward(grad, self, result1)
    ),
    outputs=("result", "result1"),
    differentiable=1,
    node="MaxPool2DWithIndicesBackward0",
    layout="channels",
)
def max_pool2d_with_indices(
    self: Array, kernel_size: Dims, stride: Dims, padding: Dims, dilation: Dims, ceil_mode: bool
) -> tuple[Array, Array]:
    """Return the maximum of each window of (*, h, w) and its index."""
    return _pooled(self, Window(kernel_size, stride or kernel_size, padding, dilation), ceil_mode)


@op(
    self=lambda grad, self, kernel_size, stride, padding, dilation, ceil_mode, result1: (
        max_pool3d_backward(grad, self, result1)
    ),
    outputs=("result", "result1"),
    differentiable=1,
    node="MaxPool3DWithIndicesBackward0",
    layout="channels",
)
def max_pool3d_with_indices(
    self: Array, kernel_size: Dims, stride: Dims, padding: Dims, dilation: Dims, ceil_mode: bool
) -> tuple[Array, Array]:
    """Return the maximum of each window of (*, d, h, w) and its index."""
    return _pooled(self, Window(kernel_size, stride or kernel_size, padding, dilation), ceil_mode)


@op(
    self=lambda grad, self, result1: adaptive_max_pool2d_backward(grad, self, result1),
    outputs=("result", "result1"),
    differentiable=1,
    node="AdaptiveMaxPool2DBackward0",
    layout="channels",
)
def adaptive_max_pool2d_with_indices(self: Array, output_size: Dims) -> tuple[Array, Array]:
    """Return the maximum of each of ``output_size`` windows of (*, h, w) and its index."""
    return _adaptive(self, output_size)


@op(
    self=lambda grad, self, result1: adaptive_max_pool3d_backward(grad, self, result1),
    outputs=("result", "result1"),
    differentiable=1,
    node="AdaptiveMaxPool3DBackward0",
    layout="channels",
)
def adaptive_max_pool3d_with_indices(self: Array, output_size: Dims) -> tuple[Array, Array]:
    """Return the maximum of each of ``output_size`` windows of (*, d, h, w) and its index."""
    return _adaptive(self, output_size)


# ---- functions -------------------------------------------------------------------------------


@composite
def max_pool1d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """Return the maximum of each window of (n, c, l) or (c, l), with indices on request.

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    sizes = checks.sizes("max_pool1d", 1, kernel_size, stride, padding, dilation)
    checks.check_max_pool1d(input, sizes, ceil_mode)
    wide = [(fill, *one) for fill, one in zip((1, 1, 0, 1), sizes, strict=True)]
    found = max_pool2d_with_indices(unsqueeze(input, -2), *wide, ceil_mode)
    return _chosen(tuple(squeeze_dim(one, -2) for one in found), return_indices)


@composite
def max_pool2d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """Return the maximum of each window of (n, c, h, w) or (c, h, w), with indices on request.

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    sizes = checks.sizes("max_pool2d", 2, kernel_size, stride, padding, dilation)
    checks.check_pool(input, sizes, ceil_mode)
    return _chosen(
        max_pool2d_with_indices(input, *checks.as_given(sizes, stride), ceil_mode), return_indices
    )


@composite
def max_pool3d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """Return the maximum of each window of (n, c, d, h, w), with indices on request.

    Raises:
        RuntimeError: if the shape or the sizes do not fit.

    """
    sizes = checks.sizes("max_pool3d", 3, kernel_size, stride, padding, dilation)
    checks.check_pool(input, sizes, ceil_mode)
    return _chosen(
        max_pool3d_with_indices(input, *checks.as_given(sizes, stride), ceil_mode), return_indices
    )


def _chosen(found: tuple[Any, ...], return_indices: bool) -> Any:
    return found if return_indices else found[0]


@composite
def adaptive_max_pool1d(input: Any, output_size: Any, return_indices: bool = False) -> Any:
    """Return the maximum of each of ``output_size`` windows of (n, c, l) or (c, l)."""
    (count,) = checks.output_sizes(input, 1, output_size)
    found = adaptive_max_pool2d_with_indices(unsqueeze(input, -2), (1, count))
    return _chosen(tuple(squeeze_dim(one, -2) for one in found), return_indices)


@composite
def adaptive_max_pool2d(input: Any, output_size: Any, return_indices: bool = False) -> Any:
    """Return the maximum of each of ``output_size`` windows of (n, c, h, w) or (c, h, w)."""
    checks.check_adaptive("adaptive_max_pool2d", input, 2, "got: ")
    counts = checks.output_sizes(input, 2, output_size)
    return _chosen(adaptive_max_pool2d_with_indices(input, counts), return_indices)


@composite
def adaptive_max_pool3d(input: Any, output_size: Any, return_indices: bool = False) -> Any:
    """Return the maximum of each of ``output_size`` windows of (n, c, d, h, w)."""
    checks.check_adaptive("adaptive_max_pool3d", input, 3, "got: ")
    counts = checks.output_sizes(input, 3, output_size)
    return _chosen(adaptive_max_pool3d_with_indices(input, counts), return_indices)
