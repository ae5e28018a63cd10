"""The softmax and its logarithm."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .copying import to_copy
from .dims import wrapped
from .record import Array, composite, op

if TYPE_CHECKING:
    from .elementwise import exp
    from .reduction import sum_dim


@op(
    self=lambda grad, dim, result: grad * result - result * sum_dim(grad * result, (dim,), True),
    node="SoftmaxBackward0",
    casts="float",
)
def softmax_dim(self: Array, dim: int) -> Array:
    """Return exponentials that add up to 1 over ``dim``."""
    wrapped(dim, self.ndim)
    powers = np.exp(self - np.maximum.reduce(self, axis=dim, keepdims=True))
    return powers / np.add.reduce(powers, axis=dim, keepdims=True)


@op(
    self=lambda grad, dim, result: grad - exp(result) * sum_dim(grad, (dim,), True),
    node="LogSoftmaxBackward0",
    casts="float",
)
def log_softmax_dim(self: Array, dim: int) -> Array:
    """Return the logarithm of the softmax over ``dim``, computed without overflow."""
    wrapped(dim, self.ndim)
    shifted = self - np.maximum.reduce(self, axis=dim, keepdims=True)
    return shifted - np.log(np.add.reduce(np.exp(shifted), axis=dim, keepdims=True))


@composite
def softmax(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the softmax over ``dim``."""
    return softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)


@composite
def log_softmax(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the logarithm of the softmax over ``dim``."""
    return log_softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)
