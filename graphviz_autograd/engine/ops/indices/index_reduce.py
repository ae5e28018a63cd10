"""Slices reduced with others at the places that an index names along one dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...warning import warn
from ..demands import require
from ..record import FUNCTIONS, KERNELS, Array, composite, formula, op
from .scatter_reduce import Ways

if TYPE_CHECKING:
    from .scatter_reduce import reduced_slopes
    from .selecting import index_add, index_fill_by, index_select

_REDUCTIONS = ("prod", "mean", "amax", "amin")


@op(
    inputs=lambda grad, self, dim, index, source, reduce, include_self, result, needs: (
        index_reduce_slopes(grad, self, source, dim, index, reduce, include_self, result)
    ),
    constants=("index",),
    casts=None,
    inplace=True,
    node="IndexReduceBackward0",
)
def index_reduced(
    self: Array, dim: int, index: Array, source: Array, reduce: str, include_self: bool
) -> Array:
    """Return ``self`` with the slices of ``source`` reduced into those that ``index`` names."""
    warn("index_reduce() is in beta and the API may change at any time.")
    _check(self, dim, index, source)
    places = _as_places(index, source, dim)
    return KERNELS["scatter_by"](self, dim, places, source, reduce, include_self)


def _as_places(index: Array, like: Array, dim: int) -> Array:
    """Return the index of each element of ``like`` along ``dim``."""
    shape = [1] * like.ndim
    shape[dim] = -1
    return np.broadcast_to(index.reshape(shape), like.shape)


def _check(self: Array, dim: int, index: Array, source: Array) -> None:
    name = "index_reduce_():"
    if index.ndim > 1:
        kind = dtypes.of(index.dtype).legacy
        raise IndexError(
            f"{name} Index is supposed to be a vector, but got dim: {index.ndim} with type: {kind} "
            f"and size: {list(index.shape)}"
        )
    require(
        index.dtype in (np.int32, np.int64),
        f"{name} Expected dtype int32/int64 for index but got: {dtypes.of(index.dtype).legacy}",
    )
    if self.dtype != source.dtype:
        first, second = (dtypes.of(one.dtype).legacy for one in (self, source))
        raise RuntimeError(
            f"{name} self ({first}) and source ({second}) must have the same scalar type"
        )
    require(
        index.size == source.shape[dim],
        f"{name} Number of indices ({index.size}) should be equal to source.size(dim): "
        f"({source.shape[dim]}), for dim: {dim % max(self.ndim, 1)}",
    )
    if index.size and (index.min() < 0 or index.max() >= self.shape[dim]):
        raise IndexError("index out of range in self")


@op(casts=None)
def index_counts(self: Array, dim: int, index: Array, source: Array, include_self: bool) -> Array:
    """Return how many slices are reduced at each place, at least 1."""
    places = _as_places(index, source, dim)
    return KERNELS["scatter_counts"](self, dim, places, include_self)


@formula
def index_reduce_slopes(
    grad: Any,
    self: Any,
    source: Any,
    dim: int,
    index: Any,
    reduce: str,
    include_self: bool,
    result: Any,
) -> tuple[Any, Any]:
    """Return the gradients of ``self`` and ``source``."""
    ways = Ways(
        lambda one: index_select(one, dim, index),
        lambda one, more: index_add(one, dim, index, more),
        lambda one, more: index_reduced(one, dim, index, more, reduce, include_self),
        lambda one: index_counts(one, dim, index, source, include_self),
        ("index_reduce", "source"),
    )
    ours, theirs = reduced_slopes(grad, self, source, reduce, result, ways)
    return (ours if include_self else index_fill_by(ours, dim, index, 0)), theirs


def _check_reduction(reduce: str) -> None:
    require(
        reduce in _REDUCTIONS,
        f"index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got {reduce}.",
    )


@composite
def index_reduce(
    self: Any, dim: int, index: Any, source: Any, reduce: str, *, include_self: bool = True
) -> Any:
    """Return ``self`` with the slices of ``source`` reduced into those that ``index`` names.

    ``reduce`` is prod, mean, amax or amin; without ``include_self`` the old slices there are left
    out.

    Raises:
        RuntimeError: if the sizes do not fit, or the reduction is unknown.

    """
    _check_reduction(reduce)
    return index_reduced(self, dim, index, source, reduce, include_self)


@composite
def index_reduce_(
    self: Any, dim: int, index: Any, source: Any, reduce: str, *, include_self: bool = True
) -> Any:
    """Reduce the slices of ``source`` into those of ``self`` in place (see ``index_reduce``)."""
    _check_reduction(reduce)
    return FUNCTIONS["index_reduced_"](self, dim, index, source, reduce, include_self)
