"""Functions of three variables, applied to every element."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...masks import chosen
from ...tensor import Tensor
from ..record import FUNCTIONS, Array, composite, formula, op

if TYPE_CHECKING:
    from .arithmetic import mul_scalar, neg, right_first, sub, zeros_of_like


@op(
    self=lambda grad, weight: mul_scalar(grad, 1 - weight),
    end=lambda grad, weight: mul_scalar(grad, weight),
    node="LerpBackward0",
    casts=None,
    inplace=True,
)
def lerp_number(self: Array, end: Array, weight: float) -> Array:
    """Return the point at ``weight`` between ``self`` and ``end``."""
    return _between(self, end, weight)


@op(
    self=lambda grad, weight: grad * sub(1.0, weight),
    end=lambda grad, weight: grad * weight,
    weight=lambda grad, self, end: grad * (end - self),
    node="LerpBackward1",
    casts=None,
    inplace=True,
)
def lerp_tensor(self: Array, end: Array, weight: Array) -> Array:
    """Return the points at ``weight`` between ``self`` and ``end``."""
    return _between(self, end, weight)


def _between(self: Array, end: Array, weight: Any) -> Array:
    if self.dtype.kind != "f":
        kind = dtypes.of(self.dtype).legacy
        raise NotImplementedError(f"\"lerp_kernel_scalar\" not implemented for '{kind}'")
    # From the nearer end, so that both ends are met exactly.
    way = end - self
    if not np.ndim(weight):
        return self + weight * way if weight < 0.5 else end - way * (1 - weight)
    return chosen(np.less(weight, 0.5), self + weight * way, end - way * (1 - weight))


def _lerp(suffix: str, self: Any, end: Any, weight: Any) -> Any:
    if self.dtype is not end.dtype:
        raise RuntimeError(f"expected dtype {_word(self)} for `end` but got dtype {_word(end)}")
    kind = "tensor" if isinstance(weight, Tensor) else "number"
    return FUNCTIONS[f"lerp_{kind}{suffix}"](self, end, weight)


def _word(tensor: Any) -> str:
    return str(tensor.dtype.legacy.lower())


@composite
def lerp(self: Any, end: Any, weight: Any) -> Any:
    """Return ``self + weight * (end - self)``; the weight is a number or a tensor.

    Raises:
        RuntimeError: if the ends have different types.

    """
    return _lerp("", self, end, weight)


@composite
def lerp_(self: Any, end: Any, weight: Any) -> Any:
    """Move ``self`` towards ``end`` in place (see ``lerp``)."""
    return _lerp("_", self, end, weight)


@op(
    self=lambda grad: grad,
    tensor1=lambda grad, tensor2, value: grad * mul_scalar(tensor2, value),
    tensor2=lambda grad, tensor1, value: grad * mul_scalar(tensor1, value),
    inplace=True,
)
def addcmul(self: Array, tensor1: Array, tensor2: Array, *, value: float = 1) -> Array:
    """Return ``self + value * tensor1 * tensor2``."""
    return self + value * tensor1 * tensor2


@op(
    self=lambda grad: grad,
    tensor1=lambda grad, tensor2, value: grad * ((zeros_of_like(tensor2) + value) / tensor2),
    tensor2=lambda grad, tensor1, tensor2, value: addcdiv_slope(grad, tensor1, tensor2, value),
    inplace=True,
)
def addcdiv(self: Array, tensor1: Array, tensor2: Array, *, value: float = 1) -> Array:
    """Return ``self + value * tensor1 / tensor2``.

    Raises:
        RuntimeError: for integers.

    """
    if tensor1.dtype.kind != "f":
        raise RuntimeError(_INTEGER_DIVISION)
    return self + value * tensor1 / tensor2


_INTEGER_DIVISION = (
    "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will "
    "perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be "
    "implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer "
    "inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv "
    "behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all "
    "dtypes."
)


@formula
def addcdiv_slope(grad: Any, tensor1: Any, tensor2: Any, value: float) -> Any:
    """Return the gradient with respect to the divisor."""
    square = tensor2 * tensor2
    return right_first(mul_scalar(tensor1, value) / square, neg(grad))
