"""Cross products of vectors of three elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...warning import warn
from ..demands import require
from ..record import Array, composite, op


@op(
    self=lambda grad, other, dim: linalg_cross_dim(other, grad, dim),
    other=lambda grad, self, dim: linalg_cross_dim(grad, self, dim),
    node="LinalgCrossBackward0",
    casts="same",
    layout="rows",
)
def linalg_cross_dim(self: Array, other: Array, dim: int) -> Array:
    """Return the cross products of vectors of three elements along ``dim``."""
    sizes = (self.shape[dim], other.shape[dim])
    require(
        sizes == (3, 3),
        f"linalg.cross: inputs dimension {dim} must have length 3. Got {sizes[0]} and {sizes[1]}",
    )
    return np.cross(self, other, axis=dim)


@composite
def linalg_cross(input: Any, other: Any, *, dim: int = -1) -> Any:
    """Return the cross products of vectors of three elements along ``dim``.

    Raises:
        RuntimeError: if there are not three, or one has more dimensions.

    """
    require(
        input.ndim == other.ndim, "linalg.cross: inputs must have the same number of dimensions."
    )
    return linalg_cross_dim(input, other, dim)


_CROSS_WITHOUT_DIM = (
    "Using torch.cross without specifying the dim arg is deprecated.\nPlease either pass the dim "
    "explicitly or simply use torch.linalg.cross.\nThe default value of dim will change to agree "
    "with that of linalg.cross in a future release."
)


@composite
def cross(self: Any, other: Any, dim: int | None = None) -> Any:
    """Return the cross products along ``dim``, or the first dimension of size 3.

    Raises:
        RuntimeError: if there is none.

    """
    if dim is None:
        warn(_CROSS_WITHOUT_DIM)
        dim = next((i for i, size in enumerate(self.shape) if size == 3), None)
        require(dim is not None, "no dimension of size 3 in input")
    return linalg_cross_dim(self, other, dim)
