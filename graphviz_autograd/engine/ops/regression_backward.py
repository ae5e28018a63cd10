"""The gradients of losses of numbers that are operations of their own, as in PyTorch."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from .loss_reduction import MEAN
from .record import Array, formula, op

if TYPE_CHECKING:
    from .arithmetic import div_scalar, neg
    from .choosing import where
    from .clamping import clamp_min_number
    from .elementwise import abs, sign  # noqa: A004
    from .likelihood_loss import times
    from .loss_reduction import averaged


def _shared(slopes: Array, reduction: int) -> Array:
    return slopes / max(slopes.size, 1) if reduction == MEAN else slopes


@formula
def weighed(grad: Any, slope: Any, reduction: int) -> Any:
    """Return the gradient of ``grad_output`` where that multiplies the slopes of a loss."""
    return div_scalar(grad * slope, product(slope.shape)) if reduction == 1 else grad * slope


@op(
    grad_output=lambda grad, self, target, reduction: weighed(grad, 2 * (self - target), reduction),
    self=lambda grad, grad_output, reduction: averaged(grad_output * (2 * grad), reduction),
    target=lambda grad, grad_output, reduction: averaged(grad_output * (-2 * grad), reduction),
)
def mse_loss_backward(grad_output: Array, self: Array, target: Array, reduction: int) -> Array:
    """Return the gradient of the squared error with respect to ``self``."""
    return _shared(grad_output * (2 * (self - target)), reduction)


@op(
    grad_output=lambda grad, self, target, reduction, beta: weighed(
        grad, smooth_slope(self - target, beta), reduction
    ),
    self=lambda grad, grad_output, self, target, reduction, beta: averaged(
        grad_output * (grad * where(abs(self - target) < beta, 1.0 / beta, 0.0)), reduction
    ),
    target=lambda grad, grad_output, self, target, reduction, beta: averaged(
        grad_output * (neg(grad) * where(abs(self - target) < beta, 1.0 / beta, 0.0)), reduction
    ),
    node="SmoothL1LossBackwardBackward0",
)
def smooth_l1_loss_backward(
    grad_output: Array, self: Array, target: Array, reduction: int, beta: float
) -> Array:
    """Return the gradient of the smooth absolute error with respect to ``self``."""
    slope = np.clip((self - target) / beta, -1, 1)
    return _shared(grad_output * slope, reduction)


@formula
def smooth_slope(difference: Any, beta: float) -> Any:
    """Return the derivative of the smooth absolute error."""
    return where(abs(difference) < beta, div_scalar(difference, beta), sign(difference))


@op(
    grad_output=lambda grad, self, target, reduction, delta: weighed(
        grad, huber_slope(self - target, delta), reduction
    ),
    self=lambda grad, grad_output, self, target, reduction, delta: averaged(
        grad_output * (grad * (abs(self - target) <= delta)), reduction
    ),
    target=lambda grad, grad_output, self, target, reduction, delta: averaged(
        grad_output * (neg(grad) * (abs(self - target) <= delta)), reduction
    ),
)
def huber_loss_backward(
    grad_output: Array, self: Array, target: Array, reduction: int, delta: float
) -> Array:
    """Return the gradient of Huber's loss with respect to ``self``."""
    return _shared(grad_output * np.clip(self - target, -delta, delta), reduction)


@formula
def huber_slope(difference: Any, delta: float) -> Any:
    """Return the derivative of Huber's loss."""
    return where(abs(difference) <= delta, difference, delta * sign(difference))


@op(
    grad_output=lambda grad, self, target, weight, reduction: weighed(
        grad, bernoulli_slope(self, target, weight), reduction
    ),
    self=lambda grad, grad_output, self, target, weight, reduction: averaged(
        grad_output * (grad * bernoulli_curvature(self, target, weight)), reduction
    ),
    target=lambda grad, grad_output, self, weight, reduction: averaged(
        grad_output * (neg(grad) * times(1 / ((1 - self) * self), weight)), reduction
    ),
)
def binary_cross_entropy_backward(
    grad_output: Array, self: Array, target: Array, weight: Array | None, reduction: int
) -> Array:
    """Return the gradient of the negative log-likelihood of events of given probabilities."""
    slopes = (self - target) / np.maximum((1 - self) * self, 1e-12)
    return _shared(grad_output * (slopes if weight is None else slopes * weight), reduction)


@formula
def bernoulli_slope(self: Any, target: Any, weight: Any) -> Any:
    """Return the derivative of a negative log-likelihood with respect to the probability."""
    return times((self - target) / clamp_min_number((1 - self) * self, 1e-12), weight)


@formula
def bernoulli_curvature(self: Any, target: Any, weight: Any) -> Any:
    """Return the second derivative of a negative log-likelihood: t / p^2 + (1 - t) / (1 - p)^2."""
    rest = 1 - self
    return times(target / (self * self) + (1 - target) / (rest * rest), weight)
