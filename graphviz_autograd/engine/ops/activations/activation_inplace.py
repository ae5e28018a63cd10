"""Activations stored in their argument, most of which PyTorch differentiates by the result."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import KERNELS, Array, op

if TYPE_CHECKING:
    from .activation_backward import elu_stored_backward, leaky_relu_backward, threshold_backward


@op(
    self=lambda grad, result, negative_slope: leaky_relu_backward(grad, result, negative_slope),
    node="LeakyReluBackward1",
    inplace=True,
    floating="leaky_relu_cpu",
)
def leaky_relu_stored(self: Array, negative_slope: float) -> Array:
    """Return the elements, negative ones times ``negative_slope``."""
    return KERNELS["leaky_relu_slope"](self, negative_slope)


@op(
    self=lambda grad, result, alpha, scale, input_scale: elu_stored_backward(
        grad, result, alpha, scale, input_scale
    ),
    node="EluBackward1",
    inplace=True,
    floating="elu_cpu",
)
def elu_stored(self: Array, alpha: float, scale: float, input_scale: float) -> Array:
    """Return ``scale`` times the elements, negative ones as ``alpha * expm1(input_scale * x)``."""
    return KERNELS["elu_scaled"](self, alpha, scale, input_scale)


@op(
    self=lambda grad, result, alpha: elu_stored_backward(grad, result, alpha, 1, 1.0 / alpha),
    node="CeluBackward1",
    inplace=True,
    floating="elu_cpu",
)
def celu_stored(self: Array, alpha: float) -> Array:
    """Return the elements, negative ones as ``alpha * expm1(x / alpha)``."""
    return KERNELS["celu_alpha"](self, alpha)


@op(
    self=lambda grad, self, threshold: threshold_backward(grad, self, threshold),
    node="ThresholdBackward1",
    inplace=True,
)
def threshold_stored(self: Array, threshold: float, value: float) -> Array:
    """Return the elements, and ``value`` in place of those not larger than ``threshold``."""
    return KERNELS["threshold_value"](self, threshold, value)
