"""How the elements of a result lie in memory: as PyTorch's TensorIterator decides it.

A result of elementwise operations is laid out as the first of its operands that has an opinion;
NumPy lets the order of rows win. See ``reorder_dimensions`` in ATen's ``TensorIterator.cpp``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from .memory_format import (
    MemoryFormat,
    channels_last,
    channels_last_3d,
    contiguous_format,
)

Dims = tuple[int, ...]
# The shape and the strides of an operand, broadcast to those of the result.
Form = tuple[Dims, Dims]


def laid_out(data: np.ndarray[Any, Any], *operands: Any) -> np.ndarray[Any, Any]:
    """Return the result of an operation laid out as PyTorch lays it out.

    That of another shape than the operands together, such as a sum, lies in memory row by row.
    """
    forms = tuple([_form(one) for one in operands])
    order = order_of(data.shape, forms)
    moved = data.transpose(order)
    if moved.flags.c_contiguous:
        return data
    return np.ascontiguousarray(moved).transpose(np.argsort(order))


def by_rows(results: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return several results row by row."""
    return tuple([np.asarray(one, order="C") if np.ndim(one) > 1 else one for one in results])


def channels_come_last(images: np.ndarray[Any, Any]) -> bool:
    """Return whether the channels of each pixel of (n, c, h, w) lie together in memory."""
    if images.ndim not in (4, 5) or images.flags.c_contiguous:
        return False
    last: bool = np.moveaxis(images, 1, -1).flags.c_contiguous
    return last


def with_channels_as(images: np.ndarray[Any, Any], others: Any) -> np.ndarray[Any, Any]:
    """Return images with the channels last in memory if those of ``others`` are."""
    if not channels_come_last(others):
        return images
    return with_channels_last(images)


def with_channels_last(images: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return a copy of images in which the channels of each pixel lie together in memory."""
    return np.moveaxis(np.moveaxis(images, 1, -1).copy(order="C"), -1, 1)


def laid_out_by_channels(
    images: np.ndarray[Any, Any], others: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Return images with the channels last in memory if those of ``others`` are, else by rows."""
    return with_channels_as(np.ascontiguousarray(images), others)


# ---- formats ---------------------------------------------------------------------------------


def formatted(data: np.ndarray[Any, Any], wanted: MemoryFormat) -> np.ndarray[Any, Any]:
    """Return a copy of an array that is laid out in a format.

    Raises:
        RuntimeError: if the format is for another number of dimensions.

    """
    check_rank(np.ndim(data), wanted)
    if wanted.rank is None:
        return np.array(data, order="C")
    return with_channels_last(data)


def has_format(data: np.ndarray[Any, Any], wanted: MemoryFormat) -> bool:
    """Return whether the elements of an array lie in memory in the order of a format."""
    if wanted.rank is None:
        return data.flags.c_contiguous
    if data.ndim != wanted.rank or not data.size:
        return False
    return np.moveaxis(data, 1, -1).flags.c_contiguous


def suggested_format(data: np.ndarray[Any, Any]) -> MemoryFormat:
    """Return the format that an array seems to have, be it with gaps: rows first in doubt."""
    for one in (channels_last, channels_last_3d):
        if data.ndim == one.rank and _steps_over_channels_last(data.shape, data.strides):
            return one
    return contiguous_format


def _steps_over_channels_last(sizes: Dims, strides: Dims) -> bool:
    least = 0
    for dim in (1, *range(len(sizes) - 1, 1, -1), 0):
        if not sizes[dim] or not strides[1] or strides[dim] < least:
            return False
        if dim == 0 and least == strides[1]:
            return False
        least = strides[dim] * max(sizes[dim], 1)
    return True


def check_rank(rank: int, wanted: MemoryFormat) -> None:
    """Raise unless tensors of so many dimensions can be laid out in a format.

    Raises:
        RuntimeError: if they cannot.

    """
    if wanted.rank not in (None, rank):
        raise RuntimeError(f"required rank {wanted.rank} tensor to use {wanted.name} format")


# ---- elementwise -----------------------------------------------------------------------------


def _form(operand: Any) -> Form:
    if isinstance(operand, np.ndarray):
        return operand.shape, operand.strides
    return (), ()


@lru_cache(4096)
def order_of(shape: Dims, operands: tuple[Form, ...]) -> Dims:
    """Return the dimensions of a result, those with the largest steps in memory first."""
    rows = (*range(len(shape)),)
    try:
        together = np.broadcast_shapes(*(sizes for sizes, _ in operands))
    except ValueError:
        return rows
    if together != shape or 0 in shape:
        return rows
    steps = [_broadcast_steps(shape, *one) for one in operands]
    return tuple(reversed(_sorted([*reversed(rows)], shape, steps)))


def _broadcast_steps(shape: Dims, sizes: Dims, strides: Dims) -> Dims:
    """Return the strides of an operand in each dimension of the result, 0 where it repeats."""
    new = len(shape) - len(sizes)
    same = zip(sizes, strides, shape[new:], strict=True)
    return (*[0] * new, *[0 if size == 1 != whole else abs(step) for size, step, whole in same])


def _sorted(dims: list[int], shape: Dims, steps: list[Dims]) -> list[int]:
    """Sort dimensions by insertion; a pair that no operand orders stays where it is."""
    for end in range(1, len(dims)):
        at = end
        for before in range(end - 1, -1, -1):
            verdict = _compare(dims[before], dims[at], shape, steps)
            if verdict < 0:
                break
            if verdict > 0:
                dims[before], dims[at] = dims[at], dims[before]
                at = before
    return dims


def _compare(first: int, second: int, shape: Dims, steps: list[Dims]) -> int:
    for one in steps:
        if not one[first] or not one[second]:
            continue
        if one[first] != one[second]:
            return -1 if one[first] < one[second] else 1
        if shape[first] > shape[second]:
            return 1
    return 0
