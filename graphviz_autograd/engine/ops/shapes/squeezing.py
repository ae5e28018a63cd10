"""Dimensions of size 1: adding and removing them."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import Any

import numpy as np

from ..dims import sizes_from, wrapped
from ..record import Array, composite, formula, op
from .shape import reshape

Dims = tuple[int, ...]


@op(self=lambda grad, dim: squeeze_dim(grad, dim), view=True)
def unsqueeze(self: Array, dim: int) -> Array:
    """Return the tensor with a new dimension of size 1 at ``dim``."""
    return np.expand_dims(self, wrapped(dim, self.ndim + 1))


@op(self=lambda grad, self_sizes: unsqueezed_to(grad, self_sizes), view=True,
    node="SqueezeBackward0")  # fmt: skip
def squeeze_all(self: Array) -> Array:
    """Return the tensor without its dimensions of size 1."""
    return self.squeeze()


@op(
    self=lambda grad, self_sizes, dim: unsqueezed_if(grad, self_sizes, dim),
    view=True,
    node="SqueezeBackward1",
)
def squeeze_dim(self: Array, dim: int) -> Array:
    """Return the tensor without dimension ``dim`` if that has size 1."""
    at = wrapped(dim, self.ndim)
    return np.squeeze(self, at) if self.ndim and self.shape[at] == 1 else self[...]


@op(self=lambda grad, self_sizes, dim: unsqueezed_to(grad, self_sizes, dim), view=True,
    node="SqueezeBackward2")  # fmt: skip
def squeeze_dims(self: Array, dim: Dims) -> Array:
    """Return the tensor without those of some dimensions that have size 1."""
    found = {wrapped(one, self.ndim) for one in dim} if self.ndim else ()
    return np.squeeze(self, tuple(one for one in found if self.shape[one] == 1))


@op(
    self=lambda grad, self_sizes, dim: unsqueezed_if(grad, self_sizes, dim),
    node="SqueezeBackward4",
)
def squeeze_only(self: Array, dim: int) -> Array:
    """Return a result that nobody else sees without dimension ``dim``, as ``squeeze_`` does."""
    return np.squeeze(self, dim)


@formula
def unsqueezed_if(grad: Any, sizes: Dims, dim: int) -> Any:
    """Return a gradient with the dimension that a squeeze removed, if it did."""
    return unsqueeze(grad, dim) if sizes and sizes[dim] == 1 else grad


@formula
def unsqueezed_to(grad: Any, sizes: Dims, dims: Dims | None = None) -> Any:
    """Return a gradient with the dimensions of size 1 that a squeeze removed."""
    chosen = None if dims is None else [one % len(sizes) for one in dims if sizes]
    for at, size in enumerate(sizes):
        if size == 1 and (chosen is None or at in chosen):
            grad = unsqueeze(grad, at)
    return grad


@composite
def squeeze(self: Any, dim: int | Dims | None = None) -> Any:
    """Return the tensor without its dimensions of size 1, or without those of some of them."""
    if dim is None:
        return squeeze_all(self)
    if isinstance(dim, (tuple, list)):
        return squeeze_dims(self, tuple(dim))
    return squeeze_dim(self, dim)


def _each(make: Any, tensors: tuple[Any, ...]) -> Any:
    if len(tensors) == 1 and not isinstance(tensors[0], (tuple, list)):
        return make(tensors[0])
    return tuple(make(one) for one in sizes_from(tensors))


@composite
def atleast_1d(*tensors: Any) -> Any:
    """Return each tensor with at least one dimension."""
    return _each(lambda one: one if one.ndim else reshape(one, 1), tensors)


@composite
def atleast_2d(*tensors: Any) -> Any:
    """Return each tensor with at least two dimensions, new ones in front."""

    def two(one: Any) -> Any:
        if one.ndim == 0:
            return reshape(one, 1, 1)
        return unsqueeze(one, 0) if one.ndim == 1 else one

    return _each(two, tensors)


@composite
def atleast_3d(*tensors: Any) -> Any:
    """Return each tensor with at least three dimensions, those of a matrix first."""

    def three(one: Any) -> Any:
        if one.ndim == 0:
            return reshape(one, 1, 1, 1)
        if one.ndim == 1:
            return unsqueeze(unsqueeze(one, 0), -1)
        return unsqueeze(one, -1) if one.ndim == 2 else one

    return _each(three, tensors)
