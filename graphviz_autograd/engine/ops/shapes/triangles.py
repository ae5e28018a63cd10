"""Triangles of matrices."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dtypes
from ...tensor import untracked
from ..record import Array, composite, op


@op(self=lambda grad, diagonal: tril(grad, diagonal), inplace=True, layout="rows")
def tril(self: Array, diagonal: int = 0) -> Array:
    """Return the elements on and below a diagonal of each matrix, and zeros above it.

    Raises:
        RuntimeError: if there are fewer than two dimensions.

    """
    return np.tril(_matrices("tril", self), diagonal)


@op(self=lambda grad, diagonal: triu(grad, diagonal), inplace=True, layout="rows")
def triu(self: Array, diagonal: int = 0) -> Array:
    """Return the elements on and above a diagonal of each matrix, and zeros below it.

    Raises:
        RuntimeError: if there are fewer than two dimensions.

    """
    return np.triu(_matrices("triu", self), diagonal)


def _matrices(function: str, self: Array) -> Array:
    if np.ndim(self) < 2:
        raise RuntimeError(f"{function}: input tensor must have at least 2 dimensions")
    return self


@composite
def tril_indices(row: int, col: int, offset: int = 0, *, dtype: dtypes.dtype = dtypes.int64) -> Any:
    """Return the row and the column of every element on and below a diagonal, by rows."""
    return untracked(np.array(np.tril_indices(row, offset, col)).astype(dtype.numpy))


@composite
def triu_indices(row: int, col: int, offset: int = 0, *, dtype: dtypes.dtype = dtypes.int64) -> Any:
    """Return the row and the column of every element on and above a diagonal, by rows."""
    return untracked(np.array(np.triu_indices(row, offset, col)).astype(dtype.numpy))
