"""One of the sorted elements: the k-th, the median; and the commonest."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import return_types
from ..dims import wrapped
from ..element_types import refuse_bools
from ..record import Array, composite, op
from ..reductions.extrema_over_dim import nonempty, taken
from .sorting import order_of

if TYPE_CHECKING:
    from ..reductions.extrema import reaches, spread_where
    from ..reductions.extrema_over_dim import selected_slope


def _at_rank(self: Array, rank: Any, dim: int, keepdim: bool) -> tuple[Array, Array]:
    """Return the element of a rank along ``dim``, counted from 0, and its index."""
    if not self.ndim:
        return self, np.int64(0)
    indices = _only_one_at(self, rank, dim)
    if indices is None:
        places = np.expand_dims(rank, dim)
        indices = np.take_along_axis(order_of(self, dim, False), places, dim).squeeze(dim)
    return taken(self, indices, dim, keepdim)


def _only_one_at(self: Array, rank: Array, dim: int) -> Array | None:
    """Return the same indices without sorting; None if ranks differ or elements are equal."""
    if not rank.size or (rank != rank.flat[0]).any():
        return None
    rows, place = np.moveaxis(self, dim, -1), int(rank.flat[0])
    found = rows == np.partition(rows, place, -1)[..., place, None]
    return found.argmax(-1) if (np.count_nonzero(found, -1) == 1).all() else None


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
        at = wrapped(dim, self.ndim)
        raise RuntimeError(f"kthvalue(): selected number k out of range for dimension {at}")
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
    refuse_bools("median_out", self)
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
    refuse_bools("median_cpu", self)
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
