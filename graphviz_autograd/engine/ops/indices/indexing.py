"""Indexing: ``x[...]`` and ``x[...] = value``."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from types import EllipsisType
from typing import Any

import numpy as np

from ... import dtypes
from ...elements import as_element
from ...overlap import check_no_overlap
from ...tensor import Tensor, untracked
from ..record import FUNCTIONS, composite
from ..shapes.shape import expand, view_sizes
from ..shapes.squeezing import unsqueeze
from .index_tensors import index_by
from .slicing import alias, select, slice_dim

_TO_THE_END = 2**63 - 1


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
        FUNCTIONS["index_put_"](taken.view, tuple(taken.indices), _without_ones(stored))
    elif stored.shape == taken.view.shape:
        FUNCTIONS["copy_"](taken.view, stored)
    elif not stored.ndim:
        check_no_overlap(taken.view._data)
        FUNCTIONS["fill_"](taken.view, stored)
    else:
        part = view_sizes(stored, _without_ones(stored).shape)
        fitting = part if part.shape == taken.view.shape else expand(part, taken.view.shape)
        FUNCTIONS["copy_"](taken.view, fitting)


def _as_value(self: Any, value: Any) -> Tensor:
    if isinstance(value, Tensor):
        return value
    if isinstance(value, (bool, int, float, np.generic)):
        return untracked(as_element(value, self.dtype.numpy))
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
        indices: index tensors and masks, None for dimensions between them.
        passed: the dimensions since the last of these.

    """

    def __init__(self, tensor: Any) -> None:
        self.view = tensor
        self.dim = self.passed = 0
        self.indices: list[Tensor | None] = []

    def number(self, index: int, position: int) -> None:
        """Take one slice of a dimension; errors call it by the position of the index."""
        if not self.view.ndim:
            raise IndexError(_INDEX_OF_NUMBER)
        size = self.view.shape[self.dim]
        if not -size <= index < size:
            raise IndexError(
                f"index {index} is out of bounds for dimension {position} with size {size}"
            )
        self.view = select(self.view, self.dim, index)

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
        self._record(index, _dims_indexed(index))

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
    given = _parts(index)
    if given is index:  # a tuple: what is in it is looked at if there are not too many
        _check_count(self, sum(map(_dims_indexed, given)))
    parts = [_plain(one) for one in given]
    used = sum(map(_dims_indexed, parts))
    if not isinstance(index, (int, np.integer, slice)):
        _check_count(self, used)
    taking = _Taking(self)
    for position, one in enumerate(parts):
        if one is None:
            taking.new()
        elif isinstance(one, EllipsisType):
            taking.skip(self.ndim - used)
        elif isinstance(one, slice):
            taking.part(one, may_skip=not single_slices)
        elif isinstance(one, bool):
            taking.truth(one)
        elif isinstance(one, int):
            taking.number(one, position)
        else:
            taking.tensor(one)
    return taking


def _check_count(self: Any, used: int) -> None:
    if used > self.ndim:
        raise IndexError(f"too many indices for tensor of dimension {self.ndim}")


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
        if isinstance(one, Sequence) and any(isinstance(part, str) for part in one):
            raise TypeError("new(): invalid data type 'str'")
        array = np.asarray(one) if len(np.shape(one)) and np.size(one) else np.array(one, np.int64)
        return _plain_tensor(untracked(array))
    if isinstance(one, str):
        raise TypeError("new(): invalid data type 'str'")
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
        return bool(index.item()) if index.dtype is dtypes.uint8 else index.item()
    return index


def _bounds(index: slice) -> tuple[int, int, int]:
    for one in (index.start, index.stop, index.step):
        if not (one is None or hasattr(one, "__index__")):
            raise TypeError("slice indices must be integers or None or have an __index__ method")
    step = 1 if index.step is None else int(index.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if step < 0:
        raise ValueError("step must be greater than zero")
    end = _TO_THE_END if index.stop is None else int(index.stop)
    return 0 if index.start is None else int(index.start), end, step
