"""Elements chosen or changed by their position among all elements."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ..dims import wrapped
from ..record import Array, composite, op
from ..shapes.shape import expand, view_sizes
from .gather import gather

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like
    from ..shapes.shape import reshape

Dims = tuple[int, ...]


@op(
    self=lambda grad, self, index: put(zeros_of_like(self), index, grad, True),
    casts=None,
)
def take(self: Array, index: Array) -> Array:
    """Return the elements at positions among all elements, in the shape of ``index``.

    Raises:
        IndexError: if a position is out of range.

    """
    return np.ravel(self)[_checked("take", self, index)]


@op(
    self=lambda grad, index, accumulate: (
        grad if accumulate else put(grad, index, zeros_of_like(take(grad, index)), False)
    ),
    source=lambda grad, index, source: reshape(take(grad, index), source.shape),
    casts=None,
    inplace=True,
)
def put(self: Array, index: Array, source: Array, accumulate: bool = False) -> Array:
    """Return ``self`` with elements at positions among all elements, or added there.

    Raises:
        IndexError: if a position is out of range, or there are not as many elements as positions.
        RuntimeError: if the types differ.

    """
    if source.dtype != self.dtype:
        raise RuntimeError(
            "put_(): self and source expected to have the same dtype, but got self.dtype = "
            f"{_type(self)} and source.dtype = {_type(source)}"
        )
    if source.size != index.size:
        raise IndexError(
            "put_(): Expected source and index to have the same number of elements, but got "
            f"source.numel() = {source.size}, index.numel() = {index.size}"
        )
    places = np.ravel(_checked("put_", self, index))
    flat = np.array(self, order="C").reshape(-1)
    if accumulate:
        np.add.at(flat, places, np.ravel(source))
    else:
        flat[places] = np.ravel(source)
    return flat.reshape(self.shape)


def _type(array: Array) -> str:
    return dtypes.of(array.dtype).legacy


def _checked(function: str, self: Array, index: Array) -> Array:
    if index.dtype != np.int64:
        raise RuntimeError(
            f"{function}(): Expected a long tensor for index, but got {_type(index)}"
        )
    wrong = index[(index < -self.size) | (index >= self.size)]
    if wrong.size:
        raise IndexError(
            f"out of range: tried to access index {np.ravel(wrong)[0]} on a tensor of {self.size} "
            "elements."
        )
    return index


@composite
def take_along_dim(self: Any, indices: Any, dim: int | None = None) -> Any:
    """Return the elements that indices name along ``dim``, broadcast along the others.

    Without ``dim`` they are positions among all elements.

    Raises:
        RuntimeError: if the numbers of dimensions differ.

    """
    if indices.dtype is not dtypes.int64:
        raise RuntimeError(
            "torch.take_along_dim(): dtype of indices should be Long but got "
            f"{indices.dtype.legacy}"
        )
    if dim is None:
        return gather(view_sizes(self.contiguous(), (-1,)), 0, view_sizes(indices, (-1,)))
    if self.ndim != indices.ndim:
        raise RuntimeError(
            "torch.take_along_dim(): input and indices should have the same number of dimensions, "
            f"but got {self.ndim} dimensions for input, and {indices.ndim} dimensions for indices"
        )
    at = wrapped(dim, self.ndim)
    ours, theirs = ([*one.shape[:at], 1, *one.shape[at + 1 :]] for one in (self, indices))
    shape = list(np.broadcast_shapes(tuple(ours), tuple(theirs)))
    values = expand(self, (*shape[:at], self.shape[at], *shape[at + 1 :]))
    return gather(values, at, expand(indices, (*shape[:at], indices.shape[at], *shape[at + 1 :])))
