"""Sorting, and what depends on the order of the elements."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...layout import laid_out
from .. import return_types
from ..dims import wrapped
from ..record import Array, composite, op
from ..reductions.extrema_over_dim import nonempty, taken

if TYPE_CHECKING:
    from ..reductions.extrema import reaches, spread_where
    from ..reductions.extrema_over_dim import placed, selected_slope


# Of a row of which topk takes at most this part, the rest is not sorted.
_FEW = 4


def _order(self: Array, dim: int, descending: bool) -> Array:
    """Return the indices that sort along ``dim``, equal elements in their order, NaN as largest."""
    if not self.ndim:
        return np.int64(0)
    if not descending:
        return np.argsort(self, axis=dim, kind="stable")
    turned = np.argsort(np.flip(self, dim), axis=dim, kind="stable")
    return self.shape[dim] - 1 - np.flip(turned, dim)


def _sorted(self: Array, dim: int, descending: bool) -> tuple[Array, Array]:
    wrapped(dim, self.ndim)
    indices = _order(self, dim, descending)
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
    return _order(self, dim, descending)


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
    order = _order(np.take_along_axis(rows, places, -1), -1, largest)
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


# ---- one of the sorted elements --------------------------------------------------------------


def _at_rank(self: Array, rank: Any, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the element of a rank along ``dim``, counted from 0, and its index."""
    if not self.ndim:
        return self, np.int64(0)
    places = np.expand_dims(rank, dim)
    indices = np.take_along_axis(_order(self, dim, False), places, dim).squeeze(dim)
    return taken(self, indices, dim, keepdim)


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="KthvalueBackward0",
    layout="rows",
)
def kthvalue_dim(self: Array, k: int, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the ``k``-th smallest elements over ``dim``, counted from 1, and their indices."""
    size = self.shape[wrapped(dim, self.ndim)] if self.ndim else 1
    nonempty("kthvalue", self, dim)
    if not 1 <= k <= size:
        raise RuntimeError(f"kthvalue(): selected number k out of range for dimension {dim}")
    ranks = np.full(np.delete(self.shape, dim) if self.ndim else (), k - 1)
    return _at_rank(self, ranks, dim, keepdim)


@composite
def kthvalue(self: Any, k: int, dim: int = -1, keepdim: bool = False) -> Any:
    """Return the ``k``-th smallest elements over ``dim``, counted from 1, and their indices.

    Raises:
        RuntimeError: if there are fewer than ``k``.

    """
    return return_types.kthvalue(*kthvalue_dim(self, k, dim, keepdim))


def _median(name: str, self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    wrapped(dim, self.ndim)
    nonempty(name, self, dim)
    size = self.shape[dim] if self.ndim else 1
    missing = np.isnan(self) if self.dtype.kind == "f" else np.zeros(self.shape, bool)
    missing = np.sum(missing, axis=dim) if self.ndim else missing
    # NaN is sorted last: the median is the first of them, or they are left out.
    known = np.maximum(size - missing - 1, 0) // 2
    ranks = known if name == "nanmedian" else np.where(missing > 0, size - missing, known)
    return _at_rank(self, ranks, dim, keepdim)


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="MedianBackward1",
    layout="rows",
)
def median_dim(self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the medians over ``dim``, of two the lower, and their indices."""
    return _median("median", self, dim, keepdim)


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="NanmedianBackward1",
)
def nanmedian_dim(self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the medians over ``dim`` of what is not NaN, and their indices."""
    return _median("nanmedian", self, dim, keepdim)


def _of_all(name: str, self: Array) -> Array:
    if not self.size:
        return self.dtype.type(np.nan if self.dtype.kind == "f" else np.iinfo(self.dtype).min)
    flat = np.reshape(self, -1)
    missing = np.count_nonzero(np.isnan(flat)) if self.dtype.kind == "f" else 0
    if missing and name == "median":
        return self.dtype.type(np.nan)
    rank = max(self.size - missing - 1, 0) // 2
    return np.partition(flat, rank)[rank]


@op(self=lambda grad, self, result: spread_where(None, grad, reaches(self, result)),
    node="MedianBackward0")  # fmt: skip
def median_all(self: Array) -> Array:
    """Return the median of all elements, of two the lower."""
    return _of_all("median", self)


@op(self=lambda grad, self, result: spread_where(None, grad, reaches(self, result)),
    node="NanmedianBackward0")  # fmt: skip
def nanmedian_all(self: Array) -> Array:
    """Return the median of all elements that are not NaN."""
    return _of_all("nanmedian", self)


@composite
def median(self: Any, dim: int | None = None, keepdim: bool = False) -> Any:
    """Return the median of all elements, or over a dimension with its index."""
    if dim is None:
        return median_all(self)
    return return_types.median(*median_dim(self, dim, keepdim))


@composite
def nanmedian(self: Any, dim: int | None = None, keepdim: bool = False) -> Any:
    """Return the median of what is not NaN, of all or over a dimension with its index."""
    if dim is None:
        return nanmedian_all(self)
    return return_types.nanmedian(*nanmedian_dim(self, dim, keepdim))


@op(
    self=lambda grad, dim, indices, self_sizes, keepdim: selected_slope(
        grad, dim, indices, self_sizes, keepdim
    ),
    outputs=("values", "indices"),
    differentiable=1,
    node="ModeBackward0",
)
def mode_dim(self: Array, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the commonest elements over ``dim``, of several the smallest, and where they end."""
    wrapped(dim, self.ndim)
    nonempty("mode", self, dim)
    if not self.ndim:
        return self, np.int64(0)
    rows = np.moveaxis(self, dim, -1)
    found = [_last_of_commonest(rows[at]) for at in np.ndindex(rows.shape[:-1])]
    indices = np.reshape(np.array(found, np.int64), rows.shape[:-1])
    return taken(self, indices, dim, keepdim)


def _last_of_commonest(row: Array) -> int:
    values, counts = np.unique(row, return_counts=True)
    return int(np.flatnonzero(row == values[np.argmax(counts)])[-1])


@composite
def mode(self: Any, dim: int = -1, keepdim: bool = False) -> Any:
    """Return the commonest elements over ``dim``, of several the smallest, and their indices."""
    return return_types.mode(*mode_dim(self, dim, keepdim))
