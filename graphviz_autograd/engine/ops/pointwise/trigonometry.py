"""Trigonometric and hyperbolic functions of every element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import Array, formula, op

if TYPE_CHECKING:
    from ..activations.activation_backward import tanh_backward
    from .arithmetic import add_scalar, mul_scalar, neg, pow_scalar, sub, sub_scalar
    from .choosing import where
    from .elementwise import rsqrt


@op(self=lambda grad, self: grad * cos(self), casts="float", inplace=True)
def sin(self: Array) -> Array:
    """Return the sine."""
    return np.sin(self)


@op(self=lambda grad, self: grad * neg(sin(self)), casts="float", inplace=True)
def cos(self: Array) -> Array:
    """Return the cosine."""
    return np.cos(self)


@op(
    self=lambda grad, result: grad * add_scalar(pow_scalar(result, 2), 1),
    casts="float",
    inplace=True,
)
def tan(self: Array) -> Array:
    """Return the tangent."""
    return np.tan(self)


@op(
    self=lambda grad, self: grad * rsqrt(add_scalar(neg(self) * self, 1)),
    casts="float",
    inplace=True,
)
def asin(self: Array) -> Array:
    """Return the arcsine."""
    return np.arcsin(self)


@op(
    self=lambda grad, self: grad * neg(rsqrt(add_scalar(neg(self) * self, 1))),
    casts="float",
    inplace=True,
)
def acos(self: Array) -> Array:
    """Return the arccosine."""
    return np.arccos(self)


@op(self=lambda grad, self: grad / add_scalar(self * self, 1), casts="float", inplace=True)
def atan(self: Array) -> Array:
    """Return the arctangent."""
    return np.arctan(self)


@op(self=lambda grad, self: grad * cosh(self), casts="float", inplace=True)
def sinh(self: Array) -> Array:
    """Return the hyperbolic sine."""
    return np.sinh(self)


@op(self=lambda grad, self: grad * sinh(self), casts="float", inplace=True)
def cosh(self: Array) -> Array:
    """Return the hyperbolic cosine."""
    return np.cosh(self)


@op(self=lambda grad, result: tanh_backward(grad, result), casts="float", inplace=True)
def tanh(self: Array) -> Array:
    """Return the hyperbolic tangent."""
    return np.tanh(self)


@op(
    self=lambda grad, self: grad * rsqrt(add_scalar(pow_scalar(self, 2), 1)),
    casts="float",
    inplace=True,
)
def asinh(self: Array) -> Array:
    """Return the inverse hyperbolic sine."""
    return np.arcsinh(self)


@op(self=lambda grad, self: grad * rsqrt(sub_scalar(self * self, 1)), casts="float", inplace=True)
def acosh(self: Array) -> Array:
    """Return the inverse hyperbolic cosine."""
    return np.arccosh(self)


@op(self=lambda grad, self: atanh_slope(grad, self), casts="float", inplace=True)
def atanh(self: Array) -> Array:
    """Return the inverse hyperbolic tangent."""
    return np.arctanh(self)


@formula
def atanh_slope(grad: Any, self: Any) -> Any:
    """Return ``grad / (1 - self**2)``."""
    below = sub(1.0, pow_scalar(self, 2))
    return mul_scalar(grad, 1) / below


@op(
    self=lambda grad, self: sinc_slope(grad, self, mul_scalar(self, 3.141592653589793)),
    casts="float",
    inplace=True,
)  # fmt: skip
def sinc(self: Array) -> Array:
    """Return ``sin(pi * self) / (pi * self)``, and 1 at 0."""
    return np.sinc(self)


@formula
def sinc_slope(grad: Any, self: Any, angle: Any) -> Any:
    """Return the gradient of ``sinc``: 0 where it is highest."""
    area, height = mul_scalar(self * self, 3.141592653589793), sin(angle)
    return where(area == 0, 0.0, grad * ((angle * cos(angle) - height) / area))


@op(self=lambda grad: mul_scalar(grad, 0.017453292519943295), casts="float",
    node="Deg2RadBackward0", inplace=True)  # fmt: skip
def deg2rad(self: Array) -> Array:
    """Return degrees in radians."""
    return self * 0.017453292519943295


@op(self=lambda grad: mul_scalar(grad, 57.29577951308232), casts="float",
    node="Rad2DegBackward0", inplace=True)  # fmt: skip
def rad2deg(self: Array) -> Array:
    """Return radians in degrees."""
    return self * 57.29577951308232
