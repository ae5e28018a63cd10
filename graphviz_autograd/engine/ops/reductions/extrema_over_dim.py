"""The largest and smallest elements over a dimension, and where they are."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..dims import Dims, wrapped
from ..indices.positions import add_at, positions_along
from ..record import Array, formula, op

if TYPE_CHECKING:
    from ..indices.gather import gather
    from ..shapes.squeezing import unsqueeze


def nonempty(name: str, self: Array, dim: int) -> None:
    """Raise unless there are elements along ``dim``.

    Raises:
        IndexError: naming the operation.

    """
    at = wrapped(dim, self.ndim)
    if self.ndim and not self.shape[at]:
        raise IndexError(f"{name}(): Expected reduction dim {at} to have non-zero size.")


def taken(self: Array, indices: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the elements at one index along ``dim`` each, and the indices."""
    if not self.ndim:
        return self, np.int64(0)
    places = np.expand_dims(indices, dim)
    values = np.take_along_axis(self, places, dim)
    return (values, places) if keepdim else (values.squeeze(dim)[()], indices)


def _extreme(name: str, self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    wrapped(dim, self.ndim)
    nonempty(name, self, dim)
    find = np.argmax if name == "max" else np.argmin
    return taken(self, find(self, axis=dim), dim, keepdim)


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="MaxBackward0",
)
def max_dim(self: Array, dim: int, keepdim: bool = False) -> tuple[Array, Array]:
    """Return the largest elements over ``dim`` and their indices."""
    return _extreme("max", self, dim, keepdim)


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="MinBackward0",
)
def min_dim(self: Array, dim: int, keepdim: bool = False) -> tuple[Array, Array]:
    """Return the smallest elements over ``dim`` and their indices."""
    return _extreme("min", self, dim, keepdim)


@formula
def selected_slope(grad: Any, dim: int, indices: Any, sizes: Dims, keepdim: bool) -> Any:
    """Return the gradient of elements selected over ``dim``: theirs, and 0 for the others."""
    if sizes and not keepdim:
        grad, indices = unsqueeze(grad, dim), unsqueeze(indices, dim)
    return placed(None, grad, indices, dim, sizes)


@op(
    zeros=lambda grad: grad,
    self=lambda grad, indices, dim: gather(grad, dim, indices),
    casts=None,
    node="ScatterBackward0",
)
def placed(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it stores in
    self: Array,
    indices: Array,
    dim: int,
    sizes: Dims,
) -> Array:
    """Return zeros of ``sizes`` with the elements added at their indices along ``dim``."""
    return gathered_sum(self, indices, dim, sizes)


def gathered_sum(self: Array, indices: Array, dim: int, sizes: Dims) -> Array:
    """Return zeros of ``sizes`` with the elements added at their indices along ``dim``."""
    if not sizes:
        return np.sum(self)
    whole = np.zeros(sizes, self.dtype)
    add_at(whole, positions_along(sizes, dim, indices), self)
    return whole


@op(
    zeros=lambda grad: grad,
    self=lambda grad, indices, dim: gather(grad, dim, indices),
    casts=None,
    node="ScatterAddBackward0",
)
def added_at(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it adds to
    self: Array,
    indices: Array,
    dim: int,
    sizes: Dims,
) -> Array:
    """Return zeros of ``sizes`` with the elements added at their indices along ``dim``."""
    return gathered_sum(self, indices, dim, sizes)
