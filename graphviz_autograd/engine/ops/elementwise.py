"""Functions of one variable, applied to every element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .record import Array, op

if TYPE_CHECKING:
    from .arithmetic import div_scalar, mul_scalar, neg, pow_scalar


@op(self=lambda grad, result: grad * result, casts="float", inplace=True)
def exp(self: Array) -> Array:
    """Return e to the power of each element."""
    return np.exp(self)


@op(self=lambda grad, result: grad * (result + 1), casts="float", inplace=True)
def expm1(self: Array) -> Array:
    """Return ``exp(self) - 1``, exact for small elements."""
    return np.expm1(self)


@op(self=lambda grad, self: grad / self, casts="float", inplace=True)
def log(self: Array) -> Array:
    """Return the natural logarithm."""
    return np.log(self)


@op(
    self=lambda grad, self: grad / (self + 1),
    casts="float",
    inplace=True,
    node="Log1PBackward0",
)
def log1p(self: Array) -> Array:
    """Return ``log(1 + self)``, exact for small elements."""
    return np.log1p(self)


@op(
    self=lambda grad, self: grad / mul_scalar(self, 0.6931471805599453), casts="float", inplace=True
)
def log2(self: Array) -> Array:
    """Return the logarithm to base 2."""
    return np.log2(self)


@op(self=lambda grad, result: grad / mul_scalar(result, 2), casts="float", inplace=True)
def sqrt(self: Array) -> Array:
    """Return the square root."""
    return np.sqrt(self)


@op(self=lambda grad, result: mul_scalar(grad, -0.5) * pow_scalar(result, 3), casts="float",
    inplace=True)  # fmt: skip
def rsqrt(self: Array) -> Array:
    """Return ``1 / sqrt(self)``."""
    return np.true_divide(1, np.sqrt(self))


@op(self=lambda grad, self: grad * sign(self), inplace=True)
def abs(self: Array) -> Array:
    """Return the absolute value; its gradient at 0 is 0."""
    return np.abs(self)


@op(self=lambda grad: mul_scalar(grad, 0), inplace=True)
def sign(self: Array) -> Array:
    """Return -1, 0 or 1; its gradient is 0."""
    return np.sign(self)


@op(self=lambda grad, self: grad * cos(self), casts="float", inplace=True)
def sin(self: Array) -> Array:
    """Return the sine."""
    return np.sin(self)


@op(self=lambda grad, self: grad * neg(sin(self)), casts="float", inplace=True)
def cos(self: Array) -> Array:
    """Return the cosine."""
    return np.cos(self)


@op(self=lambda grad, result: grad * (1 + pow_scalar(result, 2)), casts="float", inplace=True)
def tan(self: Array) -> Array:
    """Return the tangent."""
    return np.tan(self)


@op(self=lambda grad, result: grad * (1 - pow_scalar(result, 2)), casts="float", inplace=True)
def tanh(self: Array) -> Array:
    """Return the hyperbolic tangent."""
    return np.tanh(self)


@op(self=lambda grad, result: grad * ((1 - result) * result), casts="float", inplace=True)
def sigmoid(self: Array) -> Array:
    """Return ``1 / (1 + exp(-self))``, computed without overflow."""
    return 0.5 * np.tanh(0.5 * self) + 0.5


@op(self=lambda grad, result: grad * (result > 0), inplace=True)
def relu(self: Array) -> Array:
    """Return the elements, and 0 in place of negative ones; the gradient at 0 is 0."""
    return np.maximum(self, 0)


@op(self=lambda grad, self: grad * div_scalar(2 * exp(neg(self * self)), 1.772453850905516),
    casts="float")  # fmt: skip
def erf(self: Array) -> Array:
    """Return the error function."""
    from math import erf as scalar_erf

    return np.vectorize(scalar_erf, otypes=[self.dtype])(self)


@op(self=lambda grad: mul_scalar(grad, 0))
def floor(self: Array) -> Array:
    """Return the elements rounded down; the gradient is 0."""
    return np.floor(self)


@op(self=lambda grad: mul_scalar(grad, 0))
def ceil(self: Array) -> Array:
    """Return the elements rounded up; the gradient is 0."""
    return np.ceil(self)


@op(self=lambda grad: mul_scalar(grad, 0))
def round(self: Array) -> Array:
    """Return the elements rounded to even; the gradient is 0."""
    return np.round(self)
