"""The gradients of activations that are operations of their own, as in PyTorch.

Each is named after the one it belongs to; only rules use them. So the graph of a first derivative
has one node where PyTorch's has one, and a backward on arrays computes one kernel.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...masks import chosen, kept
from ..record import KERNELS, Array, formula, op

if TYPE_CHECKING:
    from ..indices.slicing import slice_dim
    from ..pointwise.arithmetic import (
        add_scalar,
        div,
        div_scalar,
        mul_scalar,
        neg,
        pow_scalar,
        right_first,
        sub,
        zeros_of_like,
    )
    from ..pointwise.choosing import where
    from ..pointwise.comparison import logical_and
    from ..pointwise.elementwise import exp
    from ..pointwise.trigonometry import cosh, tanh
    from ..shapes.joining import cat
    from .activation import sigmoid


@op(
    grad_output=lambda grad, output: sigmoid_backward(grad, output),
    output=lambda grad, grad_output, output: right_first(
        add_scalar(mul_scalar(output, -2), 1), grad * grad_output
    ),
)
def sigmoid_backward(grad_output: Array, output: Array) -> Array:
    """Return the gradient of the sigmoid, given its output."""
    slope = 1 - output
    slope *= output
    slope *= grad_output
    return slope


@op(
    grad_output=lambda grad, output: tanh_backward(grad, output),
    output=lambda grad, grad_output, output: grad * (mul_scalar(output, -2) * grad_output),
)
def tanh_backward(grad_output: Array, output: Array) -> Array:
    """Return the gradient of the hyperbolic tangent, given its output."""
    slope = 1 - output * output
    slope *= grad_output
    return slope


@op(
    grad_output=lambda grad, self, threshold: threshold_backward(grad, self, threshold),
    self=lambda grad: zeros_of_like(grad),
)
def threshold_backward(grad_output: Array, self: Array, threshold: float) -> Array:
    """Return the gradient where ``self`` is larger than ``threshold``, and 0 elsewhere."""
    return kept(grad_output, self <= threshold)


@op(
    grad_output=lambda grad, self, negative_slope: leaky_relu_backward(grad, self, negative_slope),
    self=lambda grad: zeros_of_like(grad),
)
def leaky_relu_backward(grad_output: Array, self: Array, negative_slope: float) -> Array:
    """Return the gradient, times ``negative_slope`` where ``self`` is not positive."""
    return chosen(self > 0, grad_output, grad_output * negative_slope)


@op(
    grad_output=lambda grad, self, alpha, scale, input_scale: elu_backward(
        grad, self, alpha, scale, input_scale
    ),
    self=lambda grad, grad_output, self, alpha, scale, input_scale: (
        elu_backward(mul_scalar(grad * grad_output, input_scale), self, alpha, scale, input_scale)
        * (self < 0)
    ),
)
def elu_backward(
    grad_output: Array, self: Array, alpha: float, scale: float, input_scale: float
) -> Array:
    """Return the gradient of the exponential linear unit, scaled or continuous."""
    negative = np.exp(np.minimum(self, 0) * input_scale) * (alpha * scale * input_scale)
    return grad_output * chosen(self <= 0, negative, self.dtype.type(scale))


@op(
    grad_output=lambda grad, self, min_val, max_val: hardtanh_backward(
        grad, self, min_val, max_val
    ),
    self=lambda grad: zeros_of_like(grad),
)
def hardtanh_backward(grad_output: Array, self: Array, min_val: float, max_val: float) -> Array:
    """Return the gradient between ``min_val`` and ``max_val``, and 0 elsewhere."""
    return kept(grad_output, (self <= min_val) | (self >= max_val))


@op(
    grad_output=lambda grad, self, approximate: gelu_backward(grad, self, approximate),
    self=lambda grad, grad_output, self, approximate: right_first(
        gelu_curvature(self, approximate), grad * grad_output
    ),
)
def gelu_backward(grad_output: Array, self: Array, approximate: str) -> Array:
    """Return the gradient of GELU."""
    if approximate == "none":
        below = 0.5 * (1 + KERNELS["erf"](self * 0.7071067811865476))
        return grad_output * (below + self * np.exp(-0.5 * self * self) * 0.3989422804014327)
    squared = self * self
    bent = np.tanh(0.7978845608028654 * self * (1 + 0.044715 * squared))
    slope = 0.7978845608028654 * (1 + 0.134145 * squared)
    return grad_output * (0.5 * (1 + bent + self * (1 - bent * bent) * slope))


@formula
def gelu_curvature(self: Any, approximate: str) -> Any:
    """Return the second derivative of GELU."""
    if approximate == "tanh":
        return gelu_tanh_curvature(self)
    squared = self * self
    density = mul_scalar(exp(mul_scalar(squared, -0.5)), 0.3989422804014327)
    fall = squared * density
    return mul_scalar(density, 2) - fall


@formula
def gelu_tanh_curvature(self: Any) -> Any:
    """Return the second derivative of ``0.5 * self * (1 + tanh(u))``."""
    u = mul_scalar(self + mul_scalar(pow_scalar(self, 3), 0.044715), 0.7978845608028654)
    bent, narrowing = tanh(u), div(1 + zeros_of_like(u), cosh(u))
    half, rate = mul_scalar(self, 0.5), sub(1.0, bent * bent)
    slope = mul_scalar(self, 0.134145) * self
    slope = mul_scalar(add_scalar(slope, 1), 0.7978845608028654)
    steep = mul_scalar(rate, 0.5) * slope
    turn = neg(narrowing) * bent
    fall = mul_scalar(narrowing, 2) * turn * slope
    falling = half * slope * fall
    bend = mul_scalar(mul_scalar(self, 0.26829), 0.7978845608028654)
    bending = half * rate * bend
    return mul_scalar(steep, 2) + falling + bending


@op(
    grad_output=lambda grad, self, beta, threshold: softplus_backward(grad, self, beta, threshold),
    self=lambda grad, grad_output, self, beta, threshold: mul_scalar(
        sigmoid_backward(grad * grad_output, sigmoid(mul_scalar(self, beta)))
        * (self * beta < threshold),
        beta,
    ),
)
def softplus_backward(grad_output: Array, self: Array, beta: float, threshold: float) -> Array:
    """Return the gradient of softplus."""
    scaled = self * beta
    return chosen(scaled > threshold, grad_output, grad_output * KERNELS["sigmoid"](scaled))


@op(
    grad_output=lambda grad, self: hardswish_backward(grad, self),
    self=lambda grad, grad_output, self: where(
        logical_and(self > -3, self < 3), div_scalar(grad * grad_output, 3), 0.0
    ),
)
def hardswish_backward(grad_output: Array, self: Array) -> Array:
    """Return the gradient of hardswish: times 0 up to -3, times 1 from 3 on."""
    inner = chosen(self < 3, grad_output * (self / 3 + 0.5), grad_output)
    return kept(inner, self <= -3)


@op(
    grad_output=lambda grad, self: hardsigmoid_backward(grad, self),
    self=lambda grad: zeros_of_like(grad),
)
def hardsigmoid_backward(grad_output: Array, self: Array) -> Array:
    """Return a sixth of the gradient between -3 and 3, and 0 elsewhere."""
    return kept(grad_output * (1 / 6), ~((self > -3) & (self < 3)))


@op(
    grad_output=lambda grad, self, lambd: hardshrink_backward(grad, self, lambd),
    self=lambda grad: zeros_of_like(grad),
)
def hardshrink_backward(grad_output: Array, self: Array, lambd: float) -> Array:
    """Return the gradient where ``self`` is further than ``lambd`` from 0, and 0 elsewhere."""
    return kept(grad_output, np.abs(self) <= lambd)


@op(
    grad_output=lambda grad, self, lambd: softshrink_backward(grad, self, lambd),
    self=lambda grad: zeros_of_like(grad),
)
def softshrink_backward(grad_output: Array, self: Array, lambd: float) -> Array:
    """Return the gradient where ``self`` is further than ``lambd`` from 0, and 0 elsewhere."""
    return kept(grad_output, np.abs(self) <= lambd)


@op(
    inputs=lambda grads, grad_output, self, weight, needs: prelu_slopes(
        grads, grad_output, self, weight
    ),
    outputs=("grad_self", "grad_weight"),
)
def prelu_kernel_backward(grad_output: Array, self: Array, weight: Array) -> tuple[Array, Array]:
    """Return the gradients of a leaky rectifier with respect to its input and its slopes."""
    positive = self > 0
    ours = chosen(positive, grad_output, weight * grad_output)
    return ours, chosen(positive, self.dtype.type(0), self * grad_output)


@formula
def prelu_slopes(grads: Any, grad_output: Any, self: Any, weight: Any) -> tuple[Any, Any, Any]:
    """Return the gradients of ``prelu_kernel_backward``."""
    ours, theirs = grads
    positive = self > 0
    from_slope = theirs * self
    return (
        where(positive, ours, ours * weight + from_slope),
        where(positive, 0.0, grad_output * theirs),
        where(positive, 0.0, grad_output * ours),
    )


@op(
    grad_output=lambda grad, self, slope: rrelu_with_noise_backward(grad, self, slope),
    self=lambda grad: zeros_of_like(grad),
)
def rrelu_with_noise_backward(grad_output: Array, self: Array, slope: float) -> Array:
    """Return the gradient of a randomised rectifier in evaluation, where its slope is fixed."""
    return chosen(self > 0, grad_output, grad_output * slope)


@op(
    grad_output=lambda grad, output, alpha, scale, input_scale: elu_stored_backward(
        grad, output, alpha, scale, input_scale
    ),
    output=lambda grad, grad_output, output, input_scale: (
        mul_scalar(grad * grad_output, input_scale) * (output < 0)
    ),
    node="EluBackwardBackward0",
)
def elu_stored_backward(
    grad_output: Array, output: Array, alpha: float, scale: float, input_scale: float
) -> Array:
    """Return the gradient of the exponential linear unit, given its output."""
    slope = chosen(output > 0, scale, (output + alpha * scale) * input_scale)
    return grad_output * slope.astype(grad_output.dtype, copy=False)


@op(
    grad_output=lambda grad, grad_output, self, dim: glu_derivative(
        grad * glu_backward(1 + zeros_of_like(grad_output), self, dim), dim
    ),
    self=lambda grad, grad_output, self, dim: glu_curvature(grad, grad_output, self, dim),
)
def glu_backward(grad_output: Array, self: Array, dim: int) -> Array:
    """Return the gradient of a gated linear unit."""
    first, second = np.split(self, 2, dim)
    share = KERNELS["sigmoid"](second)
    return np.concatenate([grad_output * share, grad_output * first * share * (1 - share)], dim)


@formula
def glu_derivative(terms: Any, dim: int) -> Any:
    """Return the sum of both halves."""
    half = terms.shape[dim] // 2
    second = slice_dim(terms, dim, half, 2 * half, 1)
    return slice_dim(terms, dim, 0, half, 1) + second


@formula
def glu_curvature(grad: Any, grad_output: Any, self: Any, dim: int) -> Any:
    """Return the gradient of ``glu_backward`` with respect to the input of the unit."""
    half = self.shape[dim] // 2
    first, second = slice_dim(self, dim, 0, half, 1), slice_dim(self, dim, half, 2 * half, 1)
    share = sigmoid(second)
    rest = sub(1.0, share)
    slope = share * rest
    one, two = slice_dim(grad, dim, 0, half, 1), slice_dim(grad, dim, half, 2 * half, 1)
    product, of_first = two * first, two * grad_output * slope
    fall = share * slope
    bend = slope * rest - fall
    direct = one * grad_output * slope
    return cat([of_first, product * grad_output * bend + direct], dim)
