"""Views of a part of one dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor
from ..dims import wrapped
from ..record import Array, composite, formula, op

if TYPE_CHECKING:
    from .masking import zeros_sized

Dims = tuple[int, ...]


@op(self=lambda grad: grad, view=True)
def alias(self: Array) -> Array:
    """Return the same memory as another tensor, as ``x[...]`` does."""
    return self[...]


@op(
    self=lambda grad, self_sizes, dim, index: select_backward(grad, self_sizes, dim, index),
    view=True,
)
def select(self: Array, dim: int, index: int) -> Array:
    """Return the slice at ``index`` of dimension ``dim``, without that dimension.

    Raises:
        IndexError: if there is no such dimension or slice.

    """
    if not self.ndim:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    at = wrapped(dim, self.ndim)
    if not -self.shape[at] <= index < self.shape[at]:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {list(self.shape)} at "
            f"dimension {at}"
        )
    return self[_at(at, index)]


@op(self=lambda grad, dim, index: select(grad, dim, index))
def select_backward(self: Array, sizes: Dims, dim: int, index: int) -> Array:
    """Return zeros of ``sizes`` with ``self`` at ``index`` of dimension ``dim``."""
    whole = np.zeros(sizes, self.dtype)
    whole[_at(dim % len(sizes), index)] = self
    return whole


@op(
    self=lambda grad, self_sizes, dim, start, end, step: slice_backward(
        grad, self_sizes, dim, start, end, step
    ),
    node="SliceBackward0",
    view=True,
)
def slice_dim(self: Array, dim: int, start: int, end: int | None, step: int) -> Array:
    """Return every ``step``-th slice of dimension ``dim`` from ``start`` to ``end``."""
    if not self.ndim:
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    return self[_at(wrapped(dim, self.ndim), slice(start, end, step))]


@op(self=lambda grad, dim, start, end, step: slice_dim(grad, dim, start, end, step), layout="rows")
def slice_backward(
    self: Array, sizes: Dims, dim: int, start: int, end: int | None, step: int
) -> Array:
    """Return zeros of ``sizes`` with ``self`` at a slice of dimension ``dim``."""
    whole = np.zeros(sizes, self.dtype)
    whole[_at(dim % len(sizes), slice(start, end, step))] = self
    return whole


def _at(dim: int, index: Any) -> tuple[Any, ...]:
    # The ellipsis makes NumPy return a 0-d array, which shares memory, and not a scalar.
    return (*[slice(None)] * dim, index, ...)


@composite
def narrow(self: Any, dim: int, start: Any, length: int) -> Any:
    """Return ``length`` slices of dimension ``dim`` from ``start``, a number or a 0-d tensor.

    Raises:
        RuntimeError: if there are not so many.

    """
    if not self.ndim:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    if isinstance(start, Tensor) and (start.ndim or start.is_floating_point()):
        raise RuntimeError("start must be an 0-dim integral Tensor.")
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    size, first = self.shape[wrapped(dim, self.ndim)], int(start)
    if not -size <= first <= size:
        raise IndexError(
            f"start out of range (expected to be in range of [{-size}, {size}], but got {first})"
        )
    first = first + size if first < 0 else first
    if first + length > size:
        raise RuntimeError(f"start ({first}) + length ({length}) exceeds dimension size ({size}).")
    return slice_dim(self, dim, first, first + length, 1)


# ---- a copy with a part replaced -------------------------------------------------------------


@op(
    self=lambda grad, src_sizes, dim, index: select_scatter(
        grad, zeros_sized(grad, src_sizes), dim, index
    ),
    src=lambda grad, dim, index: select(grad, dim, index),
    casts=None,
    shown={"src_sizes": {}},
)
def select_scatter(self: Array, src: Array, dim: int, index: int) -> Array:
    """Return a copy of ``self`` with ``src`` at ``index`` of dimension ``dim``."""
    changed = np.array(self)
    changed[_at(wrapped(dim, self.ndim), index)] = src
    return changed


@op(
    self=lambda grad, src_sizes, dim, start, end, step: slice_scatter(
        grad, zeros_sized(grad, src_sizes), dim, start, end, step
    ),
    src=lambda grad, dim, start, end, step: slice_dim(grad, dim, start or 0, to_the_end(end), step),
    casts=None,
    shown={"src_sizes": {}},
)
def slice_scatter(
    self: Array,
    src: Array,
    dim: int = 0,
    start: int | None = None,
    end: int | None = None,
    step: int = 1,
) -> Array:
    """Return a copy of ``self`` with ``src`` at a slice of dimension ``dim``."""
    changed = np.array(self)
    part = changed[_at(wrapped(dim, self.ndim), slice(start, end, step))]
    if part.shape != src.shape:
        raise RuntimeError(
            "expected src to have a size equal to the slice of self. src size = "
            f"{list(src.shape)}, slice size = {list(part.shape)}"
        )
    part[...] = src
    return changed


@formula
def to_the_end(end: int | None) -> int:
    """Return the end of a slice; the largest number for none."""
    return 2**63 - 1 if end is None else end
