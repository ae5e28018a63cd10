"""Activations of neural networks, each one node."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .record import KERNELS, Array, formula, op

if TYPE_CHECKING:
    from .arithmetic import mul_scalar
    from .choosing import where
    from .comparison import logical_and
    from .elementwise import abs, exp  # noqa: A004
    from .error_function import erf
    from .joining import cat
    from .slicing import slice_dim
    from .trigonometry import tanh


@op(self=lambda grad, result: grad * ((1 - result) * result), casts="float", inplace=True)
def sigmoid(self: Array) -> Array:
    """Return ``1 / (1 + exp(-self))``, computed without overflow."""
    return 0.5 * np.tanh(0.5 * self) + 0.5


@op(self=lambda grad, result: grad * (result > 0), inplace=True)
def relu(self: Array) -> Array:
    """Return the elements, and 0 in place of negative ones; the gradient at 0 is 0."""
    return np.maximum(self, 0)


@op(
    self=lambda grad, self, negative_slope: where(self > 0, grad, mul_scalar(grad, negative_slope)),
    node="LeakyReluBackward0",
)
def leaky_relu_slope(self: Array, negative_slope: float) -> Array:
    """Return the elements, negative ones times ``negative_slope``."""
    return np.where(self > 0, self, self * negative_slope)


@op(
    self=lambda grad, self, alpha, scale, input_scale: where(
        self > 0,
        mul_scalar(grad, scale),
        grad * mul_scalar(exp(mul_scalar(self, input_scale)), alpha * scale * input_scale),
    ),
    node="EluBackward0",
)
def elu_scaled(self: Array, alpha: float, scale: float, input_scale: float) -> Array:
    """Return ``scale`` times the elements, negative ones as ``alpha * expm1(input_scale * x)``."""
    negative = np.minimum(self, 0)
    return np.where(self > 0, self * scale, np.expm1(negative * input_scale) * (alpha * scale))


@op(
    self=lambda grad, self, alpha: where(self > 0, grad, grad * exp(mul_scalar(self, 1.0 / alpha))),
    node="CeluBackward0",
)
def celu_alpha(self: Array, alpha: float) -> Array:
    """Return the elements, negative ones as ``alpha * expm1(x / alpha)``."""
    return np.where(self > 0, self, alpha * np.expm1(np.minimum(self, 0) / alpha))


@op(
    self=lambda grad, self, min_val, max_val: grad * logical_and(self > min_val, self < max_val),
    node="HardtanhBackward0",
    inplace=True,
)
def hardtanh_between(self: Array, min_val: float, max_val: float) -> Array:
    """Return the elements cut off at ``min_val`` and ``max_val``, where the gradient is 0."""
    return np.clip(self, self.dtype.type(min_val), self.dtype.type(max_val))


@op(self=lambda grad, self, approximate: gelu_slope(grad, self, approximate), casts="float")
def gelu(self: Array, approximate: str = "none") -> Array:
    """Return the elements times the normal distribution function (D. Hendrycks, K. Gimpel, 2016).

    Raises:
        RuntimeError: if ``approximate`` is neither ``"none"`` nor ``"tanh"``.

    """
    if approximate not in ("none", "tanh"):
        raise RuntimeError("approximate argument must be either none or tanh.")
    if approximate == "none":
        return 0.5 * self * (1 + KERNELS["erf"](self * 0.7071067811865476))
    return 0.5 * self * (1 + np.tanh(0.7978845608028654 * (self + 0.044715 * self**3)))


@formula
def gelu_slope(grad: Any, self: Any, approximate: str) -> Any:
    """Return the gradient of GELU."""
    if approximate == "none":
        below = mul_scalar(1 + erf(mul_scalar(self, 0.7071067811865476)), 0.5)
        return grad * (below + self * mul_scalar(exp(mul_scalar(self * self, -0.5)),
                                                 0.3989422804014327))  # fmt: skip
    squared = self * self
    bent = tanh(mul_scalar(self * (1 + mul_scalar(squared, 0.044715)), 0.7978845608028654))
    slope = mul_scalar(1 + mul_scalar(squared, 0.134145), 0.7978845608028654)
    return grad * mul_scalar(1 + bent + self * (1 - bent * bent) * slope, 0.5)


@op(self=lambda grad, self: silu_slope(grad, self), casts="float", inplace=True)
def silu(self: Array) -> Array:
    """Return the elements times their sigmoid."""
    return self * KERNELS["sigmoid"](self)


@formula
def silu_slope(grad: Any, self: Any) -> Any:
    """Return the gradient of SiLU."""
    share = sigmoid(self)
    return grad * (share * (1 + self * (1 - share)))


@op(self=lambda grad, self: mish_slope(grad, self), casts="float", inplace=True)
def mish(self: Array) -> Array:
    """Return the elements times the tanh of their softplus."""
    return self * np.tanh(np.logaddexp(self, self.dtype.type(0)))


@formula
def mish_slope(grad: Any, self: Any) -> Any:
    """Return the gradient of Mish."""
    bent = tanh(softplus(self))
    return grad * (bent + self * sigmoid(self) * (1 - bent * bent))


@op(
    self=lambda grad, self, beta, threshold: where(
        mul_scalar(self, beta) > threshold, grad, grad * sigmoid(mul_scalar(self, beta))
    ),
    casts="float",
)
def softplus(self: Array, beta: float = 1, threshold: float = 20) -> Array:
    """Return ``log(1 + exp(beta * self)) / beta``, and ``self`` where that is the same."""
    scaled = self * beta
    return np.where(scaled > threshold, self, np.logaddexp(scaled, self.dtype.type(0)) / beta)


@op(self=lambda grad, self: grad * hardswish_slope(self), node="HardswishBackward0", inplace=True)
def hardswish_all(self: Array) -> Array:
    """Return ``self * relu6(self + 3) / 6``."""
    return self * np.clip(self + 3, 0, 6) / 6


@formula
def hardswish_slope(self: Any) -> Any:
    """Return the slope of hardswish: 0 up to -3, 1 from 3 on."""
    return where(self <= -3, 0.0, where(self >= 3, 1.0, self / 3 + 0.5))


@op(
    self=lambda grad, self: mul_scalar(grad, 1 / 6) * logical_and(self > -3, self < 3),
    node="HardsigmoidBackward0",
    inplace=True,
)
def hardsigmoid_all(self: Array) -> Array:
    """Return ``relu6(self + 3) / 6``."""
    return np.clip(self + 3, 0, 6) / 6


@op(
    self=lambda grad, self, buffer: log_sigmoid_backward(grad, self, buffer),
    outputs=("result", "buffer"),
    differentiable=1,
    casts="float",
)
def log_sigmoid(self: Array) -> tuple[Array, Array]:
    """Return the logarithm of the sigmoid, and ``exp(-abs(self))`` for the backward."""
    buffer = np.exp(-np.abs(self))
    return np.minimum(self, 0) - np.log1p(buffer), buffer


@op(
    grad_output=lambda grad, self, buffer: log_sigmoid_backward(grad, self, buffer),
    self=lambda grad, grad_output, self: grad * grad_output * (sigmoid(self) * (sigmoid(self) - 1)),
)
def log_sigmoid_backward(grad_output: Array, self: Array, buffer: Array) -> Array:
    """Return the gradient of the logarithm of the sigmoid."""
    share = buffer / (1 + buffer)
    return grad_output * np.where(self < 0, 1 - share, share)


@op(self=lambda grad, self, lambd: grad * (abs(self) > lambd))
def softshrink(self: Array, lambd: float = 0.5) -> Array:
    """Return the elements moved by ``lambd`` towards 0, which smaller ones become."""
    return np.sign(self) * np.maximum(np.abs(self) - lambd, 0)


@op(self=lambda grad, self, lambd: grad * (abs(self) > lambd))
def hardshrink(self: Array, lambd: float = 0.5) -> Array:
    """Return the elements, and 0 in place of those not larger than ``lambd``."""
    return np.where(np.abs(self) > lambd, self, self.dtype.type(0))


@op(
    self=lambda grad, self, threshold: grad * (self > threshold),
    node="ThresholdBackward0",
)
def threshold_value(self: Array, threshold: float, value: float) -> Array:
    """Return the elements, and ``value`` in place of those not larger than ``threshold``."""
    return np.where(self > threshold, self, self.dtype.type(value))


@op(
    self=lambda grad, self, weight: where(self > 0, grad, weight * grad),
    weight=lambda grad, self: where(self > 0, 0.0, self * grad),
)
def prelu_kernel(self: Array, weight: Array) -> Array:
    """Return the elements, negative ones times ``weight``, broadcast."""
    return np.where(self > 0, self, weight * self)


@op(self=lambda grad, self, dim: glu_slope(grad, self, dim), casts="float")
def glu(self: Array, dim: int = -1) -> Array:
    """Return one half of ``self`` along ``dim`` times the sigmoid of the other.

    Raises:
        RuntimeError: if that dimension has an odd size.

    """
    if self.shape[dim] % 2:
        at = f"dimension {dim % self.ndim} is size {self.shape[dim]}"
        raise RuntimeError(f"Halving dimension must be even, but {at}")
    first, second = np.split(self, 2, dim)
    return first * KERNELS["sigmoid"](second)


@formula
def glu_slope(grad: Any, self: Any, dim: int) -> Any:
    """Return the gradient of a gated linear unit."""
    half = self.shape[dim] // 2
    first, second = slice_dim(self, dim, 0, half, 1), slice_dim(self, dim, half, 2 * half, 1)
    share = sigmoid(second)
    return cat([grad * share, grad * first * (share * (1 - share))], dim)


@op(
    self=lambda grad, self, noise, lower, upper, training: (
        grad * noise if training else where(self > 0, grad, mul_scalar(grad, (lower + upper) / 2))
    ),
    inplace=True,
)
def rrelu_with_noise(
    self: Array, noise: Array, lower: float, upper: float, training: bool
) -> Array:
    """Return the elements, negative ones times a random or the middle slope."""
    return self * noise if training else np.where(self > 0, self, self * ((lower + upper) / 2))
