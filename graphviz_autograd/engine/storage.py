"""``x.untyped_storage()``: the memory that tensors share, as one row of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes
from .device import CPU, device
from .tensor_base import address, array_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .dtypes import dtype
    from .tensor_base import TensorBase

    Array = np.ndarray[Any, Any]

DEPRECATED = (
    "TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the "
    "only storage class. This should only matter to you if you are using storages directly.  To "
    "access UntypedStorage directly, use tensor.untyped_storage() instead of tensor.storage()"
)


def memory_of(data: Array) -> Array:
    """Return the array that owns the memory of another."""
    owner: Any = data
    while owner is not None:
        if isinstance(owner, np.ndarray):
            data = owner
        owner = getattr(owner, "owner", None) if not hasattr(owner, "base") else owner.base
    return data


class Storage:
    """Elements one beside the other, whatever the tensors that they belong to make of them."""

    is_cuda = False

    def __init__(self, elements: Array) -> None:
        self.elements = elements

    @property
    def device(self) -> device:
        """Always the CPU."""
        return CPU

    def data_ptr(self) -> int:
        """Return the address of the first element: the same for a tensor and its views."""
        return address(self.elements)

    def nbytes(self) -> int:
        """Return the bytes of all elements."""
        return self.elements.nbytes

    def size(self) -> int:
        """Return the number of elements."""
        return self.elements.size

    def element_size(self) -> int:
        """Return the bytes of one element."""
        return self.elements.itemsize

    def tolist(self) -> list[Any]:
        """Return the elements as Python numbers."""
        listed: list[Any] = self.elements.tolist()
        return listed

    def is_shared(self) -> bool:
        """Return False: no other process sees the memory."""
        return False

    def __len__(self) -> int:
        return self.elements.size

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def __getitem__(self, index: Any) -> Any:
        found = self.elements[index]
        return found.item() if np.ndim(found) == 0 else type(self)(found)

    def __setitem__(self, index: Any, value: Any) -> None:
        self.elements[index] = value

    def __repr__(self) -> str:
        rows = "".join(f" {one}\n" for one in self.tolist())
        return f"{rows}[torch.storage.{type(self).__name__}({self._kind()}) of size {len(self)}]"

    def _kind(self) -> str:
        return f"device={self.device}"


class UntypedStorage(Storage):
    """The memory of a tensor as bytes."""


class TypedStorage(Storage):
    """The memory of a tensor as numbers of its type; deprecated in PyTorch."""

    @property
    def dtype(self) -> dtype:
        """The element type."""
        return dtypes.of(self.elements.dtype)

    def untyped(self) -> UntypedStorage:
        """Return the same memory as bytes."""
        return UntypedStorage(self.elements.view(np.uint8))

    def _kind(self) -> str:
        return f"dtype={self.dtype}, device={self.device}"


def storage_of(tensor: TensorBase) -> TypedStorage:
    """Return the memory of a tensor and of all that share it."""
    memory = memory_of(array_of(tensor))
    row = np.lib.stride_tricks.as_strided(memory, (memory.size,), (memory.itemsize,))
    return TypedStorage(row.view(array_of(tensor).dtype))


def is_storage(obj: object) -> bool:
    """Return whether something is the memory of a tensor."""
    return isinstance(obj, Storage)
