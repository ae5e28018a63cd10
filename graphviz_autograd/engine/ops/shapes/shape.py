"""The same elements in another shape, and repeated to a larger one."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ... import dtypes
from ..dims import sizes_from, wrapped
from ..record import Array, composite, composite_of, op
from .copying import clone_contiguous
from .expansion import expands, why_no_expand
from .reinterpreting import reinterpreted

if TYPE_CHECKING:
    from ..reductions.reduction import sum_to_size

Dims = tuple[int, ...]


# ---- view and reshape ------------------------------------------------------------------------


def _seen_as(self: Array, size: Dims) -> Array:
    """Return the same memory in another shape.

    Which step a dimension of size 1 has does not matter, but shows; NumPy makes up its own.
    """
    view = self.reshape(size, copy=False)
    if 1 not in view.shape or not self.ndim or not self.size:
        return view
    steps, around = [*view.strides], self.strides[-1]
    for dim in reversed(range(view.ndim)):
        if view.shape[dim] == 1:
            steps[dim] = around
        around = view.shape[dim] * steps[dim]
    return view if (*steps,) == view.strides else as_strided(view, strides=steps)


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), view=True, node="ViewBackward0")
def view_sizes(self: Array, size: Dims) -> Array:
    """Return the same memory in another shape."""
    try:
        return _seen_as(self, _checked(self, size))
    except ValueError as error:
        raise RuntimeError(_NO_VIEW) from error


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), view=True,
    node="ReshapeAliasBackward0")  # fmt: skip
def reshape_alias(self: Array, size: Dims) -> Array:
    """Return the memory of a tensor that is not contiguous in another shape."""
    return _seen_as(self, size)


_NO_VIEW = (
    "view size is not compatible with input tensor's size and stride (at least one dimension "
    "spans across two contiguous subspaces). Use .reshape(...) instead."
)


def _checked(self: Array, size: Dims) -> Dims:
    for index, one in enumerate(size):
        if one < -1:
            raise RuntimeError(
                f"invalid shape dimension {one} at index {index} of shape {list(size)}"
            )
    if size.count(-1) > 1:
        raise RuntimeError("only one dimension can be inferred")
    count = prod(one for one in size if one != -1)
    if -1 in size and not count and not self.size:
        raise RuntimeError(
            f"cannot reshape tensor of 0 elements into shape {list(size)} because the unspecified "
            "dimension size -1 can be any value and is ambiguous"
        )
    if self.size % count if -1 in size and count else count != self.size:
        raise RuntimeError(f"shape '{list(size)}' is invalid for input of size {self.size}")
    return size


@op(self=lambda grad, self_sizes: reshape(grad, self_sizes), node="UnsafeViewBackward0", casts=None)
def unsafe_view(self: Array, size: Dims) -> Array:
    """Return a new tensor's memory in another shape; nobody else sees it."""
    return self.reshape(size)


@composite
def view(self: Any, *shape: Any, dtype: Any = None) -> Any:
    """Return the same memory in another shape, or as numbers of another type.

    Raises:
        RuntimeError: if the memory cannot be seen so.

    """
    kind = shape[0] if len(shape) == 1 and isinstance(shape[0], (dtypes.dtype, type)) else dtype
    if kind is not None:
        return reinterpreted(self, dtypes.given(kind, "view"))
    return view_sizes(self, sizes_from(shape))


@composite_of(np.reshape)
def reshape(self: Any, *shape: Any) -> Any:
    """Return the elements in another shape: a view if possible, else a copy.

    Raises:
        RuntimeError: if the shape has another number of elements.

    """
    size = sizes_from(shape)
    if self.is_contiguous():
        return view_sizes(self, size)
    size = _checked(self._data, size)
    try:
        return reshape_alias(self, size)
    except ValueError:
        return unsafe_view(clone_contiguous(self), size)


@composite
def view_as(self: Any, other: Any) -> Any:
    """Return the same memory in the shape of ``other``."""
    return view_sizes(self, tuple(other.shape))


@composite
def reshape_as(self: Any, other: Any) -> Any:
    """Return the elements in the shape of ``other``: a view if possible, else a copy."""
    return reshape(self, tuple(other.shape))


@composite
def ravel(self: Any) -> Any:
    """Return the elements as a vector: a view if the tensor is contiguous, else a copy."""
    return view_sizes(self if self.is_contiguous() else clone_contiguous(self), (-1,))


@composite
def flatten(self: Any, start_dim: int = 0, end_dim: int = -1) -> Any:
    """Return the tensor with some neighbouring dimensions made one.

    Raises:
        RuntimeError: if the first comes after the last.

    """
    first, last = wrapped(start_dim, self.ndim), wrapped(end_dim, self.ndim)
    if first > last:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if first == last:
        return self if self.ndim else reshape(self, 1)
    joined = prod(self.shape[first : last + 1])
    return reshape(self, (*self.shape[:first], joined, *self.shape[last + 1 :]))


@composite
def unflatten(self: Any, dim: int, sizes: Dims) -> Any:
    """Return the tensor with dimension ``dim`` made several of the given sizes.

    Raises:
        RuntimeError: if they do not multiply to the size of that dimension.

    """
    at = wrapped(dim, self.ndim)
    known = prod(one for one in sizes if one != -1)
    if self.shape[at] % known if -1 in sizes else known != self.shape[at]:
        raise RuntimeError(
            f"unflatten: Provided sizes {list(sizes)} don't multiply up to the size of dim {at} "
            f"({self.shape[at]}) in the input tensor"
        )
    inferred = (self.shape[at] // known if one == -1 else one for one in sizes)
    return view_sizes(self, (*self.shape[:at], *inferred, *self.shape[at + 1 :]))


# ---- repeating without a copy ----------------------------------------------------------------


@op(self=lambda grad, self_sizes: sum_to_size(grad, self_sizes), view=True, node="ExpandBackward0")
def expand_sizes(self: Array, size: Dims) -> Array:
    """Return the tensor repeated, without copying, to ``size``; -1 keeps a size."""
    lead = len(size) - self.ndim
    wanted = [
        self.shape[i - lead] if one == -1 and i >= lead else one for i, one in enumerate(size)
    ]
    if lead < 0 or not all(map(expands, self.shape, wanted[lead:])) or min(wanted, default=0) < 0:
        raise RuntimeError(why_no_expand(self, list(size), lead))
    steps = [
        0 if have != want else step
        for have, want, step in zip(self.shape, wanted[lead:], self.strides, strict=True)
    ]
    for at in reversed(range(lead)):  # a new dimension of size 1 lies as if it had been there
        steps.insert(0, wanted[at + 1] * steps[0] if self.ndim and wanted[at] == 1 else 0)
    return as_strided(self, wanted, steps)


@composite_of(np.broadcast_to)
def expand(self: Any, *sizes: Any) -> Any:
    """Return the tensor repeated, without copying, along dimensions of size 1.

    Raises:
        RuntimeError: if another dimension would have to change.

    """
    return expand_sizes(self, sizes_from(sizes))


@composite
def expand_as(self: Any, other: Any) -> Any:
    """Return the tensor repeated, without copying, to the shape of ``other``."""
    return expand_sizes(self, tuple(other.shape))


@composite
def broadcast_to(self: Any, *size: Any) -> Any:
    """Return the tensor repeated, without copying, to ``size``."""
    return expand_sizes(self, sizes_from(size))
