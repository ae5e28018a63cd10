"""Repeating elements and slices, with a copy."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor, untracked
from ..dims import sizes_from, wrapped
from ..indices.selecting import index_select
from ..record import Array, composite, formula, op
from .copying import clone_contiguous
from .shape import expand, flatten, reshape
from .squeezing import unsqueeze

if TYPE_CHECKING:
    from ..reductions.reduction import sum_dim

Dims = tuple[int, ...]


@op(
    self=lambda grad, self_sizes, repeats: sum_of_repeats(grad, self_sizes, repeats),
    node="RepeatBackward0",
)
def repeat_sizes(self: Array, repeats: Dims) -> Array:
    """Return the tensor repeated a number of times along each dimension."""
    return np.tile(self, repeats)


@formula
def sum_of_repeats(grad: Any, sizes: Dims, repeats: Dims) -> Any:
    """Return the gradients of all repetitions, added up."""
    lead = len(repeats) - len(sizes)
    for _ in range(lead):
        grad = sum_dim(grad, (0,))
    shape: list[int] = []
    dims = []
    for times, size in zip(repeats[lead:], sizes, strict=True):
        if times != 1:
            dims.append(len(shape))
            shape.append(times)
        shape.append(size)
    return sum_dim(reshape(grad, tuple(shape)), tuple(dims)) if dims else grad


@composite
def repeat(self: Any, *repeats: Any) -> Any:
    """Return the tensor repeated, copying, along each dimension; new ones come in front.

    Raises:
        RuntimeError: if there are fewer numbers than dimensions.

    """
    times = sizes_from(repeats)
    if len(times) < self.ndim:
        raise RuntimeError(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
            "tensor"
        )
    return repeat_sizes(self, times)


@composite
def tile(self: Any, *dims: Any) -> Any:
    """Return the tensor repeated along its last dimensions."""
    times = sizes_from(dims)
    return repeat_sizes(self, (1,) * (self.ndim - len(times)) + times)


@composite
def repeat_interleave(self: Any, repeats: Any = None, dim: int | None = None) -> Any:
    """Return every element or slice repeated in its place.

    ``repeats`` is a number or an integer tensor of one number for each slice. Without ``dim``
    the tensor is flattened first. With the tensor alone, it is the ``repeats`` of the numbers from
    0 on.

    Raises:
        RuntimeError: if there are not as many numbers as slices.

    """
    if repeats is None:
        return untracked(np.repeat(np.arange(self.numel()), self._data))
    if dim is None:
        self, dim = reshape(self, -1) if self.ndim != 1 else self, 0
    at = wrapped(dim, self.ndim)
    if isinstance(repeats, Tensor):
        return _repeated_each(self, repeats, at)
    stretched = [*self.shape[: at + 1], repeats, *self.shape[at + 1 :]]
    copied = clone_contiguous(expand(unsqueeze(self, at + 1), stretched))
    return flatten(copied, at, at + 1)


def _repeated_each(self: Any, repeats: Tensor, dim: int) -> Any:
    size = self.shape[dim]
    if repeats.numel() not in (1, size):
        raise RuntimeError(
            "repeats must have the same size as input along dim, but got repeats.size(0) = "
            f"{repeats.numel()} and input.size({dim}) = {size}"
        )
    return index_select(self, dim, untracked(np.repeat(np.arange(size), repeats._data)))
