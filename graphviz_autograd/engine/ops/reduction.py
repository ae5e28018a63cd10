"""Reductions: sums, means, and what is made of them."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import metadata
from .record import Array, composite, composite_of, formula, op
from .shape import expand, sizes_from, to_copy, unsqueeze, view

if TYPE_CHECKING:
    from .arithmetic import div_scalar
    from .elementwise import exp

Dims = tuple[int, ...]


@op(self=lambda grad, self_sizes: expand(grad, self_sizes), node="SumBackward0")
def sum_all(self: Array) -> Array:
    """Return the sum of all elements."""
    return np.add.reduce(self, axis=None)


@op(
    self=lambda grad, self_sizes, dim, keepdim: restored(grad, self_sizes, dim, keepdim),
    node="SumBackward1",
)
def sum_dim(self: Array, dim: Dims, keepdim: bool = False) -> Array:
    """Return the sums over some dimensions."""
    return np.sum(self, axis=dim, keepdims=keepdim)


@op(
    self=lambda grad, self_sizes, self_numel: div_scalar(expand(grad, self_sizes), self_numel),
    node="MeanBackward0",
)
def mean_all(self: Array) -> Array:
    """Return the mean of all elements."""
    return np.mean(self)


@op(
    self=lambda grad, self_sizes, self_numel, dim, keepdim: div_scalar(
        restored(grad, self_sizes, dim, keepdim), count(self_sizes, dim, self_numel)
    ),
    node="MeanBackward1",
)
def mean_dim(self: Array, dim: Dims, keepdim: bool = False) -> Array:
    """Return the means over some dimensions."""
    return np.mean(self, axis=dim, keepdims=keepdim)


@formula
def count(sizes: Dims, dim: Dims, numel: int) -> int:
    """Return how many elements a reduction over ``dim`` combines."""
    return product(sizes[one] for one in dim) if dim else numel


@formula
def restored(grad: Any, sizes: Dims, dim: Dims, keepdim: bool) -> Any:
    """Return the gradient of a sum, spread over the dimensions that were summed."""
    if not keepdim and sizes:
        dims = range(len(sizes)) if not dim else (one % len(sizes) for one in dim)
        for one in sorted(dims):
            grad = unsqueeze(grad, one)
    return expand(grad, sizes)


def _dims(dim: Any) -> Dims:
    return tuple(dim) if isinstance(dim, (tuple, list)) else (dim,)


@composite
def sum(self: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the sum of all elements, or over one or several dimensions."""
    if dtype is not None:
        self = to_copy(self, dtype.numpy)
    if dim is None:
        return sum_all(self)
    return sum_dim(self, _dims(dim), keepdim)


@composite_of(metadata.sum_to_size)
def sum_to_size(self: Any, *size: Any) -> Any:
    """Return the sum over the dimensions that broadcasting ``size`` would add or stretch."""
    shape = sizes_from(size)
    lead, stretched = metadata.lost_and_stretched(self.shape, shape)
    if stretched:
        self = sum_dim(self, stretched, True)
    return view(self, shape) if lead else self


@composite
def mean(self: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """Return the mean of all elements, or over one or several dimensions.

    Raises:
        RuntimeError: for integers.

    """
    if dtype is not None:
        self = to_copy(self, dtype.numpy)
    if not self.dtype.is_floating_point:
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or "
            f"complex dtype. Got: {self.dtype.legacy}"
        )
    return mean_all(self) if dim is None else mean_dim(self, _dims(dim), keepdim)


@op(
    self=lambda grad, dim, result: grad * result - result * sum_dim(grad * result, (dim,), True),
    node="SoftmaxBackward0",
    casts="float",
)
def softmax_dim(self: Array, dim: int) -> Array:
    """Return exponentials that add up to 1 over ``dim``."""
    powers = np.exp(self - np.max(self, axis=dim, keepdims=True))
    return powers / np.add.reduce(powers, axis=dim, keepdims=True)


@op(
    self=lambda grad, dim, result: grad - exp(result) * sum_dim(grad, (dim,), True),
    node="LogSoftmaxBackward0",
    casts="float",
)
def log_softmax_dim(self: Array, dim: int) -> Array:
    """Return the logarithm of the softmax over ``dim``, computed without overflow."""
    shifted = self - np.max(self, axis=dim, keepdims=True)
    return shifted - np.log(np.add.reduce(np.exp(shifted), axis=dim, keepdims=True))


@composite
def softmax(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the softmax over ``dim``."""
    return softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)


@composite
def log_softmax(self: Any, dim: int, *, dtype: Any = None) -> Any:
    """Return the logarithm of the softmax over ``dim``."""
    return log_softmax_dim(self if dtype is None else to_copy(self, dtype.numpy), dim)
