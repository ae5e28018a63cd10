"""Copies, and conversions to another element type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...layout import formatted
from ...memory_format import contiguous_format, preserve_format, wanted_format
from ..record import COMPOSITES, FUNCTIONS, Array, composite, op

if TYPE_CHECKING:
    from ...memory_format import MemoryFormat


@op(self=lambda grad: grad)
def clone(self: Array) -> Array:
    """Return a copy, laid out in memory as the tensor is unless elements overlap there."""
    if not isinstance(self, np.ndarray):
        return self
    return np.array(self, order="C" if 0 in self.strides else "K")


@op(self=lambda grad: grad, node="CloneBackward0", layout="rows")
def clone_contiguous(self: Array) -> Array:
    """Return a copy whose elements lie in the order of their indices."""
    return np.array(self, order="C")


@op(self=lambda grad: grad, node="CloneBackward0", layout="own")
def clone_formatted(self: Array, memory_format: MemoryFormat) -> Array:
    """Return a copy that is laid out in a format.

    Raises:
        RuntimeError: if the format is for another number of dimensions.

    """
    return formatted(self, memory_format)


@composite
def contiguous(self: Any, *, memory_format: MemoryFormat = contiguous_format) -> Any:
    """Return the tensor itself if it has the format, else a copy that does.

    Raises:
        RuntimeError: if the format is for another number of dimensions.

    """
    wanted = wanted_format(memory_format, "contiguous")
    if self.is_contiguous(memory_format=wanted or contiguous_format):
        return self
    if memory_format is preserve_format:
        raise RuntimeError("preserve memory format is unsupported by the contiguous operator")
    return clone_contiguous(self) if wanted is None else clone_formatted(self, wanted)


@composite
def method_clone(self: Any, *, memory_format: MemoryFormat | None = None) -> Any:
    """Return a copy, laid out alike or in a format.

    Raises:
        RuntimeError: if the format is for another number of dimensions.

    """
    wanted = wanted_format(memory_format, "clone")
    return clone(self) if wanted is None else clone_formatted(self, wanted)


method_clone.__name__ = method_clone.__qualname__ = "clone"
COMPOSITES["function_clone"] = FUNCTIONS["function_clone"] = method_clone


@op(self=lambda grad: grad, node="ToCopyBackward0")
def to_copy(self: Array, kind: Any) -> Array:
    """Return the elements converted to another type."""
    return self.astype(kind)


@op(self=lambda grad: grad, node="ToCopyBackward0", layout="own")
def to_copy_formatted(self: Array, kind: Any, memory_format: MemoryFormat) -> Array:
    """Return the elements converted to another type, laid out in a format.

    Raises:
        RuntimeError: if the format is for another number of dimensions.

    """
    return formatted(self.astype(kind), memory_format)
