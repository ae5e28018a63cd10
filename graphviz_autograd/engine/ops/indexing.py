"""Indexing: ``x[...]`` and ``x[...] = value``."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

import warnings
from collections.abc import Sequence
from types import EllipsisType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..tensor import Tensor, untracked
from .record import FUNCTIONS, Array, composite, op
from .shape import expand, view_sizes
from .slicing import alias, select, slice_dim
from .squeezing import unsqueeze

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like

Dims = tuple[int, ...]
Indices = tuple[Any, ...]
_TO_THE_END = 2**63 - 1


# ---- index tensors ---------------------------------------------------------------------------


@op(self=lambda grad, self_sizes, indices: index_backward(grad, self_sizes, indices),
    node="IndexBackward0")  # fmt: skip
def index_by(self: Array, indices: Indices) -> Array:
    """Return the elements that index tensors and masks choose; None takes a whole dimension."""
    return _picked(self, _arrays(self.shape, indices))


@op(self=lambda grad, indices: index_by(grad, indices))
def index_backward(self: Array, sizes: Dims, indices: Indices) -> Array:
    """Return zeros of ``sizes`` with ``self`` added at the indices."""
    whole = np.zeros(sizes, self.dtype)
    np.add.at(whole, _arrays(sizes, indices), self)
    return whole


@op(
    self=lambda grad, indices, accumulate: (
        grad if accumulate else index_put_at(grad, zeros_of_like(index_by(grad, indices)), indices)
    ),
    values=lambda grad, indices: index_by(grad, indices),
    casts=None,
    inplace=True,
    node="IndexPutBackward0",
)
def index_put_at(
    self: Array, values: Array, indices: Indices, accumulate: bool = False
) -> Array:
    """Return ``self`` with ``values`` at the indices, or added there."""
    if values.dtype != self.dtype:
        raise RuntimeError(_different_types(self, values))
    changed, places = np.array(self), _arrays(self.shape, indices)
    fitting = _broadcast(values, _picked(changed, places).shape)
    if accumulate:
        np.add.at(changed, places, fitting)
    else:
        changed[places] = fitting
    return changed


def _different_types(self: Array, values: Array) -> str:
    from .. import dtypes

    have, want = (dtypes.of(one.dtype).legacy for one in (values, self))
    return (
        f"Index put requires the source and destination dtypes match, got {want} for the "
        f"destination and {have} for the source."
    )


def _broadcast(values: Array, shape: Dims) -> Array:
    try:
        return np.broadcast_to(values, shape)
    except ValueError:
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {list(values.shape)} cannot be broadcast to "
            f"indexing result of shape {list(shape)}"
        ) from None


def _picked(self: Array, places: Indices) -> Array:
    try:
        return np.asarray(self)[places]
    except IndexError as error:
        raise IndexError(_index_error(str(error), places)) from None


def _index_error(message: str, places: Indices) -> str:
    if not message.startswith("shape mismatch"):
        return message.replace("axis", "dimension")
    shapes = ", ".join(str(list(one.shape)) for one in places if isinstance(one, np.ndarray))
    return f"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}"


def _arrays(sizes: Dims, indices: Indices) -> Indices:
    """Return the indices as NumPy takes them, the masks checked."""
    places: list[Any] = []
    dim = 0
    for one in indices:
        array = None if one is None else _as_mask(np.asarray(one._data))
        if array is not None and array.dtype == np.bool_:
            _check_mask(array, sizes, dim)
            dim += array.ndim - 1
        dim += 1
        places.append(slice(None) if array is None else array)
    if dim > len(sizes):
        raise IndexError(f"too many indices for tensor of dimension {len(sizes)} (got {dim})")
    return tuple(places)


def _as_mask(index: Array) -> Array:
    return index.astype(np.bool_) if index.dtype == np.uint8 else index


def _check_mask(mask: Array, sizes: Dims, dim: int) -> None:
    for at, size in enumerate(mask.shape):
        if sizes[dim + at : dim + at + 1] != (size,):
            raise IndexError(
                f"The shape of the mask {list(mask.shape)} at index {at} does not match the shape "
                f"of the indexed tensor {list(sizes)} at index {dim + at}"
            )


@composite
def index_put(self: Any, indices: Any, values: Any, accumulate: bool = False) -> Any:
    """Return ``self`` with ``values`` at the places that index tensors choose, or added there."""
    return index_put_at(self, values, tuple(indices), accumulate)


@composite
def index_put_(self: Any, indices: Any, values: Any, accumulate: bool = False) -> Any:
    """Store ``values`` at the places that index tensors choose, or add them there."""
    return FUNCTIONS["index_put_at_"](self, values, tuple(indices), accumulate)


# ---- x[...] ----------------------------------------------------------------------------------


@composite
def getitem(self: Any, index: Any) -> Any:
    """Return ``self[index]``: views for numbers and slices, a copy for index tensors and masks."""
    taken = _taken(self, index, single_slices=isinstance(index, slice))
    if taken.indices:
        return index_by(taken.view, tuple(taken.indices))
    return alias(self) if taken.view is self else taken.view


@composite
def setitem(self: Any, index: Any, value: Any) -> None:
    """Store ``value`` at ``self[index]``."""
    if index is False:
        return
    taken = _taken(self, None if index is True else index)
    stored = _as_value(self, value)
    if taken.indices:
        FUNCTIONS["index_put_at_"](taken.view, _without_ones(stored), tuple(taken.indices))
    elif stored.shape == taken.view.shape:
        FUNCTIONS["copy_"](taken.view, stored)
    elif not stored.ndim:
        FUNCTIONS["fill_"](taken.view, stored)
    else:
        part = view_sizes(stored, _without_ones(stored).shape)
        fitting = part if part.shape == taken.view.shape else expand(part, taken.view.shape)
        FUNCTIONS["copy_"](taken.view, fitting)


def _as_value(self: Any, value: Any) -> Tensor:
    if isinstance(value, Tensor):
        return value
    if isinstance(value, (bool, int, float, np.generic)):
        return untracked(self.dtype.numpy.type(value))
    kind = type(value)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    raise TypeError(f"can't assign a {name} to a {self.type()}")


def _without_ones(value: Any) -> Any:
    """Return a value without its leading dimensions of size 1."""
    ones = next((at for at, size in enumerate(value.shape) if size != 1), value.ndim)
    return view_sizes(value, tuple(value.shape[ones:])) if ones else value


class _Taking:
    """An index being applied, part by part.

    Attributes:
        view: what the numbers, slices and new dimensions make of the tensor.
        dim: the dimension of ``view`` that the next part is for.
        read: the same in the tensor itself.
        indices: index tensors and masks, None for dimensions between them.
        passed: the dimensions since the last of these.

    """

    def __init__(self, tensor: Any) -> None:
        self.view = tensor
        self.dim = self.read = self.passed = 0
        self.indices: list[Tensor | None] = []

    def number(self, index: int) -> None:
        """Take one slice of a dimension."""
        if not self.view.ndim:
            raise IndexError(_INDEX_OF_NUMBER)
        size = self.view.shape[self.dim]
        if not -size <= index < size:
            raise IndexError(
                f"index {index} is out of bounds for dimension {self.read} with size {size}"
            )
        self.view = select(self.view, self.dim, index)
        self.read += 1

    def part(self, index: slice, may_skip: bool) -> None:
        """Take some slices of a dimension."""
        start, end, step = _bounds(index)
        size = self.view.shape[self.dim] if self.view.ndim else 0
        if not (may_skip and self.view.ndim and (start, step) == (0, 1) and size <= end):
            self.view = slice_dim(self.view, self.dim, start, end, step)
        self.skip(1)

    def skip(self, dims: int) -> None:
        """Take dimensions whole."""
        self.dim += dims
        self.read += dims
        self.passed += dims

    def new(self) -> None:
        """Insert a dimension."""
        self.view = unsqueeze(self.view, self.dim)
        self.dim += 1
        self.passed += 1

    def truth(self, index: bool) -> None:
        """Take all, in a new dimension of size 1, or nothing."""
        self.view = unsqueeze(self.view, self.dim)
        self._record(untracked(np.zeros(int(index), np.int64)), 1)

    def tensor(self, index: Tensor) -> None:
        """Take what an index tensor or a mask chooses."""
        dims = _dims_indexed(index)
        self._record(index, dims)
        self.read += dims

    def _record(self, index: Tensor, dims: int) -> None:
        self.indices += [*[None] * self.passed, index]
        self.passed = 0
        self.dim += dims


_INDEX_OF_NUMBER = (
    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ "
    "to convert a 0-dim tensor to a number"
)


def _taken(self: Any, index: Any, single_slices: bool = False) -> _Taking:
    """Apply an index; ``single_slices`` makes a view of a slice even if that takes all."""
    parts = [_plain(one) for one in _parts(index)]
    used = sum(_dims_indexed(one) for one in parts)
    if used > self.ndim and not isinstance(index, (int, np.integer, slice)):
        raise IndexError(f"too many indices for tensor of dimension {self.ndim}")
    taking = _Taking(self)
    for one in parts:
        if one is None:
            taking.new()
        elif isinstance(one, EllipsisType):
            taking.skip(self.ndim - used)
        elif isinstance(one, slice):
            taking.part(one, may_skip=not single_slices)
        elif isinstance(one, bool):
            taking.truth(one)
        elif isinstance(one, int):
            taking.number(one)
        else:
            taking.tensor(one)
    return taking


def _dims_indexed(one: Any) -> int:
    if one is None or isinstance(one, (EllipsisType, bool)):
        return 0
    return one.ndim if isinstance(one, Tensor) and one.dtype.category == 0 else 1


def _parts(index: Any) -> tuple[Any, ...]:
    if isinstance(index, tuple):
        return index
    if isinstance(index, list) and len(index) < 32 and any(map(_is_part, index)):
        warnings.warn(_LIST_AS_TUPLE, UserWarning, stacklevel=4)
        return tuple(index)
    return (index,)


_LIST_AS_TUPLE = (
    "Using a non-tuple sequence for multidimensional indexing is deprecated and will be changed "
    "in pytorch 2.9; use x[tuple(seq)] instead of x[seq]. In pytorch 2.9 this will be interpreted "
    "as tensor index, x[torch.tensor(seq)], which will result either in an error or a different "
    "result"
)


def _is_part(one: Any) -> bool:
    return one is None or isinstance(one, (Tensor, Sequence, slice, EllipsisType))


def _plain(one: Any) -> Any:
    """Return a part of an index as None, an ellipsis, a slice, a bool, a number or a tensor."""
    if one is None or isinstance(one, (EllipsisType, slice, bool, int)):
        return one
    if isinstance(one, (np.integer, Tensor)):
        return _plain_tensor(one) if isinstance(one, Tensor) else int(one)
    if isinstance(one, (np.ndarray, Sequence)) and not isinstance(one, str):
        array = np.asarray(one) if len(np.shape(one)) and np.size(one) else np.array(one, np.int64)
        return _plain_tensor(untracked(array))
    kind = type(one)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid "
        f"indices (got {name})"
    )


def _plain_tensor(index: Tensor) -> Any:
    if index.dtype.is_floating_point:
        raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
    if not index.ndim:
        return index.item()
    return index


def _bounds(index: slice) -> tuple[int, int, int]:
    step = 1 if index.step is None else int(index.step)
    if step <= 0:
        raise ValueError("step must be greater than zero")
    end = _TO_THE_END if index.stop is None else int(index.stop)
    return 0 if index.start is None else int(index.start), end, step
