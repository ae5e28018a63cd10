"""Exponentials, logarithms, roots, signs and rounding of every element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..element_types import refuse_bools
from ..record import FUNCTIONS, Array, composite, formula, op
from .arithmetic import pow_scalar

if TYPE_CHECKING:
    from .arithmetic import add_scalar, mul_scalar, right_first, sub, zeros_of_like
    from .choosing import where
    from .comparison import isfinite, logical_and


@op(self=lambda grad, result: grad * result, casts="float", inplace=True)
def exp(self: Array) -> Array:
    """Return e to the power of each element."""
    return np.exp(self)


@op(self=lambda grad, result: mul_scalar(grad * result, 0.6931471805599453), casts="float",
    inplace=True)  # fmt: skip
def exp2(self: Array) -> Array:
    """Return 2 to the power of each element."""
    return np.exp2(self)


@op(self=lambda grad, result: grad * add_scalar(result, 1), casts="float", inplace=True)
def expm1(self: Array) -> Array:
    """Return ``exp(self) - 1``, exact for small elements."""
    return np.expm1(self)


@op(self=lambda grad, self: grad / self, casts="float", inplace=True)
def log(self: Array) -> Array:
    """Return the natural logarithm."""
    return np.log(self)


@op(
    self=lambda grad, self: grad / add_scalar(self, 1),
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


@op(
    self=lambda grad, self: grad / mul_scalar(self, 2.3025850929940456), casts="float", inplace=True
)
def log10(self: Array) -> Array:
    """Return the logarithm to base 10."""
    return np.log10(self)


@op(self=lambda grad, result: grad / mul_scalar(result, 2), casts="float", inplace=True)
def sqrt(self: Array) -> Array:
    """Return the square root."""
    return np.sqrt(self)


@op(
    self=lambda grad, result: right_first(pow_scalar(result, 3), mul_scalar(grad, -0.5)),
    casts="float",
    inplace=True,
)
def rsqrt(self: Array) -> Array:
    """Return ``1 / sqrt(self)``."""
    return np.true_divide(1, np.sqrt(self))


@composite
def square(self: Any) -> Any:
    """Return ``self ** 2``."""
    return pow_scalar(self, 2)


@composite
def square_(self: Any) -> Any:
    """Square every element in place."""
    return FUNCTIONS["pow_scalar_"](self, 2)


@op(self=lambda grad, self: grad * sgn(self), inplace=True)
def abs(self: Array) -> Array:
    """Return the absolute value; its gradient at 0 is 0."""
    refuse_bools("abs_cpu", self)
    return np.abs(self)


@op(self=lambda grad: zeros_of_like(grad), inplace=True)
def sign(self: Array) -> Array:
    """Return -1, 0 or 1; its gradient is 0."""
    return _signs(self)


@op(self=lambda grad: zeros_of_like(grad), inplace=True)
def sgn(self: Array) -> Array:
    """Return ``self / abs(self)``, which for real numbers is the sign."""
    return _signs(self)


def _signs(array: Array) -> Array:
    return array if array.dtype == np.bool_ else np.sign(array)


@op()
def signbit(self: Array) -> Array:
    """Return where the sign bit is set, as it is for -0.0."""
    return np.signbit(self)


@op(self=lambda grad: zeros_of_like(grad), inplace=True)
def floor(self: Array) -> Array:
    """Return the elements rounded down; the gradient is 0."""
    refuse_bools("floor_vml_cpu", self)
    return np.floor(self)


@op(self=lambda grad: zeros_of_like(grad), inplace=True)
def ceil(self: Array) -> Array:
    """Return the elements rounded up; the gradient is 0."""
    refuse_bools("ceil_vml_cpu", self)
    return np.ceil(self)


@op(self=lambda grad: zeros_of_like(grad), inplace=True)
def trunc(self: Array) -> Array:
    """Return the elements rounded towards 0; the gradient is 0."""
    refuse_bools("trunc_vml_cpu", self)
    return np.trunc(self)


@op(self=lambda grad: grad, inplace=True, floating="frac_cpu")
def frac(self: Array) -> Array:
    """Return what ``trunc`` cuts off."""
    return self - np.trunc(self)


@op(self=lambda grad: zeros_of_like(grad), node="RoundBackward0", inplace=True)
def round_whole(self: Array) -> Array:
    """Return the elements rounded to whole numbers, halves to even; the gradient is 0."""
    refuse_bools("round_vml_cpu", self)
    return np.round(self)


@op(self=lambda grad: zeros_of_like(grad), node="RoundBackward1", inplace=True)
def round_decimals(self: Array, decimals: int) -> Array:
    """Return the elements rounded to some decimals, halves to even; the gradient is 0."""
    return np.round(self, decimals)


@composite
def round(self: Any, *, decimals: int = 0) -> Any:
    """Return the elements rounded, halves to even; the gradient is 0."""
    return round_decimals(self, decimals) if decimals else round_whole(self)


@composite
def round_(self: Any, *, decimals: int = 0) -> Any:
    """Round every element in place."""
    if decimals:
        return FUNCTIONS["round_decimals_"](self, decimals)
    return FUNCTIONS["round_whole_"](self)


@op(self=lambda grad, self: grad * isfinite(self), inplace=True)
def nan_to_num(
    self: Array, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None
) -> Array:
    """Return the elements with NaN and infinities replaced, these by the largest finite numbers."""
    return np.nan_to_num(self, nan=nan or 0.0, posinf=posinf, neginf=neginf)


@op(self=lambda grad, self, eps: logit_slope(grad, self, eps), casts="float", inplace=True)
def logit(self: Array, eps: float | None = None) -> Array:
    """Return the inverse of the sigmoid; ``eps`` cuts the elements off at eps and 1 - eps."""
    share = self if eps is None else np.clip(self, eps, 1 - eps)
    return np.log(share / (1 - share))


@formula
def logit_slope(grad: Any, self: Any, eps: float | None) -> Any:
    """Return the gradient of ``logit``: 0 where it is cut off, NaN where it is not defined."""
    low, outside = (0.0, float("nan")) if eps is None else (eps, 0.0)
    inside = logical_and(self >= low, self <= 1 - low)
    return where(inside, grad / (self * sub(1.0, self)), outside)
