"""Copies, and conversions to another element type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...memory_format import check_format, contiguous_format
from ..record import Array, composite, op

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


@composite
def contiguous(self: Any, memory_format: MemoryFormat | None = None) -> Any:
    """Return the tensor itself if it is contiguous, else a copy that is.

    Raises:
        NotImplementedError: for a format such as ``channels_last``.

    """
    check_format(memory_format)
    return self if self.is_contiguous() else clone_contiguous(self)


@composite
def method_clone(self: Any, *, memory_format: MemoryFormat | None = None) -> Any:
    """Return a copy, laid out alike or, with ``contiguous_format``, row by row.

    Raises:
        NotImplementedError: for a format such as ``channels_last``.

    """
    check_format(memory_format)
    whole = memory_format is contiguous_format and not self.is_contiguous()
    return clone_contiguous(self) if whole else clone(self)


@op(self=lambda grad: grad, node="ToCopyBackward0")
def to_copy(self: Array, kind: Any) -> Array:
    """Return the elements converted to another type."""
    return self.astype(kind)
