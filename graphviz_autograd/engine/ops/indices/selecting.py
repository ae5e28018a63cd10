"""Slices chosen or changed by a vector of indices along one dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...elements import as_element
from ...tensor import Tensor
from ..dims import wrapped
from ..record import FUNCTIONS, Array, composite, formula, op
from .over_itself import over_itself
from .positions import add_slices

if TYPE_CHECKING:
    from ..pointwise.arithmetic import mul_scalar
    from ..reductions.reduction import sum_all
    from ..shapes.shape import expand

Dims = tuple[int, ...]


@op(
    self=lambda grad, self_sizes, dim, index: index_select_backward(
        None, grad, self_sizes, dim, index
    ),
    casts=None,
    layout="rows",
)
def index_select(self: Array, dim: int, index: Array) -> Array:
    """Return the slices of dimension ``dim`` that a vector of indices names.

    Raises:
        IndexError: if ``index`` is no vector or has the wrong type.
        RuntimeError: if an index is out of range.

    """
    if index.ndim > 1:
        raise IndexError("index_select(): Index is supposed to be a vector")
    if index.dtype.kind not in "iu":
        raise RuntimeError("index_select(): Expected dtype int32 or int64 for index")
    at, chosen = wrapped(dim, self.ndim), np.atleast_1d(index)
    size = self.shape[at] if self.ndim else 1
    wrong = chosen[(chosen < 0) | (chosen >= size)]
    if wrong.size:
        raise RuntimeError(f"INDICES element is out of DATA bounds, id={wrong[0]} axis_dim={size}")
    return np.take(self, chosen, at) if self.ndim else np.asarray(self)


@op(
    zeros=lambda grad: grad,
    self=lambda grad, dim, index, self_sizes: expand(index_select(grad, dim, index), self_sizes),
    casts=None,
    node="IndexAddBackward0",
)
def index_select_backward(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it adds to
    self: Array,
    sizes: Dims,
    dim: int,
    index: Array,
) -> Array:
    """Return zeros of ``sizes`` with the slices of ``self`` added at the indices."""
    whole = np.zeros(sizes, self.dtype)
    add_slices(whole, dim, index, self)
    return whole


def _slices(self: Array, dim: int, index: Array) -> tuple[Any, ...]:
    if not self.ndim:
        return ()
    return (slice(None),) * wrapped(dim, self.ndim) + (np.atleast_1d(index),)


def _check_range(self: Array, dim: int, index: Array, negative: bool, error: Any) -> None:
    """Raise ``error`` with PyTorch's words if an index is out of range."""
    at = wrapped(dim, self.ndim)
    size = self.shape[at] if self.ndim else 1
    chosen = np.atleast_1d(index)
    wrong = chosen[(chosen < (-size if negative else 0)) | (chosen >= size)]
    if wrong.size:
        raise error(f"index {wrong[0]} is out of bounds for dimension {at} with size {size}")


@op(
    self=lambda grad: grad,
    source=lambda grad, source, source_sizes, dim, index, alpha: index_added_slope(
        grad, source, dim, index, alpha
    ),
    casts=None,
    shown={"source_sizes": {"source_dim": len}},
    inplace=True,
    layout="rows",
)
def index_add(self: Array, dim: int, index: Array, source: Array, *, alpha: float = 1) -> Array:
    """Return ``self`` with ``alpha`` times the slices of ``source`` added at the indices.

    Raises:
        RuntimeError: if an index is out of range, or types or shapes do not fit.

    """
    _check_added(self, dim, index, source)
    _check_range(self, dim, index, False, RuntimeError)
    changed = np.array(self, order="C")
    add_slices(changed, dim, index, source if alpha == 1 else source * self.dtype.type(alpha))
    return changed


@formula
def index_added_slope(grad: Any, source: Any, dim: int, index: Any, alpha: float) -> Any:
    """Return the gradient of the slices that were added."""
    chosen = expand(index_select(grad, dim, index), source.shape)
    return chosen if alpha == 1 else mul_scalar(chosen, alpha)


def _check_added(self: Array, dim: int, index: Array, source: Array) -> None:
    at = wrapped(dim, self.ndim)
    size = source.shape[at] if source.ndim else 1
    if index.ndim > 1:
        raise IndexError(
            f"index_add_(): Index is supposed to be a vector, but got dim: {index.ndim} with type: "
            f"{_type(index)} and size: {list(index.shape)}"
        )
    if source.dtype != self.dtype:
        raise RuntimeError(
            f"index_add_(): self ({_type(self)}) and source ({_type(source)}) must have the same "
            "scalar type"
        )
    if index.size != size:
        raise RuntimeError(
            f"index_add_(): Number of indices ({index.size}) should be equal to "
            f"source.size(dim): ({size}), for dim: {at}"
        )
    if not _equal_apart_from(at, self.shape, source.shape):
        raise RuntimeError(
            "source tensor shape must match self tensor shape, excluding the specified dimension. "
            f"Got self.shape = {list(self.shape)} source.shape = {list(source.shape)}"
        )


def _equal_apart_from(dim: int, first: Dims, second: Dims) -> bool:
    return first[:dim] + first[dim + 1 :] == second[:dim] + second[dim + 1 :]


def _type(array: Array) -> str:
    return dtypes.of(array.dtype).legacy


@op(
    self=lambda grad, dim, index: index_fill_by(grad, dim, index, 0),
    source=lambda grad, source, source_sizes, dim, index: expand(
        index_select(grad, dim, index), source.shape
    ),
    casts=None,
    shown={"source_sizes": {"source_dim": len}},
    inplace=True,
)
def index_copy(self: Array, dim: int, index: Array, source: Array) -> Array:
    """Return ``self`` with the slices of ``source`` at the indices.

    Raises:
        IndexError: if an index is out of range, or their number is wrong.
        RuntimeError: if the types differ.

    """
    _check_copied(self, dim, index, source)
    changed = np.array(self)
    changed[_slices(changed, dim, index)] = source
    return changed


def _check_copied(self: Array, dim: int, index: Array, source: Array) -> None:
    if index.ndim > 1:
        raise IndexError(f"index_copy_(): Index should have dimension 1 or 0 (got {index.ndim})")
    if source.dtype != self.dtype:
        raise RuntimeError(
            "index_copy_(): self and source expected to have the same dtype, but got (self) "
            f"{_type(self)} and (source) {_type(source)}"
        )
    size = source.shape[wrapped(dim, self.ndim)] if source.ndim else 1
    if index.size != size:
        raise IndexError(
            f"index_copy_(): Number of indices ({index.size}) should be equal to source.size(dim) "
            f"({size})"
        )
    _check_range(self, dim, index, False, lambda words: IndexError(f"index_copy_(): {words}"))


@op(self=lambda grad, dim, index: index_fill_by(grad, dim, index, 0), casts=None, inplace=True,
    node="IndexFillBackward0")  # fmt: skip
def index_fill_by(self: Array, dim: int, index: Array, value: float) -> Array:
    """Return ``self`` with a number in the slices at the indices."""
    return _with_slices(self, dim, index, as_element(value, self.dtype))


@op(
    self=lambda grad, dim, index: index_fill_by(grad, dim, index, 0),
    value=lambda grad, dim, index: sum_all(index_select(grad, dim, index)),
    casts=None,
    inplace=True,
    node="IndexFillBackward1",
)
def index_fill_tensor(self: Array, dim: int, index: Array, value: Array) -> Array:
    """Return ``self`` with a 0-d tensor's value in the slices at the indices."""
    if value.ndim:
        raise RuntimeError(
            "index_fill_ only supports a 0-dimensional value tensor, but got tensor with "
            f"{value.ndim} dimension(s)."
        )
    return _with_slices(self, dim, index, value)


def _with_slices(self: Array, dim: int, index: Array, value: Any) -> Array:
    if index.dtype.kind not in "iu":
        raise IndexError("index_fill_(): Expected dtype int64 for index.")
    if index.ndim > 1:
        raise RuntimeError("Index has to be a vector/scalar")
    _check_range(self, dim, index, True, IndexError)
    changed = np.array(self)
    changed[_slices(changed, dim, index)] = value
    return changed


@composite
def index_fill(self: Any, dim: int, index: Any, value: Any) -> Any:
    """Return ``self`` with a number or a 0-d tensor's value in the slices at the indices.

    Raises:
        IndexError: if an index is out of range.
        RuntimeError: if the value has dimensions.

    """
    return _filled(self, dim, index, value, "")


@composite
@over_itself("tensor[mask] = scalar")
def index_fill_(self: Any, dim: int, index: Any, value: Any) -> Any:
    """Store a number or a 0-d tensor's value in the slices at the indices."""
    return _filled(self, dim, index, value, "_")


def _filled(self: Any, dim: int, index: Any, value: Any, suffix: str) -> Any:
    kind = "tensor" if isinstance(value, Tensor) else "by"
    return FUNCTIONS[f"index_fill_{kind}{suffix}"](self, dim, index, value)
