"""Copies, and conversions to another element type."""

from __future__ import annotations

from typing import Any

import numpy as np

from .record import Array, composite, op


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
def contiguous(self: Any) -> Any:
    """Return the tensor itself if it is contiguous, else a copy that is."""
    return self if self.is_contiguous() else clone_contiguous(self)


@op(self=lambda grad: grad, node="ToCopyBackward0")
def to_copy(self: Array, kind: Any) -> Array:
    """Return the elements converted to another type."""
    return self.astype(kind)
