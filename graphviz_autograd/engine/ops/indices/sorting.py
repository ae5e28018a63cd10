"""Sorting, whole or the first few."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...layout import laid_out
from .. import return_types
from ..dims import wrapped
from ..record import Array, composite, op

if TYPE_CHECKING:
    from ..reductions.extrema_over_dim import placed


# Of a row of which topk takes at most this part, the rest is not sorted.
_FEW = 4


def order_of(self: Array, dim: int, descending: bool) -> Array:
    """Return the indices that sort along ``dim``, equal elements in their order, NaN as largest."""
    if not self.ndim:
        return np.int64(0)
    if not descending:
        return np.argsort(self, axis=dim, kind="stable")
    turned = np.argsort(np.flip(self, dim), axis=dim, kind="stable")
    return self.shape[dim] - 1 - np.flip(turned, dim)


def _sorted(self: Array, dim: int, descending: bool) -> tuple[Array, Array]:
    wrapped(dim, self.ndim)
    indices = order_of(self, dim, descending)
    if not self.ndim:
        return self, indices
    values = np.take_along_axis(self, indices, dim)
    return laid_out(values, self), laid_out(indices, self)


@op(
    self=lambda grad, dim, indices, self_sizes: placed(None, grad, indices, dim, self_sizes),
    outputs=("values", "indices"),
    differentiable=1,
    node="SortBackward0",
)
def sort_dim(self: Array, dim: int, descending: bool) -> tuple[Array, Array]:
    """Return the elements sorted along ``dim``, and their indices."""
    return _sorted(self, dim, descending)


@op(
    self=lambda grad, dim, indices, self_sizes: placed(None, grad, indices, dim, self_sizes),
    outputs=("values", "indices"),
    differentiable=1,
    node="SortBackward1",
)
def sort_stable(self: Array, dim: int, descending: bool) -> tuple[Array, Array]:
    """Return the elements sorted along ``dim``, and their indices; equal ones keep their order."""
    return _sorted(self, dim, descending)


@composite
def sort(self: Any, dim: int = -1, descending: bool = False, *, stable: bool | None = None) -> Any:
    """Return the elements sorted along ``dim``, and their indices."""
    function = sort_dim if stable is None else sort_stable
    return return_types.sort(*function(self, dim, descending))


@composite
def msort(self: Any) -> Any:
    """Return the elements sorted along the first dimension."""
    return sort_dim(self, 0, False)[0]


@op()
def argsort_dim(self: Array, dim: int, descending: bool) -> Array:
    """Return the indices that sort along ``dim``."""
    wrapped(dim, self.ndim)
    return order_of(self, dim, descending)


@composite
def argsort(
    self: Any,
    dim: int = -1,
    descending: bool = False,
    *,
    stable: bool = False,  # noqa: ARG001
) -> Any:
    """Return the indices that sort along ``dim``; equal elements always keep their order."""
    return argsort_dim(self, dim, descending)


@op(
    self=lambda grad, dim, indices, self_sizes: placed(None, grad, indices, dim, self_sizes),
    outputs=("values", "indices"),
    differentiable=1,
    node="TopkBackward0",
)
def topk_dim(self: Array, k: int, dim: int, largest: bool) -> tuple[Array, Array]:
    """Return the ``k`` largest or smallest elements along ``dim`` in order, and their indices."""
    size = self.shape[wrapped(dim, self.ndim)] if self.ndim else 1
    if not 0 <= k <= size:
        raise RuntimeError("selected index k out of range")
    found = _selected(self, k, dim, largest) if 0 < k <= size // _FEW else None
    if found is not None:
        return found
    values, indices = _sorted(self, dim, largest)
    if not self.ndim:
        return values, indices
    first = np.arange(k)
    return np.take(values, first, dim), np.take(indices, first, dim)


def _selected(self: Array, k: int, dim: int, largest: bool) -> tuple[Array, Array] | None:
    """Return the same by sorting only what is chosen; None if it depends on the order of equals."""
    rows = np.moveaxis(self, dim, -1)
    rank = rows.shape[-1] - k if largest else k - 1
    bound = np.partition(rows, rank, -1)[..., rank, None]
    chosen = rows >= bound if largest else rows <= bound
    if (np.count_nonzero(chosen, -1) != k).any():  # also where there are NaNs
        return None
    places = np.nonzero(chosen)[-1].reshape(*rows.shape[:-1], k)
    order = order_of(np.take_along_axis(rows, places, -1), -1, largest)
    indices = np.moveaxis(np.take_along_axis(places, order, -1), -1, dim)
    values = np.take_along_axis(self, indices, dim)
    return laid_out(values, self), laid_out(indices, self)


@composite
def topk(
    self: Any,
    k: int,
    dim: int = -1,
    largest: bool = True,
    sorted: bool = True,  # noqa: ARG001
) -> Any:
    """Return the ``k`` largest or smallest elements along ``dim``, always in order.

    Raises:
        RuntimeError: if there are fewer than ``k``.

    """
    return return_types.topk(*topk_dim(self, k, dim, largest))
