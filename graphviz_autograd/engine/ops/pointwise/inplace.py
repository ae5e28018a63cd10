"""Storing into a tensor: zeros, a number, another tensor."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...elements import as_element
from ...tensor import Tensor
from ..record import FUNCTIONS, Array, Operand, composite, op

if TYPE_CHECKING:
    from ..reductions.reduction import sum_all
    from .arithmetic import zeros_of_like


@op(self=lambda grad: zeros_of_like(grad), casts=None, inplace=True, overlapping=True)
def zero(self: Array) -> Array:
    """Return zeros of the same shape."""
    return np.zeros_like(self)


@op(
    self=lambda grad: zeros_of_like(grad),
    src=lambda grad: grad,
    node="CopyBackwards",
    casts=None,
    inplace=True,
)
def copy_of(self: Array, src: Operand) -> Array:
    """Return ``src`` in the shape and type of ``self``."""
    return np.broadcast_to(src, np.shape(self)).astype(self.dtype)


@composite
def copy_(self: Any, src: Any, non_blocking: bool = False) -> Any:  # noqa: ARG001
    """Store ``src``, broadcast and converted to the type of ``self``.

    Raises:
        RuntimeError: if it does not broadcast to the shape of ``self``.

    """
    return FUNCTIONS["copy_of_"](self, _storable(self, src))


def _storable(self: Any, value: Any) -> Any:
    """Return a value as it can be stored in ``self``: integers take no gradient."""
    if isinstance(value, Tensor) and not self.dtype.is_floating_point:
        return value.detach()
    return value


# ---- fill ------------------------------------------------------------------------------------


@op(self=lambda grad: zeros_of_like(grad), node="FillBackward0", casts=None)
def filled_scalar(self: Array, value: float) -> Array:
    """Return a number in the shape and type of ``self``."""
    return np.full_like(self, as_element(value, self.dtype))


@op(self=lambda grad: zeros_of_like(grad), node="FillBackward2", casts=None, inplace=True,
    overlapping=True)  # fmt: skip
def fill_scalar(self: Array, value: float) -> Array:
    """Return a number in the shape and type of ``self``."""
    return np.full_like(self, as_element(value, self.dtype))


@op(
    self=lambda grad: zeros_of_like(grad),
    value=lambda grad: sum_all(grad),
    node="FillBackward1",
    casts=None,
)
def filled_tensor(self: Array, value: Array) -> Array:
    """Return a 0-d tensor's value in the shape and type of ``self``."""
    return _full(self, value)


@op(
    self=lambda grad: zeros_of_like(grad),
    value=lambda grad: sum_all(grad),
    node="FillBackward3",
    casts=None,
    inplace=True,
    overlapping=True,
)
def fill_tensor(self: Array, value: Array) -> Array:
    """Return a 0-d tensor's value in the shape and type of ``self``."""
    return _full(self, value)


def _full(self: Array, value: Array) -> Array:
    if np.ndim(value):
        raise RuntimeError(
            "fill_ only supports 0-dimension value tensor but got tensor with "
            f"{value.ndim} dimensions."
        )
    return np.full_like(self, value)


@composite
def fill(self: Any, value: Any) -> Any:
    """Return ``value``, a number or a 0-d tensor, in the shape and type of ``self``.

    Raises:
        RuntimeError: if the value has dimensions.

    """
    return FUNCTIONS[f"filled_{_kind(value)}"](self, value)


@composite
def fill_(self: Any, value: Any) -> Any:
    """Set every element to ``value``, a number or a 0-d tensor.

    Raises:
        RuntimeError: if the value has dimensions.

    """
    return FUNCTIONS[f"fill_{_kind(value)}_"](self, _storable(self, value))


def _kind(value: Any) -> str:
    return "tensor" if isinstance(value, Tensor) else "scalar"


@composite
def fill_diagonal_(self: Any, fill_value: float, wrap: bool = False) -> Any:
    """Set the diagonal of a tensor of at least two dimensions to a number.

    In a tall matrix it begins anew below the first row that it misses, if ``wrap``.

    Raises:
        RuntimeError: if there is only one dimension, or several of different sizes.

    """
    if self.ndim < 2:
        raise RuntimeError("dimensions must larger than 1")
    if self.ndim > 2 and len({*self.shape}) > 1:
        raise RuntimeError("all dimensions of input must be of equal length")
    size, step = min(self.shape), sum(self.stride())
    FUNCTIONS["fill_"](self.as_strided((size,), (step,)), fill_value)
    if wrap and self.ndim == 2 and self.shape[0] > size + 1:
        rest = -(-self.numel() // (size + 1)) - size
        start = self.storage_offset() + self.stride(0) * (size + 1)
        FUNCTIONS["fill_"](self.as_strided((rest,), (step,), start), fill_value)
    return self
