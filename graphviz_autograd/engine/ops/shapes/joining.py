"""Joining tensors along a dimension, old or new."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...layout import channels_come_last, with_channels_as
from ...promotion import promote_types
from ...tensor import Tensor
from ..dims import wrapped
from ..record import Array, Arrays, composite, composite_of, formula, op
from .shape import reshape
from .squeezing import atleast_1d, atleast_2d, atleast_3d

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized
    from ..indices.slicing import select, slice_dim
    from .squeezing import squeeze_dim

Dims = tuple[int, ...]


@op(tensors=lambda grad, tensors_sizes, dim: cat_parts(grad, tensors_sizes, dim),
    node="CatBackward0")  # fmt: skip
def cat_along(tensors: Arrays, dim: int) -> Array:
    """Return the tensors joined along ``dim``."""
    if not tensors:
        raise ValueError("torch.cat(): expected a non-empty list of Tensors")
    joined = _not_empty(tensors) or tensors
    at = wrapped(dim, max(one.ndim for one in joined))
    _check_joined(tensors, joined, at)
    alike = _of_one_type(tensors)
    whole = np.ascontiguousarray(np.concatenate(_not_empty(alike) or alike, at))
    return with_channels_as(whole, alike[0]) if all(map(channels_come_last, alike)) else whole


def _not_empty(tensors: Arrays) -> list[Array]:
    """Return the tensors without vectors of no elements, which may stand among any others."""
    return [one for one in tensors if one.shape != (0,)]


def _check_joined(tensors: Arrays, joined: Arrays, dim: int) -> None:
    first = joined[0]
    for number, one in enumerate(tensors):
        if one.ndim == 0:
            raise RuntimeError(
                f"zero-dimensional tensor (at position {number}) cannot be concatenated"
            )
        if one.shape == (0,):
            continue
        if one.ndim != first.ndim:
            raise RuntimeError(
                f"Tensors must have same number of dimensions: got {first.ndim} and {one.ndim}"
            )
        for at, (want, have) in enumerate(zip(first.shape, one.shape, strict=True)):
            if at != dim and want != have:
                raise RuntimeError(
                    f"Sizes of tensors must match except in dimension {dim}. Expected size {want} "
                    f"but got size {have} for tensor number {number} in the list."
                )


def _of_one_type(tensors: Arrays) -> list[Array]:
    kind = reduce(promote_types, (dtypes.of(one.dtype) for one in tensors)).numpy
    return [one.astype(kind, copy=False) for one in tensors]


@formula
def cat_parts(grad: Any, sizes: tuple[Dims, ...], dim: int) -> list[Any]:
    """Return the part of the gradient that belongs to each of the joined tensors."""
    parts, start = [], 0
    for one in sizes:
        if one == (0,):
            parts.append(zeros_sized(grad, one))
            continue
        parts.append(slice_dim(grad, dim, start, start + one[dim], 1))
        start += one[dim]
    return parts


def _check_several(function: str, tensors: Any) -> None:
    if isinstance(tensors, Tensor):
        raise TypeError(
            f"{function}(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor"
        )


@composite_of(np.concatenate)
def cat(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Any:
    """Return the tensors joined along ``dim``.

    Raises:
        RuntimeError: if their sizes differ in another dimension, or they have no dimension.

    """
    _check_several("cat", tensors)
    return cat_along(tensors, dim if axis is None else axis)


@op(tensors=lambda grad, tensors_sizes, dim: [
    select(grad, dim, index) for index in range(len(tensors_sizes))],
    node="StackBackward0")  # fmt: skip
def stack_along(tensors: Arrays, dim: int) -> Array:
    """Return the tensors joined along a new dimension."""
    if not tensors:
        raise RuntimeError("stack expects a non-empty TensorList")
    first = tensors[0].shape
    at = wrapped(dim, len(first) + 1)
    for number, one in enumerate(tensors):
        if one.shape != first:
            raise RuntimeError(
                f"stack expects each tensor to be equal size, but got {list(first)} at entry 0 "
                f"and {list(one.shape)} at entry {number}"
            )
    return np.ascontiguousarray(np.stack(_of_one_type(tensors), at))


@composite_of(np.stack)
def stack(tensors: Any, dim: int = 0) -> Any:
    """Return the tensors joined along a new dimension.

    Raises:
        RuntimeError: if their sizes differ.

    """
    _check_several("stack", tensors)
    return stack_along(tensors, dim)


@composite
def concat(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Any:
    """Return the tensors joined along ``dim``."""
    _check_several("concat", tensors)
    return cat(tensors, dim, axis=axis)


@composite
def concatenate(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Any:
    """Return the tensors joined along ``dim``."""
    _check_several("concatenate", tensors)
    return cat(tensors, dim, axis=axis)


@composite
def hstack(tensors: Any) -> Any:
    """Return the tensors joined along their columns; vectors end to end."""
    _check_several("hstack", tensors)
    parts = atleast_1d(tuple(tensors))
    return cat(parts, 0 if parts and parts[0].ndim == 1 else 1)


@composite
def vstack(tensors: Any) -> Any:
    """Return the tensors joined along their rows; a vector is a row."""
    _check_several("vstack", tensors)
    return cat(atleast_2d(tuple(tensors)), 0)


@composite
def row_stack(tensors: Any) -> Any:
    """Return the tensors joined along their rows; a vector is a row."""
    _check_several("row_stack", tensors)
    return vstack(tensors)


@composite
def dstack(tensors: Any) -> Any:
    """Return the tensors joined along their third dimension."""
    _check_several("dstack", tensors)
    return cat(atleast_3d(tuple(tensors)), 2)


@composite
def column_stack(tensors: Any) -> Any:
    """Return the tensors joined along their columns; a vector is a column."""
    _check_several("column_stack", tensors)
    columns = [one if one.ndim > 1 else reshape(one, one.numel(), 1) for one in tensors]
    return hstack(columns)


# ---- blocks along a diagonal ------------------------------------------------------------------


@op(tensors=lambda grad, tensors_sizes: diagonal_blocks(grad, tensors_sizes),
    node="BlockDiagBackward0")  # fmt: skip
def blocks_joined(tensors: Arrays) -> Array:
    """Return the matrix with the tensors, as matrices, along its diagonal."""
    blocks = _of_one_type([np.atleast_2d(one) for one in tensors])
    ends = np.cumsum([one.shape for one in blocks], axis=0)
    whole = np.zeros(ends[-1], blocks[0].dtype)
    for (row, column), one in zip(ends, blocks, strict=True):
        whole[row - one.shape[0] : row, column - one.shape[1] : column] = one
    return whole


@formula
def diagonal_blocks(grad: Any, sizes: tuple[Dims, ...]) -> list[Any]:
    """Return the part of the gradient that belongs to each of the blocks."""
    parts, row, column = [], 0, 0
    for one in sizes:
        height, width = (1, 1, *one)[-2:]
        rows = slice_dim(grad, 0, row, row + height, 1)
        part = slice_dim(rows, 1, column, column + width, 1)
        for _ in range(2 - len(one)):
            part = squeeze_dim(part, -1)
        parts.append(part)
        row, column = row + height, column + width
    return parts


@composite
def block_diag(*tensors: Any) -> Any:
    """Return the matrix with the tensors, as matrices, along its diagonal, and zeros elsewhere."""
    return blocks_joined(tensors)
