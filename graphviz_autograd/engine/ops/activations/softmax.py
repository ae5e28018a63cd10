"""The softmax and its logarithm."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...sums import maxima_over, products_over, sums_over
from ..dims import wrapped
from ..element_types import refuse_type
from ..record import Array, composite, formula, op
from ..shapes.copying import to_copy

if TYPE_CHECKING:
    from ..pointwise.arithmetic import neg, right_first
    from ..pointwise.elementwise import exp
    from ..reductions.reduction import sum_dim


def _check(function: str, self: Array, dim: int) -> None:
    if self.dtype.kind == "f" and -self.ndim <= dim < self.ndim:
        return
    last = wrapped(dim, self.ndim) >= self.ndim - 1
    if self.dtype.kind != "f":
        refuse_type(f"{function}_{'lastdim_' if last else ''}kernel_impl", self)


@op(
    self=lambda grad, dim, result: softmax_backward_data(grad, result, dim),
    node="SoftmaxBackward0",
    layout="rows",
)
def softmax_dim(self: Array, dim: int) -> Array:
    """Return exponentials that add up to 1 over ``dim``."""
    _check("softmax", self, dim)
    powers = np.exp(self - maxima_over(self, dim))
    powers /= sums_over(powers, dim)
    return powers


@op(
    self=lambda grad, dim, result: log_softmax_backward_data(grad, result, dim),
    node="LogSoftmaxBackward0",
    layout="rows",
)
def log_softmax_dim(self: Array, dim: int) -> Array:
    """Return the logarithm of the softmax over ``dim``, computed without overflow."""
    _check("log_softmax", self, dim)
    shifted = self - maxima_over(self, dim)
    shifted -= np.log(sums_over(np.exp(shifted), dim))
    return shifted


@op(
    grad_output=lambda grad, output, dim: softmax_backward_data(grad, output, dim),
    output=lambda grad, grad_output, output, dim: softmax_curvature(grad, grad_output, output, dim),
    layout="rows",
)
def softmax_backward_data(grad_output: Array, output: Array, dim: int) -> Array:
    """Return the gradient of a softmax, given its output."""
    result = grad_output - products_over(grad_output, output, dim)
    result *= output
    return result


@formula
def softmax_curvature(grad: Any, grad_output: Any, output: Any, dim: int) -> Any:
    """Return the gradient of a softmax's gradient by its output; the last part comes first."""
    theirs = grad_output * sum_dim(output * grad, (dim,), True)
    ours = sum_dim(output * grad_output, (dim,), True) * grad
    return grad_output * grad - ours - theirs


@op(
    grad_output=lambda grad, output, dim: grad - sum_dim(grad * exp(output), (dim,), True),
    output=lambda grad, grad_output, output, dim: (
        right_first(exp(output), neg(sum_dim(grad_output, (dim,), True))) * grad
    ),
    layout="rows",
)
def log_softmax_backward_data(grad_output: Array, output: Array, dim: int) -> Array:
    """Return the gradient of a logarithm of a softmax, given its output."""
    result = np.exp(output)
    result *= sums_over(grad_output, dim)
    return np.subtract(grad_output, result)


@composite
def softmax(self: Any, dim: int, dtype: Any = None) -> Any:
    """Return the softmax over ``dim``."""
    return softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)


@composite
def log_softmax(self: Any, dim: int, dtype: Any = None) -> Any:
    """Return the logarithm of the softmax over ``dim``."""
    return log_softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)
