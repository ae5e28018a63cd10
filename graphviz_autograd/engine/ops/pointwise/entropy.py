"""Terms of entropies: products with logarithms."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor
from ..record import Array, composite, formula, op

if TYPE_CHECKING:
    from ..indices.masking import masked_fill_by
    from .arithmetic import add_scalar, mul_scalar, neg
    from .comparison import logical_and
    from .elementwise import log


@op(
    self=lambda grad, self: grad * neg(add_scalar(log(self), 1)),
    casts="float",
    node="SpecialEntrBackward0",
)
def special_entr(self: Array) -> Array:
    """Return ``-self * log(self)``, 0 at 0, minus infinity below."""
    positive = np.where(self > 0, self, 1)
    value = np.where(self > 0, -positive * np.log(positive), np.where(self == 0, 0, -np.inf))
    return np.where(np.isnan(self), np.nan, value).astype(self.dtype)[()]


def _times_log1p(x: Any, y: Any) -> Array:
    product = x * (np.log1p(y) if hasattr(y, "dtype") else float(np.log1p(y)))
    return np.where(np.equal(x, 0) & ~np.isnan(y), product.dtype.type(0), product)


@op(
    self=lambda grad, self, other: masked_fill_by(
        xlog1py_tensors(grad, other), logical_and(self == 0, other <= -1), 0
    ),
    other=lambda grad, self, other: xlog1py_slope(grad, self, other),
    node="SpecialXlog1PyBackward0",
    casts="float",
)
def xlog1py_tensors(self: Array, other: Array) -> Array:
    """Return ``self * log1p(other)``, and 0 where ``self`` is 0."""
    return _times_log1p(self, other)


@op(
    other=lambda grad, self, other: xlog1py_number_slope(grad, self, other),
    node="SpecialXlog1PyBackward1",
    casts="float",
)
def xlog1py_number_tensor(self: float, other: Array) -> Array:
    """Return a number times ``log1p(other)``."""
    return _times_log1p(self, other)


@op(
    self=lambda grad, self, other: xlog1py_tensor_number(grad, other),
    node="SpecialXlog1PyBackward2",
    casts="float",
)
def xlog1py_tensor_number(self: Array, other: float) -> Array:
    """Return ``self`` times ``log1p`` of a number."""
    return _times_log1p(self, other)


@formula
def xlog1py_slope(grad: Any, self: Any, other: Any) -> Any:
    """Return the gradient with respect to ``other``."""
    below = add_scalar(other, 1)
    return grad * self / below


@formula
def xlog1py_number_slope(grad: Any, self: float, other: Any) -> Any:
    """Return the gradient with respect to ``other``, of a number times its logarithm."""
    below = add_scalar(other, 1)
    return mul_scalar(grad, self) / below


@composite
def special_xlog1py(input: Any, other: Any) -> Any:
    """Return ``input * log1p(other)``, and 0 where ``input`` is 0; either may be a number."""
    if not isinstance(other, Tensor):
        return xlog1py_tensor_number(input, other)
    if not isinstance(input, Tensor):
        return xlog1py_number_tensor(input, other)
    return xlog1py_tensors(input, other)
