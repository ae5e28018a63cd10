"""Other memory, or more of it, for a tensor: ``resize_``, ``set_`` and their old relatives."""

from __future__ import annotations

import warnings
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...grad_mode import local
from ...layout import check_rank, suggested_format
from ...memory_format import MemoryFormat, contiguous_format, preserve_format, wanted_format
from ...storage import Storage, UntypedStorage, memory_of
from ...tensor import Tensor, array_of, meta_of, offset_in, untracked
from ...views import bump, check_inplace
from ..dims import sizes_from
from ..record import FUNCTIONS, Array, composite, op
from .strided import strided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..pointwise.binary import no_derivative

Dims = tuple[int, ...]


@composite
def resize_(self: Any, *size: Any, memory_format: MemoryFormat | None = None) -> Any:
    """Give the tensor another shape, of its own memory as far as that goes; new elements are 0.

    Raises:
        RuntimeError: if the tensor requires grad, or the format is for other shapes.
        NotImplementedError: for a view that would have to grow beyond the memory of its base.

    """
    if memory_format is preserve_format:
        raise RuntimeError("Unsupported memory formatPreserve")
    order = wanted_format(memory_format, "resize_")
    wanted = _sizes(size)
    if self.requires_grad and not local.mode.inference:
        raise RuntimeError("cannot resize variables that require grad")
    check_inplace(self, local.mode)
    if tuple(self.shape) != wanted or order is not None:
        self._data = _resized_in(self, wanted, order or contiguous_format)
        bump(self)
    return self


def _resized_in(tensor: Any, size: Dims, order: MemoryFormat) -> Array:
    if order.rank is None:
        return _resized(tensor, size)
    check_rank(len(size), order)
    batch, channels, *area = size
    return np.moveaxis(_resized(tensor, (batch, *area, channels)), -1, 1)


@composite
def resize_as_(self: Any, the_template: Any, *, memory_format: MemoryFormat | None = None) -> Any:
    """Give the tensor the shape of another (see ``resize_``), and its order with a format.

    Raises:
        RuntimeError: if the tensor requires grad.

    """
    if memory_format is preserve_format:
        memory_format = suggested_format(array_of(the_template))
    return resize_(self, tuple(the_template.shape), memory_format=memory_format)


def _sizes(size: tuple[Any, ...]) -> Dims:
    if not size:
        raise TypeError('resize_() missing 1 required positional arguments: "size"')
    for one in sizes_from(size):
        if not isinstance(one, int):
            kind = type(one).__name__
            raise TypeError(
                f"resize_(): argument 'size' (position 1) must be tuple of ints, not {kind}"
            )
        if one < 0:
            raise RuntimeError("numel: integer multiplication overflow")
    return sizes_from(size)


def _check_size(size: Dims, itemsize: int) -> None:
    """Raise if so many elements, or steps between them, cannot be counted."""
    if any(step >= 2**63 for step in _row_by_row(size)):
        raise RuntimeError("Stride calculation overflowed")
    count = prod(size)
    if count >= 2**63:
        raise RuntimeError("numel: integer multiplication overflow")
    if count * itemsize >= 2**63:
        raise RuntimeError(f"Storage size calculation overflowed with sizes={list(size)}")


def _resized(tensor: Any, size: Dims) -> Array:
    data = array_of(tensor)
    _check_size(size, data.itemsize)
    memory = memory_of(data)
    count, start = prod(size), offset_in(memory, data)
    if start + count <= memory.nbytes // data.itemsize:
        return strided(data, size, _row_by_row(size), 0)
    if tensor._is_view():
        raise NotImplementedError("resize_: a view cannot grow beyond the memory of its base")
    grown = np.zeros(count, data.dtype)
    there = memory.nbytes // data.itemsize - start
    grown[:there] = strided(data, (there,), (1,), 0)
    return grown.reshape(size)


def _row_by_row(size: Sequence[int]) -> Dims:
    return tuple(prod(max(n, 1) for n in size[at + 1 :]) for at in range(len(size)))


# ---- set_ ------------------------------------------------------------------------------------


@op(
    self=lambda grad: no_derivative(grad, "set_"),
    source=lambda grad: no_derivative(grad, "set_"),
    node="NotImplemented",
    casts=None,
    layout="own",
)
def set_source(self: Array, source: Array) -> Array:  # noqa: ARG001
    """Return the memory that a tensor is to have from now on."""
    return source


@composite
def set_(
    self: Any,
    source: Any = None,
    storage_offset: int | None = None,
    size: Dims | None = None,
    stride: Dims | None = None,
) -> Any:
    """Let the tensor be of the memory of another, or without elements.

    Raises:
        RuntimeError: if the element types differ, or a leaf that requires grad is to be set while
            operations are recorded.

    """
    source = untracked(np.empty(0, self.dtype.numpy)) if source is None else source
    if isinstance(source, Storage):
        kind = self.dtype.numpy if isinstance(source, UntypedStorage) else None
        source = untracked(source.elements.view(kind) if kind else source.elements)
    if not isinstance(source, Tensor):
        raise TypeError(f"set_(): argument 'source' must be Tensor, not {type(source).__name__}")
    if source.dtype is not self.dtype:
        raise RuntimeError(
            f"Could not set tensor of type {_TYPES[source.dtype.name]} to a tensor of type "
            f"{_TYPES[self.dtype.name]}"
        )
    check_inplace(self, local.mode)
    if storage_offset is not None and size is not None:
        strides = _row_by_row(size) if stride is None else stride
        source = FUNCTIONS["as_strided"](source, size, strides, storage_offset)
    set_to = set_source(self, source)
    self._data = array_of(source)
    if set_to.grad_fn is not None:
        self._edge = (set_to.grad_fn, 0)
    elif self.is_leaf and self._meta is not None:
        meta_of(self).accumulator = None  # what it was used in before has the old one
    bump(self)
    return self


# As the type of a tensor is called in C++.
_TYPES = {
    "float32": "float", "float64": "double", "float16": "c10::Half", "int64": "long int",
    "int32": "int", "int16": "short int", "int8": "signed char", "uint8": "unsigned char",
    "bool": "bool",
}  # fmt: skip


# ---- out of place, as it once was ------------------------------------------------------------


@composite
def resize(self: Any, *sizes: Any) -> Any:
    """Return the same elements in another shape; deprecated, see ``reshape``.

    Raises:
        RuntimeError: if the shape has another number of elements.

    """
    warnings.warn("non-inplace resize is deprecated", UserWarning, stacklevel=2)
    return _resize()(self, sizes_from(sizes))


@composite
def resize_as(self: Any, tensor: Any) -> Any:
    """Return the same elements in the shape of another tensor; deprecated, see ``reshape_as``."""
    warnings.warn("non-inplace resize_as is deprecated", UserWarning, stacklevel=2)
    return _resize()(self, tuple(tensor.shape))


def _resize() -> Any:
    from ...resize_function import Resize

    return Resize.apply
