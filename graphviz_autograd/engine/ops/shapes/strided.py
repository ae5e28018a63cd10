"""Views by sizes and strides, and the windows along a dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import untracked
from ..dims import wrapped
from ..record import Array, composite, formula, formula_of, op

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..indices.masking import zeros_sized
    from ..indices.selecting import index_add
    from ..pointwise.arithmetic import div
    from ..pointwise.inplace import copy_
    from ..reductions.reduction import sum_dim
    from .shape import reshape
    from .squeezing import squeeze_dim

    div_, index_add_ = div, index_add

Dims = tuple[int, ...]


def strided(self: Array, size: Dims, stride: Dims, start: int) -> Array:
    """Return a view whose first element is ``start`` elements from that of ``self``."""
    interface = dict(self.__array_interface__)
    address, read_only = interface["data"]
    interface["data"] = (address + start * self.itemsize, read_only)
    interface["shape"] = size
    interface["strides"] = tuple(step * self.itemsize for step in stride)
    return np.asarray(_Memory(interface, self))


class _Memory:
    """An array interface, and the array whose memory it is."""

    def __init__(self, interface: dict[str, Any], owner: Array) -> None:
        self.__array_interface__ = interface
        self.owner = owner


def places_of(sizes: Iterable[int], strides: Iterable[int], start: int = 0) -> Any:
    """Return the distance of every element of a strided tensor from the first of its storage."""
    steps = (np.arange(n) * step for n, step in zip(sizes, strides, strict=True))
    return reduce(np.add.outer, steps, np.asarray(start))


# ---- as_strided ------------------------------------------------------------------------------


@op(
    self=lambda grad, size, stride, storage_offset, start, self_sizes, self_strides: (
        as_strided_backward(grad, size, stride, start, self_sizes, self_strides)
    ),
    node="AsStridedBackward0",
    view=True,
    shown={"self_sizes": {}, "self_strides": {}, "start": {}},
)
def as_strided_from(
    self: Array,
    size: Dims,
    stride: Dims,
    storage_offset: int | None,  # noqa: ARG001
    start: int,
) -> Array:
    """Return a view of the memory ``start`` elements from the first one of ``self``."""
    return strided(self, size, stride, start)


@composite
def as_strided(self: Any, size: Dims, stride: Dims, storage_offset: int | None = None) -> Any:
    """Return a view of the tensor's storage with the given sizes and strides, in elements.

    Raises:
        RuntimeError: if the storage is too small.

    """
    start = start_in_storage(self, tuple(size), tuple(stride), storage_offset)
    return as_strided_from(self, tuple(size), tuple(stride), storage_offset, start)


def start_in_storage(self: Any, size: Dims, stride: Dims, storage_offset: int | None) -> int:
    """Return how far the first element of a strided view is from that of ``self``.

    Raises:
        RuntimeError: if the storage is too small for the view.

    """
    first = self.storage_offset() if storage_offset is None else storage_offset
    _check_bounds(self, size, stride, first)
    return int(first - self.storage_offset())


def _check_bounds(self: Any, size: Dims, stride: Dims, offset: int) -> None:
    base = self if self._base is None else self._base
    have = extent(base.shape, base.stride())
    need = offset + extent(size, stride) if 0 not in size else 0
    if need > have:
        bytes_needed, bytes_there = need * self.itemsize, have * self.itemsize
        raise RuntimeError(
            f"setStorage: sizes {list(size)}, strides {list(stride)}, storage offset {offset}, and "
            f"itemsize {self.itemsize} requiring a storage size of {bytes_needed} are out of "
            f"bounds for storage of size {bytes_there}"
        )


def extent(size: Dims, stride: Dims) -> int:
    """Return the memory that a strided tensor spans, in elements."""
    return 1 + sum((n - 1) * step for n, step in zip(size, stride, strict=True))


def overlaps(size: Dims, stride: Dims) -> bool:
    """Return whether elements of a strided tensor may share their memory."""
    last = 0
    for step, count in sorted((step, n) for n, step in zip(size, stride, strict=True) if n != 1):
        if step <= last:
            return True
        last += step * (count - 1)
    return False


def _as_strided_backward(
    grad: Array, size: Dims, stride: Dims, start: int, base_sizes: Dims, base_strides: Dims
) -> Array:
    places, base = places_of(size, stride, start), places_of(base_sizes, base_strides)
    low = min(places.min(initial=0), base.min(initial=0))
    high = max(places.max(initial=0), base.max(initial=0))
    storage = np.zeros(high - low + 1, grad.dtype)
    np.add.at(storage, places - low, grad)
    counts = np.bincount(np.ravel(base - low), minlength=storage.size)
    return (storage / np.maximum(counts, 1).astype(grad.dtype))[base - low]


@formula_of(_as_strided_backward)
def as_strided_backward(
    grad: Any, size: Dims, stride: Dims, start: int, base_sizes: Dims, base_strides: Dims
) -> Any:
    """Return zeros in the shape of a base with ``grad`` added at the places of a strided view.

    Elements of the base that share their memory share the gradient equally.
    """
    if 0 in size or 0 in base_sizes:
        return zeros_sized(grad, base_sizes)
    low = start if start < 0 else 0
    ends = (extent(size, stride) + start, extent(base_sizes, base_strides))
    storage = zeros_sized(grad, (np.max(ends) - low,))
    storage = stored_strided(storage, grad, size, stride, start - low)
    if overlaps(base_sizes, base_strides):
        counts = np.bincount(np.ravel(places_of(base_sizes, base_strides, -low)))
        div_(storage, untracked(np.maximum(counts, 1).astype(grad.dtype.numpy)))
    return as_strided_from(storage, base_sizes, base_strides, -low, -low)


@formula
def stored_strided(storage: Any, grad: Any, size: Dims, stride: Dims, start: int) -> Any:
    """Return the storage with ``grad`` added at the places of a strided view of it."""
    for at in range(len(size) - 1, -1, -1):
        if size[at] == 1:
            grad = squeeze_dim(grad, at)
        elif not stride[at]:
            grad = sum_dim(grad, (at,))
    kept = [one for one in zip(size, stride, strict=True) if one[0] != 1 and one[1]]
    size, stride = tuple([n for n, _ in kept]), tuple([step for _, step in kept])
    if overlaps(size, stride):
        places = untracked(np.ravel(places_of(size, stride, start)))
        return index_add_(storage, 0, places, reshape(grad, (-1,)))
    copy_(as_strided_from(storage, size, stride, start, start), grad)
    return storage


# ---- windows ---------------------------------------------------------------------------------


@op(
    self=lambda grad, self_sizes, dimension, size, step: unfold_backward(
        grad, self_sizes, dimension, size, step
    ),
    view=True,
)
def unfold(self: Array, dimension: int, size: int, step: int) -> Array:
    """Return the windows of ``size`` elements, ``step`` apart, along a dimension, as the last one.

    Raises:
        RuntimeError: if the dimension is shorter than a window, or ``step`` is not positive.

    """
    if self.ndim:
        return _windows(self, dimension, size, step)
    return _windows(self[None], dimension, size, step)[0]


def _windows(self: Array, dimension: int, size: int, step: int) -> Array:
    at = wrapped(dimension, self.ndim)
    have = self.shape[at]
    if size < 0:
        raise RuntimeError(f"size is {size} but must be >= 0")
    if size > have:
        raise RuntimeError(
            f"maximum size for tensor at dimension {at} is {have} but size is {size}"
        )
    if step <= 0:
        raise RuntimeError(f"step is {step} but must be > 0")
    sizes, strides = [*self.shape, size], [*self.strides, self.strides[at]]
    sizes[at], strides[at] = (have - size) // step + 1, strides[at] * step
    return np.lib.stride_tricks.as_strided(self, sizes, strides)


@op(self=lambda grad, dimension, size, step: unfold(grad, dimension, size, step))
def unfold_backward(self: Array, sizes: Dims, dimension: int, size: int, step: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` added in its windows."""
    whole = np.zeros(sizes, self.dtype)
    windows = _windows(whole, dimension, size, step) if sizes else _windows(whole[None], 0, size, 1)
    grads = self if sizes else self[None]
    before = (slice(None),) * wrapped(dimension, len(sizes))
    apart = -(-size // step)  # windows as many apart have no element in common
    for first in range(apart):
        some = (*before, slice(first, None, apart))
        windows[some] += grads[some]
    return whole
