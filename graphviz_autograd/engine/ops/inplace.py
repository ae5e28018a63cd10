"""Storing into a tensor: numbers, other tensors."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .record import Array, op

if TYPE_CHECKING:
    from .arithmetic import zeros_of_like
    from .reduction import sum_all


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True)
def zero(self: Array) -> Array:
    """Return zeros of the same shape."""
    return np.zeros_like(self)


@op(
    self=lambda grad: zeros_of_like(grad),
    src=lambda grad: grad,
    node="CopyBackwards",
    casts=None,
    inplace=True,
)
def copy(self: Array, src: Array, non_blocking: bool = False) -> Array:  # noqa: ARG001
    """Return ``src`` in the shape and type of ``self``."""
    return np.broadcast_to(src, self.shape).astype(self.dtype)


@op(self=lambda grad: zeros_of_like(grad), node="FillBackward2", casts=None, inplace=True)
def fill_scalar(self: Array, value: float) -> Array:
    """Return a number in the shape and type of ``self``."""
    return np.full_like(self, value)


@op(
    self=lambda grad: zeros_of_like(grad),
    value=lambda grad: sum_all(grad),
    node="FillBackward3",
    casts=None,
    inplace=True,
)
def fill_tensor(self: Array, value: Array) -> Array:
    """Return a 0-d tensor's value in the shape and type of ``self``."""
    return np.full_like(self, value)
