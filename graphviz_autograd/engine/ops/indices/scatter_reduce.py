"""Elements reduced with others at the places of an index tensor along one dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...gradient_stops import DelayedError
from ..record import FUNCTIONS, Array, composite, formula, formula_of, op
from .gather import sources_for
from .positions import positions_along

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like
    from ..pointwise.choosing import where
    from ..pointwise.comparison import logical_and
    from .gather import gather, scatter_add, scatter_value
    from .masking import masked_fill_by


_UFUNCS = {
    "sum": np.add,
    "mean": np.add,
    "prod": np.multiply,
    "amax": np.maximum,
    "amin": np.minimum,
}


@op(
    inputs=lambda grad, self, src, dim, index, reduce, include_self, result, needs: scatter_slopes(
        grad, self, src, dim, index, reduce, include_self, result
    ),
    constants=("index",),
    casts=None,
    inplace=True,
    node="ScatterReduceBackward0",
)
def scatter_by(
    self: Array, dim: int, index: Array, src: Array, reduce: str, include_self: bool
) -> Array:
    """Return ``self`` reduced with the elements of ``src`` at the places of ``index``."""
    if reduce not in _UFUNCS:
        raise RuntimeError(
            f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}"
        )
    values = sources_for("scatter", self, dim, index, src)
    places = positions_along(self.shape, dim, index).reshape(-1)
    changed = np.array(self, order="C")
    flat = changed.reshape(-1)
    if not include_self:
        flat[places] = _neutral(reduce, self.dtype)
    _UFUNCS[reduce].at(flat, places, values.reshape(-1))
    if reduce == "mean":
        changed = _divided(changed, _counts(self, places, include_self))
    return changed


def _counts(self: Array, places: Array, include_self: bool) -> Array:
    """Return how many elements are reduced at each place, at least 1."""
    counts = np.bincount(places, minlength=self.size).reshape(self.shape)
    return counts + 1 if include_self else np.maximum(counts, 1)


def _neutral(reduce: str, kind: np.dtype[Any]) -> Any:
    if reduce in ("sum", "mean", "prod"):
        return int(reduce == "prod")
    if kind.kind == "f":
        return -np.inf if reduce == "amax" else np.inf
    return np.iinfo(kind).min if reduce == "amax" else np.iinfo(kind).max


def _divided(total: Array, counts: Array) -> Array:
    if total.dtype.kind == "f":
        return (total / counts).astype(total.dtype)
    return (total // counts).astype(total.dtype)


@composite
def scatter_reduce(
    self: Any, dim: int, index: Any, src: Any, reduce: str, *, include_self: bool = True
) -> Any:
    """Return ``self`` reduced with the elements of ``src`` at the places of ``index``.

    ``reduce`` is sum, mean, prod, amax or amin; without ``include_self`` the old elements at these
    places do not count.

    Raises:
        RuntimeError: for another reduction, an index out of range, or shapes that do not fit.

    """
    return scatter_by(self, dim, index, src, reduce, include_self)


@composite
def scatter_reduce_(
    self: Any, dim: int, index: Any, src: Any, reduce: str, *, include_self: bool = True
) -> Any:
    """Reduce ``self`` in place with the elements of ``src`` at the places of ``index``."""
    return FUNCTIONS["scatter_by_"](self, dim, index, src, reduce, include_self)


class Ways(NamedTuple):
    """How a reduction finds the places of its sources, each a function of tensors or of arrays.

    Attributes:
        take: the elements at the places.
        add: the first argument with the second added at the places.
        again: the first argument reduced with the second, as the reduction itself is.
        counts: how many elements are reduced at each place.
        names: what the function and its sources are called.

    """

    take: Callable[[Any], Any]
    add: Callable[[Any, Any], Any]
    again: Callable[[Any, Any], Any]
    counts: Callable[[Any], Any]
    names: tuple[str, str]


@formula
def scatter_slopes(
    grad: Any,
    self: Any,
    src: Any,
    dim: int,
    index: Any,
    reduce: str,
    include_self: bool,
    result: Any,
) -> tuple[Any, Any]:
    """Return the gradients of ``self`` and ``src`` of a scatter that reduces."""
    ways = Ways(
        lambda one: gather(one, dim, index),
        lambda one, more: scatter_add(one, dim, index, more),
        lambda one, more: scatter_by(one, dim, index, more, reduce, include_self),
        lambda one: scatter_counts(one, dim, index, include_self),
        ("scatter_reduce", "src"),
    )
    ours, theirs = reduced_slopes(grad, self, src, reduce, result, ways)
    return (ours if include_self else scatter_value(ours, dim, index, 0)), theirs


@formula
def reduced_slopes(
    grad: Any, self: Any, src: Any, reduce: str, result: Any, ways: Ways
) -> tuple[Any, Any]:
    """Return the gradients of a reduction that includes the old elements."""
    if reduce == "sum":
        return grad, ways.take(grad)
    if reduce == "mean":
        counts = ways.counts(grad)
        ours = grad / counts
        return ours, ways.take(grad) / ways.take(counts)
    slopes = product_slopes if reduce == "prod" else extreme_slopes
    pair: tuple[Any, Any] = slopes(grad, self, src, result, ways)
    return pair


@op(casts=None)
def scatter_counts(self: Array, dim: int, index: Array, include_self: bool) -> Array:
    """Return how many elements a scatter reduces at each place, at least 1."""
    places = positions_along(self.shape, dim, index).reshape(-1)
    return _counts(self, places, include_self).astype(self.dtype)


@formula
def extreme_slopes(grad: Any, self: Any, src: Any, result: Any, ways: Ways) -> tuple[Any, Any]:
    """Return the gradients of a maximum or minimum, shared by equal elements."""
    ours, theirs = self == result, src == ways.take(result)
    kept, added = where(ours, 1.0, zeros_of_like(self)), where(theirs, 1.0, zeros_of_like(src))
    share = grad / ways.add(kept, added)
    return ours * share, theirs * ways.take(share)


@formula
def product_slopes(grad: Any, self: Any, src: Any, result: Any, ways: Ways) -> tuple[Any, Any]:
    """Return the gradients of a product: the product of all other factors, zeros taken out."""
    others = masked_fill_by(self, self == 0, 1)
    ours = grad * ways.again(others, src) / others
    gone = src == 0
    zeros = ways.add(zeros_of_like(self), where(gone, 1.0, zeros_of_like(src)))
    alone = logical_and(gone, ways.take(zeros) == 1)
    without = ways.again(self, masked_fill_by(src, alone, 1))
    divisor = masked_fill_by(src, gone, 1)
    divided = ways.take(grad * result) / divisor
    theirs = where(alone, ways.take(grad * without), divided)
    return ours, differentiable_once(theirs, zeros, ways.names)


def _as_it_is(grad: Any, zeros: Any, names: tuple[str, str]) -> Any:  # noqa: ARG001
    return grad


@formula_of(_as_it_is)
def differentiable_once(grad: Any, zeros: Any, names: tuple[str, str]) -> Any:
    """Return a gradient whose own gradient is an error where several zeros are multiplied."""
    if not (zeros._data > 1).any():
        return grad
    function, sources = names
    return DelayedError(
        f"{function}(): Double backward is unsupported for {sources} when >1 zeros in {sources} "
        "are scattered to the same position in self",
        1,
    )(grad)
