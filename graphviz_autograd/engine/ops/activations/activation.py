"""Activations of neural networks, each one node."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...masks import chosen
from ..dims import wrapped
from ..record import KERNELS, Array, formula, op

if TYPE_CHECKING:
    from ..pointwise.arithmetic import add_scalar, right_first, sub, sub_scalar
    from ..pointwise.elementwise import exp, log1p
    from ..pointwise.trigonometry import tanh
    from .activation_backward import (
        elu_backward,
        gelu_backward,
        glu_backward,
        hardshrink_backward,
        hardsigmoid_backward,
        hardswish_backward,
        hardtanh_backward,
        leaky_relu_backward,
        prelu_kernel_backward,
        rrelu_with_noise_backward,
        sigmoid_backward,
        softplus_backward,
        softshrink_backward,
        threshold_backward,
    )


@op(self=lambda grad, result: sigmoid_backward(grad, result), casts="float", inplace=True)
def sigmoid(self: Array) -> Array:
    """Return ``1 / (1 + exp(-self))``, computed without overflow."""
    share = np.tanh(0.5 * self)
    share *= 0.5
    share += 0.5
    return share


@op(self=lambda grad, result: threshold_backward(grad, result, 0), inplace=True)
def relu(self: Array) -> Array:
    """Return the elements, and 0 in place of negative ones; the gradient at 0 is 0."""
    if self.dtype == np.bool_:
        raise RuntimeError("Boolean inputs not supported for relu")
    # Where one operand is a number, the maximum takes three times as long.
    return self.clip(0, np.inf) if self.dtype.kind == "f" else np.maximum(self, 0)


@op(
    self=lambda grad, self, negative_slope: leaky_relu_backward(grad, self, negative_slope),
    node="LeakyReluBackward0",
    floating="leaky_relu_cpu",
)
def leaky_relu_slope(self: Array, negative_slope: float) -> Array:
    """Return the elements, negative ones times ``negative_slope``."""
    return _leaking(self, negative_slope)


def _leaking(self: Array, slope: float) -> Array:
    scaled = self * slope
    return np.maximum(self, scaled) if 0 < slope <= 1 else chosen(self > 0, self, scaled)


@op(
    self=lambda grad, self, alpha, scale, input_scale: elu_backward(
        grad, self, alpha, scale, input_scale
    ),
    node="EluBackward0",
    floating="elu_cpu",
)
def elu_scaled(self: Array, alpha: float, scale: float, input_scale: float) -> Array:
    """Return ``scale`` times the elements, negative ones as ``alpha * expm1(input_scale * x)``."""
    negative = np.expm1(np.minimum(self, 0) * input_scale) * (alpha * scale)
    return chosen(self > 0, self * scale, negative)


@op(
    self=lambda grad, self, alpha: elu_backward(grad, self, alpha, 1, 1.0 / alpha),
    node="CeluBackward0",
    floating="elu_cpu",
)
def celu_alpha(self: Array, alpha: float) -> Array:
    """Return the elements, negative ones as ``alpha * expm1(x / alpha)``."""
    return chosen(self > 0, self, alpha * np.expm1(np.minimum(self, 0) / alpha))


@op(
    self=lambda grad, self, min_val, max_val: hardtanh_backward(grad, self, min_val, max_val),
    node="HardtanhBackward0",
    inplace=True,
)
def hardtanh_between(self: Array, min_val: float, max_val: float) -> Array:
    """Return the elements cut off at ``min_val`` and ``max_val``, where the gradient is 0."""
    if self.dtype == np.bool_:
        raise RuntimeError("Bool inputs not supported for hardtanh")
    return np.clip(self, self.dtype.type(min_val), self.dtype.type(max_val))


@op(
    self=lambda grad, self, approximate: gelu_backward(grad, self, approximate),
    floating="GeluKernelImpl",
)
def gelu(self: Array, approximate: str = "none") -> Array:
    """Return the elements times the normal distribution function (D. Hendrycks, K. Gimpel, 2016).

    Raises:
        RuntimeError: if ``approximate`` is neither ``"none"`` nor ``"tanh"``.

    """
    if approximate not in ("none", "tanh"):
        raise RuntimeError("approximate argument must be either none or tanh.")
    if approximate == "none":
        share = KERNELS["erf"](self * 0.7071067811865476)
        share += 1
        share *= self
        share *= 0.5
        return share
    cube = self * self * self
    return 0.5 * self * (1 + np.tanh(0.7978845608028654 * (self + 0.044715 * cube)))


@op(self=lambda grad, self: silu_slope(grad, self), floating="silu_cpu", inplace=True)
def silu(self: Array) -> Array:
    """Return the elements times their sigmoid."""
    share = KERNELS["sigmoid"](self)
    share *= self
    return share


@formula
def silu_slope(grad: Any, self: Any) -> Any:
    """Return the gradient of SiLU."""
    share = sigmoid(self)
    steepness = add_scalar(self * sub(1.0, share), 1)
    return grad * share * steepness


@op(self=lambda grad, self: mish_slope(grad, self), floating="mish_cpu", inplace=True)
def mish(self: Array) -> Array:
    """Return the elements times the tanh of their softplus."""
    return self * np.tanh(KERNELS["logaddexp"](self, self.dtype.type(0)))


@formula
def mish_slope(grad: Any, self: Any) -> Any:
    """Return the gradient of Mish."""
    share = sigmoid(self)
    bent = tanh(log1p(exp(self)))
    return grad * (bent + right_first(sub(1.0, bent * bent), self * share))


@op(
    self=lambda grad, self, beta, threshold: softplus_backward(grad, self, beta, threshold),
    floating="softplus_cpu",
)
def softplus(self: Array, beta: float = 1, threshold: float = 20) -> Array:
    """Return ``log(1 + exp(beta * self)) / beta``, and ``self`` where that is the same."""
    scaled = self * beta
    return chosen(scaled > threshold, self, np.log1p(np.exp(scaled)) / beta)


@op(
    self=lambda grad, self: hardswish_backward(grad, self),
    node="HardswishBackward0",
    inplace=True,
    floating="hardswish_cpu",
)
def hardswish_all(self: Array) -> Array:
    """Return ``self * relu6(self + 3) / 6``."""
    return self * np.clip(self + 3, 0, 6) / 6


@op(
    self=lambda grad, self: hardsigmoid_backward(grad, self),
    node="HardsigmoidBackward0",
    inplace=True,
    floating="hardsigmoid_cpu",
)
def hardsigmoid_all(self: Array) -> Array:
    """Return ``relu6(self + 3) / 6``."""
    return np.clip(self + 3, 0, 6) / 6


@op(
    self=lambda grad, self, buffer: log_sigmoid_backward(grad, self, buffer),
    outputs=("result", "buffer"),
    differentiable=1,
    floating="log_sigmoid_cpu",
)
def log_sigmoid(self: Array) -> tuple[Array, Array]:
    """Return the logarithm of the sigmoid, and ``exp(-abs(self))`` for the backward."""
    buffer = np.exp(-np.abs(self))
    return np.minimum(self, 0) - np.log1p(buffer), buffer


@op(
    grad_output=lambda grad, self, buffer: log_sigmoid_backward(grad, self, buffer),
    self=lambda grad, grad_output, self: log_sigmoid_curvature(grad * grad_output, sigmoid(self)),
)
def log_sigmoid_backward(grad_output: Array, self: Array, buffer: Array) -> Array:
    """Return the gradient of the logarithm of the sigmoid."""
    share = buffer / (1 + buffer)
    return grad_output * np.abs((self < 0) - share)


@formula
def log_sigmoid_curvature(grads: Any, share: Any) -> Any:
    """Return ``grads`` times the second derivative of the logarithm of a sigmoid, given that."""
    return grads * sub_scalar(share, 1) * share


@op(
    self=lambda grad, self, lambd: softshrink_backward(grad, self, lambd),
    floating="softshrink_check",
)
def softshrink(self: Array, lambd: float = 0.5) -> Array:
    """Return the elements moved by ``lambd`` towards 0, which smaller ones become."""
    return self - np.clip(self, -lambd, lambd)


@op(
    self=lambda grad, self, lambd: hardshrink_backward(grad, self, lambd), floating="hardshrink_cpu"
)
def hardshrink(self: Array, lambd: float = 0.5) -> Array:
    """Return the elements, and 0 in place of those not larger than ``lambd``."""
    return chosen(np.abs(self) <= lambd, self.dtype.type(0), self)


@op(
    self=lambda grad, self, threshold: threshold_backward(grad, self, threshold),
    node="ThresholdBackward0",
)
def threshold_value(self: Array, threshold: float, value: float) -> Array:
    """Return the elements, and ``value`` in place of those not larger than ``threshold``."""
    return chosen(self > threshold, self, self.dtype.type(value))


@op(
    inputs=lambda grad, self, weight, needs: prelu_kernel_backward(grad, self, weight),
)
def prelu_kernel(self: Array, weight: Array) -> Array:
    """Return the elements, negative ones times ``weight``, broadcast."""
    return chosen(self > 0, self, weight * self)


@op(self=lambda grad, self, dim: glu_backward(grad, self, dim), floating="glu_cpu")
def glu(self: Array, dim: int = -1) -> Array:
    """Return one half of ``self`` along ``dim`` times the sigmoid of the other.

    Raises:
        RuntimeError: if that dimension has an odd size.

    """
    if not self.ndim:
        raise RuntimeError("glu does not support scalars because halving size must be even")
    dim = wrapped(dim, self.ndim)
    if self.shape[dim] % 2:
        at = f"dimension {dim % self.ndim} is size {self.shape[dim]}"
        raise RuntimeError(f"Halving dimension must be even, but {at}")
    first, second = np.split(self, 2, dim)
    return first * KERNELS["sigmoid"](second)


@op(
    self=lambda grad, self, noise, lower, upper, training: (
        grad * noise if training else rrelu_with_noise_backward(grad, self, (lower + upper) / 2)
    ),
    inplace=True,
    floating="leaky_relu_cpu",
)
def rrelu_with_noise(
    self: Array, noise: Array, lower: float, upper: float, training: bool
) -> Array:
    """Return the elements, negative ones times a random or the middle slope."""
    return self * noise if training else _leaking(self, (lower + upper) / 2)
