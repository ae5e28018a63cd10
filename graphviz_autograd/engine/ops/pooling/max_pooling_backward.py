"""The gradients of max pooling, operations of their own as in PyTorch."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import Array, op
from .max_pooling import placed

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like
    from .max_pooling import taken_at


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 2),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="MaxPool2DWithIndicesBackwardBackward0",
)
def max_pool2d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 2)


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 3),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="MaxPool3DWithIndicesBackwardBackward0",
)
def max_pool3d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 3)


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 2),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="AdaptiveMaxPool2DBackwardBackward0",
)
def adaptive_max_pool2d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 2)


@op(
    grad_output=lambda grad, indices: taken_at(grad, indices, 3),
    self=lambda self: zeros_of_like(self),
    casts=None,
    node="AdaptiveMaxPool3DBackwardBackward0",
)
def adaptive_max_pool3d_backward(grad_output: Array, self: Array, indices: Array) -> Array:
    """Return the gradient placed at the flat indices of each channel of ``self``."""
    return placed(grad_output, indices, self.shape, 3)
