"""The same elements in another order: flipped, rolled, rotated."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from operator import index
from typing import Any

import numpy as np

from ..dims import as_dims, sizes_from, wrapped
from ..record import Array, composite, formula, op

Dims = tuple[int, ...]


@op(self=lambda grad, dims: flip_dims(grad, dims), node="FlipBackward0")
def flip_dims(self: Array, dims: Dims) -> Array:
    """Return the elements in the reverse order along some dimensions."""
    found = [wrapped(one, self.ndim) for one in dims]
    for one in found:
        if found.count(one) > 1:
            raise RuntimeError(f"dim {one} appears multiple times in the list of dims")
    return np.copy(np.flip(self, tuple(found)), order="K") if self.ndim else self


@composite
def flip(self: Any, *dims: Any) -> Any:
    """Return the elements in the reverse order along some dimensions.

    Raises:
        TypeError: without any.

    """
    if not dims:
        raise TypeError('flip() missing 1 required positional arguments: "dims"')
    return flip_dims(self, as_dims(sizes_from(dims)))


@composite
def fliplr(self: Any) -> Any:
    """Return the columns in the reverse order.

    Raises:
        RuntimeError: if there is only one dimension.

    """
    if self.ndim < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return flip_dims(self, (1,))


@composite
def flipud(self: Any) -> Any:
    """Return the rows in the reverse order.

    Raises:
        RuntimeError: if there is no dimension.

    """
    if self.ndim < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return flip_dims(self, (0,))


@op(
    self=lambda grad, shifts, dims: roll_by(grad, negated(shifts), dims),
    node="RollBackward0",
    layout="channels",
)
def roll_by(self: Array, shifts: Dims, dims: Dims) -> Array:
    """Return the elements shifted along some dimensions, or as a vector; the last come first."""
    found = tuple(wrapped(one, self.ndim) for one in dims)
    return np.roll(self, shifts, found) if dims else np.roll(self, shifts[0])


@formula
def negated(shifts: Dims) -> Dims:
    """Return the shifts that undo ``shifts``."""
    return tuple(-one for one in shifts)


@composite
def roll(self: Any, shifts: Any, dims: Any = ()) -> Any:
    """Return the elements shifted along some dimensions, or as a vector; the last come first.

    Raises:
        RuntimeError: if there are not as many shifts as dimensions.

    """
    steps, found = tuple(map(index, as_dims(shifts))), as_dims(dims)
    if len(steps) != len(found) and (found or len(steps) != 1):
        raise RuntimeError(
            f"shifts and dimensions must align. shifts: {len(steps)}, dims:{len(found)}"
        )
    return roll_by(self, steps, found)


@op(self=lambda grad, k, dims: rotated(grad, -k, dims), node="Rot90Backward0", layout="own")
def rotated(self: Array, k: int, dims: tuple[int, int]) -> Array:
    """Return the plane of two dimensions turned by ``k`` quarters."""
    return np.copy(np.rot90(self, k, dims), order="K")


@composite
def rot90(self: Any, k: int = 1, dims: Any = (0, 1)) -> Any:
    """Return the plane of two dimensions turned by ``k`` quarters, from the first to the second.

    Raises:
        RuntimeError: if the tensor has fewer than two dimensions.

    """
    if self.ndim < 2:
        raise RuntimeError(f"expected total dims >= 2, but got total dims = {self.ndim}")
    return rotated(self, k, tuple(dims))
