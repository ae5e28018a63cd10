"""What a tensor can say about its elements without looking at them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from .device import CPU, device
from .layout import has_format
from .memory_format import contiguous_format, strided, wanted_format
from .size import Size
from .tensor_base import TensorBase, address, array_of, offset_in, read_only, strides_of, type_of

if TYPE_CHECKING:
    from .dtypes import dtype
    from .memory_format import Layout, MemoryFormat
    from .storage import TypedStorage, UntypedStorage
    from .tensor import Tensor

_NO_DIMENSIONS = Size()


def _storage_of(tensor: TensorBase) -> TypedStorage:
    from .storage import storage_of

    return storage_of(tensor)


@cache  # once a process, as PyTorch does
def _warn_of_storage() -> None:
    from .storage import DEPRECATED
    from .warning import warn

    warn(DEPRECATED)


class Facts(TensorBase):
    """Shape, element type, and how the elements lie in memory."""

    __slots__ = ()

    is_cuda = is_sparse = is_sparse_csr = is_quantized = is_nested = is_mkldnn = is_meta = False
    is_ipu = is_maia = is_mps = is_mtia = is_vulkan = is_xla = is_xpu = False
    is_cpu = True

    @read_only
    def shape(self) -> Size:
        """The size of every dimension."""
        data = self._data
        return Size(data.shape) if data.__class__ is np.ndarray else _NO_DIMENSIONS

    @read_only
    def dtype(self) -> dtype:
        """The element type."""
        return type_of(self._data)

    @read_only
    def ndim(self) -> int:
        """The number of dimensions."""
        data = self._data
        return data.ndim if data.__class__ is np.ndarray else 0

    @read_only
    def device(self) -> device:
        """Always the CPU."""
        return CPU

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.numel() * self.itemsize

    def size(self, dim: int | None = None) -> Any:
        """Return the shape, or the size of one dimension.

        Raises:
            IndexError: if there is no such dimension.

        """
        return self.shape if dim is None else self.shape[self._dimension(dim)]

    def stride(self, dim: int | None = None) -> Any:
        """Return the strides, in elements, or that of one dimension.

        Raises:
            IndexError: if there is no such dimension.

        """
        strides = strides_of(self._data)
        return strides if dim is None else strides[self._dimension(dim)]

    def _dimension(self, dim: int) -> int:
        if not self.ndim:
            raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
        if not -self.ndim <= dim < self.ndim:
            raise IndexError(
                "Dimension out of range (expected to be in range of "
                f"[{-self.ndim}, {self.ndim - 1}], but got {dim})"
            )
        return dim

    def dim(self) -> int:
        """Return the number of dimensions."""
        return self.ndim

    ndimension = dim

    def numel(self) -> int:
        """Return the number of elements."""
        return self.shape.numel()

    nelement = numel

    def storage_offset(self) -> int:
        """Return the distance, in elements, from the base's first element to this one's."""
        base = self._base
        return 0 if base is None else offset_in(base._data, self._data)

    def data_ptr(self) -> int:
        """Return the address of the first element."""
        return address(array_of(self))

    def untyped_storage(self) -> UntypedStorage:
        """Return the memory that the tensor and all its views share, as bytes."""
        return _storage_of(self).untyped()

    def storage(self) -> TypedStorage:
        """Return the memory that the tensor and all its views share; deprecated."""
        _warn_of_storage()
        return _storage_of(self)

    def is_shared(self) -> bool:
        """Return False: no other process sees the memory."""
        return False

    def is_pinned(self) -> bool:
        """Return False: there is no device that would ask for it."""
        return False

    def element_size(self) -> int:
        """Return the bytes of one element."""
        return self.itemsize

    def get_device(self) -> int:
        """Return -1, the number of the CPU."""
        return -1

    @property
    def layout(self) -> Layout:
        """Always ``strided``."""
        return strided

    def is_contiguous(self, memory_format: MemoryFormat = contiguous_format) -> bool:
        """Return whether the elements lie in memory in the order of a format.

        Raises:
            TypeError: if it is none.

        """
        if not isinstance(self._data, np.ndarray):
            return memory_format.rank is None
        if memory_format is contiguous_format:
            return self._data.flags.c_contiguous
        wanted = wanted_format(memory_format, "is_contiguous") or contiguous_format
        return has_format(self._data, wanted)

    def is_floating_point(self) -> bool:
        """Return whether the elements are floating point numbers."""
        return self.dtype.is_floating_point

    def is_complex(self) -> bool:
        """Return False: complex numbers are not supported."""
        return False

    def is_signed(self) -> bool:
        """Return whether the element type has negative values."""
        return self.dtype.is_signed

    def is_same_size(self, other: Facts) -> bool:
        """Return whether the shapes are equal."""
        return self.shape == other.shape

    def is_set_to(self, tensor: Facts) -> bool:
        """Return whether both tensors are the same elements of the same memory."""
        same_form = self.shape == tensor.shape and self.stride() == tensor.stride()
        return same_form and self.data_ptr() == tensor.data_ptr()

    @read_only
    def _base(self) -> Tensor | None:
        view = self._meta.view if self._meta is not None else None
        return None if view is None else view.base

    def _is_view(self) -> bool:
        return self._base is not None
