"""Splitting a tensor into views along a dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...tensor import Tensor
from ..dims import wrapped
from ..indices.slicing import slice_dim
from ..record import Array, composite, op

if TYPE_CHECKING:
    from .joining import cat, stack

Dims = tuple[int, ...]


@op(self=lambda grads, dim: stack(grads, dim), outputs=("outputs*",), view=True,
    node="UnbindBackward0")  # fmt: skip
def unbind(self: Array, dim: int = 0) -> tuple[Array, ...]:
    """Return the slices along ``dim`` as a tuple of views."""
    if not self.ndim:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    moved = np.moveaxis(self, wrapped(dim, self.ndim), 0)
    return tuple(moved[index, ...] for index in range(len(moved)))


@op(self=lambda grads, self_sizes, split_size, dim: cat(grads, dim), outputs=("outputs*",),
    view=True, node="SplitBackward0")  # fmt: skip
def split_size(self: Array, split_size: int, dim: int = 0) -> tuple[Array, ...]:
    """Return parts of ``split_size`` along ``dim``, the last one perhaps smaller."""
    return _parts(self, _equal_sizes(self, split_size, dim), dim)


@op(self=lambda grads, self_sizes, split_sizes, dim: cat(grads, dim), outputs=("outputs*",),
    view=True)  # fmt: skip
def split_with_sizes(self: Array, split_sizes: Dims, dim: int = 0) -> tuple[Array, ...]:
    """Return parts of the given sizes along ``dim``.

    Raises:
        RuntimeError: if they do not add up to the size of the dimension.

    """
    return _parts(self, _checked_sizes(self, split_sizes, dim), dim)


@op(self=lambda grads, self_sizes, split_size, dim: cat(grads, dim), outputs=("outputs*",),
    node="UnsafeSplitBackward0")  # fmt: skip
def unsafe_split(self: Array, split_size: int, dim: int = 0) -> tuple[Array, ...]:
    """Return parts of ``split_size`` along ``dim`` that autograd takes for new tensors."""
    return _parts(self, _equal_sizes(self, split_size, dim), dim)


@op(self=lambda grads, self_sizes, split_sizes, dim: cat(grads, dim), outputs=("outputs*",),
    node="UnsafeSplitWithSizesBackward0")  # fmt: skip
def unsafe_split_with_sizes(self: Array, split_sizes: Dims, dim: int = 0) -> tuple[Array, ...]:
    """Return parts of the given sizes along ``dim`` that autograd takes for new tensors."""
    return _parts(self, _checked_sizes(self, split_sizes, dim), dim)


def _parts(self: Array, sizes: list[int], dim: int) -> tuple[Array, ...]:
    ends = [*accumulate(sizes)]
    lead = (slice(None),) * wrapped(dim, self.ndim)
    pairs = zip(sizes, ends, strict=True)
    return tuple(self[(*lead, slice(end - size, end))] for size, end in pairs)


def _equal_sizes(self: Array, size: int, dim: int) -> list[int]:
    if not self.ndim:
        raise RuntimeError("split expects at least a 1-dimensional tensor")
    have = self.shape[wrapped(dim, self.ndim)]
    if size < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={size}")
    if not size and have:
        raise RuntimeError(
            f"split_size can only be 0 if dimension size is 0, but got dimension size of {have}"
        )
    return [min(size, have - start) for start in range(0, have, max(size, 1))] or [0]


def _checked_sizes(self: Array, sizes: Dims, dim: int) -> list[int]:
    at = wrapped(dim, self.ndim)
    if min(sizes, default=0) < 0:
        raise RuntimeError(
            "split_with_sizes expects split_sizes have only non-negative entries, but got "
            f"split_sizes={list(sizes)}"
        )
    if sum(sizes) != self.shape[at]:
        raise RuntimeError(
            f"split_with_sizes expects split_sizes to sum exactly to {self.shape[at]} (input "
            f"tensor's size at dimension {dim}), but got split_sizes={list(sizes)}"
        )
    return list(sizes)


@composite
def split(self: Any, split_size_or_sections: Any, dim: int = 0) -> Any:
    """Return parts of one size, or of a list of sizes, along ``dim``."""
    if not isinstance(split_size_or_sections, (tuple, list)):
        return split_size(self, split_size_or_sections, dim)
    return split_with_sizes(self, tuple(split_size_or_sections), dim)


@composite
def chunk(self: Any, chunks: int, dim: int = 0) -> Any:
    """Return at most ``chunks`` parts of equal size along ``dim``, the last one perhaps smaller.

    Raises:
        RuntimeError: if the number is not positive, or there is no dimension.

    """
    return _chunked(self, chunks, dim, split_size, split_with_sizes)


@composite
def unsafe_chunk(self: Any, chunks: int, dim: int = 0) -> Any:
    """Return the parts of ``chunk``, which autograd takes for new tensors."""
    return _chunked(self, chunks, dim, unsafe_split, unsafe_split_with_sizes)


def _chunked(self: Any, chunks: int, dim: int, split_in: Any, split_by: Any) -> Any:
    if not self.ndim:
        raise RuntimeError("chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    size = -(-self.shape[wrapped(dim, self.ndim)] // chunks)
    # An empty dimension still has that many parts.
    return split_in(self, size, dim) if size else split_by(self, (0,) * chunks, dim)


@composite
def tensor_split(self: Any, indices_or_sections: Any, dim: int = 0) -> Any:
    """Return that many parts, of sizes as equal as can be, or the parts between indices.

    Raises:
        RuntimeError: if there is no dimension, or the number of parts is not positive.

    """
    if not self.ndim:
        raise RuntimeError(
            "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
        )
    if isinstance(indices_or_sections, Tensor):
        indices_or_sections = _checked_ends(indices_or_sections).tolist()
    size = self.shape[wrapped(dim, self.ndim)]
    if isinstance(indices_or_sections, int):
        ends = _equal_ends(size, indices_or_sections)
    else:
        ends = [*indices_or_sections, size]
    starts = [0, *ends[:-1]]
    return tuple(slice_dim(self, dim, *pair, 1) for pair in zip(starts, ends, strict=True))


def _checked_ends(ends: Tensor) -> Tensor:
    what = "tensor_split expected tensor_indices_or_sections to"
    if ends.dtype is not dtypes.int64:
        raise RuntimeError(f"{what} have dtype of long, but got {ends.dtype.legacy}")
    if ends.ndim > 1:
        raise RuntimeError(
            f"{what} be a zero-dimensional or one-dimensional tensor, but got a tensor with "
            f"{ends.ndim} dims"
        )
    return ends


def _equal_ends(size: int, sections: int) -> list[int]:
    if sections <= 0:
        raise RuntimeError(f"number of sections must be larger than 0, got {sections}")
    least, longer = divmod(size, sections)
    return [*accumulate(least + (number < longer) for number in range(sections))]


@composite
def hsplit(self: Any, indices_or_sections: Any) -> Any:
    """Return the parts of ``tensor_split`` along the columns; along a vector.

    Raises:
        RuntimeError: if the size is not divisible by the number of parts.

    """
    return _split_along("hsplit", self, indices_or_sections, 1 if self.ndim > 1 else 0, 1)


@composite
def vsplit(self: Any, indices_or_sections: Any) -> Any:
    """Return the parts of ``tensor_split`` along the rows.

    Raises:
        RuntimeError: if the size is not divisible by the number of parts.

    """
    return _split_along("vsplit", self, indices_or_sections, 0, 2)


@composite
def dsplit(self: Any, indices_or_sections: Any) -> Any:
    """Return the parts of ``tensor_split`` along the third dimension.

    Raises:
        RuntimeError: if the size is not divisible by the number of parts.

    """
    return _split_along("dsplit", self, indices_or_sections, 2, 3)


def _split_along(function: str, self: Any, sections: Any, dim: int, least: int) -> Any:
    if self.ndim < least:
        raise RuntimeError(
            f"torch.{function} requires a tensor with at least {least} dimension, but got a tensor "
            f"with {self.ndim} dimensions!"
        )
    if isinstance(sections, int) and (sections <= 0 or self.shape[dim] % sections):
        raise RuntimeError(
            f"torch.{function} attempted to split along dimension {dim}, but the size of the "
            f"dimension {self.shape[dim]} is not divisible by the split_size {sections}!"
        )
    return tensor_split(self, sections, dim)
