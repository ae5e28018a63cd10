"""Diagonals of matrices, and matrices of diagonals."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..dims import wrapped
from ..record import Array, composite, op

if TYPE_CHECKING:
    from ..indices.masking import zeros_sized

Dims = tuple[int, ...]


@op(
    self=lambda grad, self_sizes, offset, dim1, dim2: diagonal_backward(
        grad, self_sizes, offset, dim1, dim2
    ),
    view=True,
)
def diagonal(self: Array, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Array:
    """Return a diagonal of every matrix of two dimensions, as the last dimension."""
    found = self.diagonal(offset, *_two_dims(self.ndim, dim1, dim2))
    if self.flags.writeable:
        found.flags.writeable = True
    return found


@composite
def linalg_diagonal(A: Any, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Any:  # noqa: N803
    """Return the diagonals of matrices."""
    return diagonal(A, offset, dim1, dim2)


@op(self=lambda grad, offset, dim1, dim2: diagonal(grad, offset, dim1, dim2))
def diagonal_backward(self: Array, sizes: Dims, offset: int, dim1: int, dim2: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` on a diagonal."""
    return _on_diagonal(self, sizes, offset, dim1, dim2)


def _on_diagonal(self: Array, sizes: Dims, offset: int, dim1: int, dim2: int) -> Array:
    whole = np.zeros(sizes, self.dtype)
    places = whole.diagonal(offset, dim1, dim2)
    places.flags.writeable = True
    places[...] = self
    return whole


def _two_dims(ndim: int, dim1: int, dim2: int) -> tuple[int, int]:
    first, second = wrapped(dim1, ndim), wrapped(dim2, ndim)
    if first == second:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    return first, second


@op(self=lambda grad, offset, dim1, dim2: diagonal(grad, offset, dim1, dim2))
def diag_embed(self: Array, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Array:
    """Return matrices with the last dimension of ``self`` on a diagonal, elsewhere zeros."""
    ndim = self.ndim + 1
    first, second = _two_dims(ndim, dim1, dim2)
    sizes = [*self.shape[:-1]]
    for at in sorted((first, second)):
        sizes.insert(at, self.shape[-1] + abs(offset))
    return _on_diagonal(self, tuple(sizes), offset, first, second)


@composite
def diag(self: Any, diagonal: int = 0) -> Any:
    """Return a matrix with a vector on a diagonal, or a copy of a diagonal of a matrix.

    Raises:
        RuntimeError: if there are neither one nor two dimensions.

    """
    if self.ndim == 1:
        return diag_embed(self, diagonal, -2, -1)
    if self.ndim != 2:
        raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {self.ndim}D")
    return diagonal_copy(self, diagonal, 0, 1)


@op(
    self=lambda grad, self_sizes, offset, dim1, dim2: diagonal_backward(
        grad, self_sizes, offset, dim1, dim2
    ),
    node="DiagonalBackward0_copy",
)
def diagonal_copy(self: Array, offset: int, dim1: int, dim2: int) -> Array:
    """Return a copy of a diagonal."""
    return np.array(self.diagonal(offset, dim1, dim2))


@composite
def diagflat(self: Any, offset: int = 0) -> Any:
    """Return a matrix with all elements of ``self`` on a diagonal."""
    return diag(self.contiguous().view(-1), offset)


@op(
    self=lambda grad, src_sizes, offset, dim1, dim2: diagonal_scatter(
        grad, zeros_sized(grad, src_sizes), offset, dim1, dim2
    ),
    src=lambda grad, offset, dim1, dim2: diagonal(grad, offset, dim1, dim2),
    casts=None,
    shown={"src_sizes": {}},
)
def diagonal_scatter(
    self: Array, src: Array, offset: int = 0, dim1: int = 0, dim2: int = 1
) -> Array:
    """Return a copy of ``self`` with ``src`` on a diagonal."""
    changed = np.array(self)
    places = changed.diagonal(offset, *_two_dims(self.ndim, dim1, dim2))
    places.flags.writeable = True
    places[...] = src
    return changed
