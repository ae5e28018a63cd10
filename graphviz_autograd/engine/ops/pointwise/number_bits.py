"""The parts of numbers: neighbours, powers of two, common divisors."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import return_types
from ..demands import require
from ..element_types import refuse_type
from ..record import Array, composite, formula, op

if TYPE_CHECKING:
    from .arithmetic import mul_scalar, pow_base, right_first, zeros_of_like
    from .choosing import where
    from .elementwise import exp2


@op(
    self=lambda grad, self, other: where(self == other, 0.0, grad),
    other=lambda other: zeros_of_like(other),
    floating="nextafter_cpu",
    inplace=True,
)
def nextafter(self: Array, other: Array) -> Array:
    """Return the next number after ``self`` towards ``other``."""
    return np.nextafter(self, other)


@op(
    self=lambda grad, other: right_first(pow_base(2.0, other), grad),
    other=lambda grad, result: ldexp_slope(grad, result),
    casts="float",
    inplace=True,
)
def ldexp(self: Array, other: Array) -> Array:
    """Return ``self * 2 ** other``."""
    return self * np.exp2(other)


@formula
def ldexp_slope(grad: Any, result: Any) -> Any:
    """Return the gradient with respect to the exponent."""
    return mul_scalar(grad * result, float(np.log(2)))


@op(self=lambda grad, exponent: grad / exp2(exponent), outputs=("mantissa", "exponent"),
    differentiable=1, node="FrexpBackward0")  # fmt: skip
def frexp_parts(self: Array) -> tuple[Array, Array]:
    """Return mantissas of 0.5 to 1 and exponents of two."""
    require(self.dtype.kind == "f", "torch.frexp() only supports floating-point dtypes")
    mantissa, exponent = np.frexp(self)
    return mantissa, exponent.astype(np.int32)


@composite
def frexp(self: Any) -> Any:
    """Return mantissas, at least 0.5 and less than 1, and exponents of two."""
    return return_types.frexp(*frexp_parts(self))


def _check_whole(kernel: str, self: Array) -> None:
    if self.dtype.kind not in "iu":
        refuse_type(kernel, self)


@op(inplace=True)
def gcd(self: Array, other: Array) -> Array:
    """Return the greatest common divisors of integers."""
    _check_whole("gcd_cpu", self)
    return np.gcd(self, other)


@op(inplace=True)
def lcm(self: Array, other: Array) -> Array:
    """Return the least common multiples of integers, their signs gone."""
    _check_whole("lcm_cpu", self)
    return np.abs(np.lcm(self, other))
