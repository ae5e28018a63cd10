"""Indexing: ``x[...]`` and its inverse."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from types import EllipsisType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..tensor import Tensor, untracked
from .record import FUNCTIONS, Array, composite, op
from .shape import expand, reshape, unsqueeze

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like

Dims = tuple[int, ...]
_TO_THE_END = 2**63 - 1


@op(
    self=lambda grad, self_sizes, dim, index: select_backward(grad, self_sizes, dim, index),
    view=True,
)
def select(self: Array, dim: int, index: int) -> Array:
    """Return the slice at ``index`` of dimension ``dim``, without that dimension."""
    size = self.shape[dim]
    if not -size <= index < size:
        raise IndexError(f"index {index} is out of bounds for dimension {dim} with size {size}")
    return self[_at(self.ndim, dim, index)]


@op(self=lambda grad, dim, index: select(grad, dim, index))
def select_backward(self: Array, sizes: Dims, dim: int, index: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` at ``index`` of dimension ``dim``."""
    whole = np.zeros(sizes, self.dtype)
    whole[_at(len(sizes), dim, index)] = self
    return whole


@op(
    self=lambda grad, self_sizes, dim, start, end, step: slice_backward(
        grad, self_sizes, dim, start, end, step
    ),
    node="SliceBackward0",
    view=True,
)
def slice_dim(self: Array, dim: int, start: int, end: int, step: int) -> Array:
    """Return every ``step``-th slice of dimension ``dim`` from ``start`` to ``end``."""
    return self[_at(self.ndim, dim, slice(start, end, step))]


@op(self=lambda grad, dim, start, end, step: slice_dim(grad, dim, start, end, step))
def slice_backward(self: Array, sizes: Dims, dim: int, start: int, end: int, step: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` at a slice of dimension ``dim``."""
    whole = np.zeros(sizes, self.dtype)
    whole[_at(len(sizes), dim, slice(start, end, step))] = self
    return whole


def _at(ndim: int, dim: int, index: Any) -> tuple[Any, ...]:
    # The ellipsis makes NumPy return a 0-d array, which shares memory, and not a scalar.
    return (*[slice(None)] * (dim % ndim), index, ...)


@op(self=lambda grad, self_sizes, indices: index_backward(grad, self_sizes, indices),
    node="IndexBackward0")  # fmt: skip
def index_by(self: Array, indices: tuple[Any, ...]) -> Array:
    """Return the elements that index tensors and masks choose; None takes a whole dimension."""
    return self[_numpy_indices(indices)]


@op(self=lambda grad, indices: index_by(grad, indices))
def index_backward(self: Array, sizes: Dims, indices: tuple[Any, ...]) -> Array:
    """Return zeros of ``sizes`` with ``self`` added at the indices."""
    whole = np.zeros(sizes, self.dtype)
    np.add.at(whole, _numpy_indices(indices), self)
    return whole


@op(
    self=lambda grad, indices: index_put(grad, zeros_of_like(index_by(grad, indices)), indices),
    values=lambda grad, indices: index_by(grad, indices),
    casts=None,
    inplace=True,
    node="IndexPutBackward0",
)
def index_put(self: Array, values: Array, indices: tuple[Any, ...]) -> Array:
    """Return ``self`` with ``values`` at the indices."""
    changed = np.array(self)
    changed[_numpy_indices(indices)] = values
    return changed


def _numpy_indices(indices: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(slice(None) if one is None else one._data for one in indices)


# ---- x[...] ----------------------------------------------------------------------------------


@composite
def getitem(self: Any, index: Any) -> Any:
    """Return ``self[index]``: views for numbers and slices, a copy for index tensors and masks."""
    view, indices = _basic(self, index)
    return index_by(view, indices) if indices else view


@composite
def setitem(self: Any, index: Any, value: Any) -> None:
    """Store ``value`` at ``self[index]``."""
    view, indices = _basic(self, index)
    value = value if isinstance(value, Tensor) else untracked(np.asarray(value, self.dtype.numpy))
    if indices:
        FUNCTIONS["index_put_"](view, value, indices)
    else:
        FUNCTIONS["copy_"](view, _expanded_to(value, view.shape))


def _expanded_to(value: Any, shape: Dims) -> Any:
    """Return a value to be stored in the shape of the place it is stored to."""
    if value.shape == shape:
        return value
    ones = next((i for i, size in enumerate(value.shape) if size != 1), value.ndim)
    return expand(reshape(value, value.shape[ones:]), shape)


def _basic(self: Any, index: Any) -> tuple[Any, tuple[Any, ...]]:
    """Apply the numbers and slices of an index; return the view and the index tensors left."""
    left: list[Any] = []
    view, dim = self, 0
    parts = _expanded(index if isinstance(index, tuple) else (index,), self.ndim)
    for one in parts:
        if isinstance(one, (int, np.integer)) and not isinstance(one, bool):
            view = select(view, dim, int(one))
            continue
        if one is _Skip or (_is_whole(one) and len(parts) > 1):
            pass
        elif one is None:
            view = unsqueeze(view, dim)
        elif isinstance(one, slice):
            view = _sliced(view, dim, one)
        else:
            left += [None] * (dim - len(left)) + [_index_tensor(one)]
            dim += max(left[-1].ndim, 1) - 1 if left[-1].dtype.name == "bool" else 0
        dim += 1
    return view, tuple(left)


def _is_whole(one: Any) -> bool:
    return isinstance(one, slice) and one == slice(None)


def _sliced(self: Any, dim: int, one: slice) -> Any:
    step = 1 if one.step is None else int(one.step)
    if step <= 0:
        raise ValueError("step must be greater than zero")
    start = 0 if one.start is None else int(one.start)
    return slice_dim(self, dim, start, _TO_THE_END if one.stop is None else int(one.stop), step)


def _expanded(index: tuple[Any, ...], ndim: int) -> list[Any]:
    """Return an index with its ellipsis written out."""
    used = 0
    for one in index:
        if one is not None and not isinstance(one, EllipsisType):
            used += one.ndim if isinstance(one, Tensor) and one.dtype.name == "bool" else 1
    if used > ndim:
        raise IndexError(f"too many indices for tensor of dimension {ndim}")
    for position, one in enumerate(index):
        if isinstance(one, EllipsisType):
            rest = index[position + 1 :]
            return [*index[:position], *[_Skip] * (ndim - used), *rest]
    return list(index)


class _Skip:
    """A dimension that an ellipsis takes whole."""


def _index_tensor(one: Any) -> Tensor:
    if isinstance(one, Tensor):
        if one.dtype.is_floating_point:
            raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
        return one
    return untracked(np.asarray(one))
