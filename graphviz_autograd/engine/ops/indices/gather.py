"""Elements chosen or replaced by an index tensor along one dimension."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import Tensor
from ..dims import wrapped
from ..record import FUNCTIONS, Array, composite, op
from .positions import add_at, positions_along

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like

Dims = tuple[int, ...]


# ---- gather ----------------------------------------------------------------------------------


@op(
    self=lambda grad, self, dim, index, sparse_grad: scatter_add(
        zeros_of_like(self), dim, index, grad
    ),
    casts=None,
    layout="rows",
)
def gather(self: Array, dim: int, index: Array, *, sparse_grad: bool = False) -> Array:  # noqa: ARG001
    """Return ``self[index[i][j]][j]`` and so on, ``index`` standing in for dimension ``dim``.

    Raises:
        RuntimeError: if an index is out of range, or ``index`` has the wrong type or shape.

    """
    _check_index("gather", self, dim, index)
    return np.take(self, positions_along(self.shape, dim, index))


def _check_index(function: str, self: Array, dim: int, index: Array) -> None:
    if index.dtype.kind not in "iu":
        raise RuntimeError(f"{function}(): Expected dtype int32/int64 for index")
    if max(index.ndim, 1) != max(self.ndim, 1):
        raise RuntimeError(
            "Index tensor must have the same number of dimensions as "
            f"{'input' if function == 'gather' else 'self'} tensor"
        )
    at = wrapped(dim, self.ndim)
    _check_shape(function, self, at, index)
    size = self.shape[at] if self.ndim else 1
    if index.size and (index.min() < 0 or index.max() >= size):
        wrong = index[(index < 0) | (index >= size)]
        raise RuntimeError(
            f"index {np.ravel(wrong)[0]} is out of bounds for dimension {at} with size {size}"
        )


def _check_shape(function: str, self: Array, dim: int, index: Array) -> None:
    pairs = enumerate(zip(index.shape, self.shape, strict=False))
    larger = [at for at, (n, m) in pairs if at != dim and n > m]
    if not index.size or not larger:
        return
    sizes = (
        f"index {list(index.shape)} to be no larger than self {list(self.shape)} apart from "
        f"dimension {dim}"
    )
    if function == "gather":
        raise RuntimeError(f"Size does not match at dimension {larger[0]} expected {sizes}")
    raise RuntimeError(f"Expected {sizes}")


# ---- scatter ---------------------------------------------------------------------------------


@op(
    self=lambda grad, dim, index: scatter_value(grad, dim, index, 0),
    src=lambda grad, dim, index: gather(grad, dim, index),
    casts=None,
    inplace=True,
    node="ScatterBackward0",
    layout="rows",
)
def scatter_src(self: Array, dim: int, index: Array, src: Array) -> Array:
    """Return ``self`` with the elements of ``src`` at the places of ``index`` along ``dim``."""
    values = sources_for("scatter", self, dim, index, src)
    changed = np.array(self, order="C")
    changed.reshape(-1)[positions_along(self.shape, dim, index)] = values
    return changed


@op(
    self=lambda grad, dim, index: scatter_value(grad, dim, index, 0),
    casts=None,
    inplace=True,
    node="ScatterBackward1",
    layout="rows",
)
def scatter_value(self: Array, dim: int, index: Array, value: float) -> Array:
    """Return ``self`` with a number at the places of ``index`` along ``dim``."""
    _check_index("scatter", self, dim, index)
    changed = np.array(self, order="C")
    changed.reshape(-1)[positions_along(self.shape, dim, index)] = value
    return changed


@op(
    self=lambda grad: grad,
    src=lambda grad, dim, index: gather(grad, dim, index),
    casts=None,
    inplace=True,
    layout="rows",
)
def scatter_add(self: Array, dim: int, index: Array, src: Array) -> Array:
    """Return ``self`` with the elements of ``src`` added at the places of ``index`` along ``dim``.

    Raises:
        RuntimeError: if an index is out of range, or types or shapes do not fit.

    """
    values = sources_for("scatter", self, dim, index, src)
    changed = np.array(self, order="C")
    add_at(changed, positions_along(self.shape, dim, index), values)
    return changed


def sources_for(function: str, self: Array, dim: int, index: Array, src: Array) -> Array:
    """Return the part of ``src`` that ``index`` has places for."""
    _check_index(function, self, dim, index)
    if src.dtype != self.dtype:
        raise RuntimeError(f"{function}(): Expected self.dtype to be equal to src.dtype")
    wrapped(dim, src.ndim)
    if max(src.ndim, 1) != max(index.ndim, 1):
        raise RuntimeError("Index tensor must have the same number of dimensions as src tensor")
    if any(n > m for n, m in zip(index.shape, src.shape or (1,), strict=False)):
        raise RuntimeError(
            f"Expected index {list(index.shape)} to be no larger than self {list(self.shape)} "
            f"apart from dimension {wrapped(dim, self.ndim)} and to be no larger size than src "
            f"{list(src.shape)}"
        )
    part = tuple(slice(n) for n in index.shape or (1,))
    row = np.asarray(src) if src.ndim else np.reshape(src, 1)
    return row[part].reshape(index.shape)


@composite
def scatter(
    self: Any,
    dim: int,
    index: Any,
    src: Any = None,
    *,
    value: float | None = None,
    reduce: str | None = None,
) -> Any:
    """Return ``self`` with a number, or the elements of ``src``, at the places of ``index``.

    Raises:
        RuntimeError: if an index is out of range, or types or shapes do not fit.
        NotImplementedError: for the gradient of ``reduce``, which PyTorch does not have either.

    """
    return _scattered(self, dim, index, value if src is None else src, reduce, "")


@composite
def scatter_(
    self: Any,
    dim: int,
    index: Any,
    src: Any = None,
    *,
    value: float | None = None,
    reduce: str | None = None,
) -> Any:
    """Store a number, or the elements of ``src``, at the places of ``index`` along ``dim``."""
    return _scattered(self, dim, index, value if src is None else src, reduce, "_")


def _scattered(self: Any, dim: int, index: Any, src: Any, reduce: str | None, suffix: str) -> Any:
    if reduce is not None:
        return _reduced(self, dim, index, src, reduce, suffix)
    kind = "src" if isinstance(src, Tensor) else "value"
    return FUNCTIONS[f"scatter_{kind}{suffix}"](self, dim, index, src)


def _reduced(self: Any, dim: int, index: Any, src: Any, reduce: str, suffix: str) -> Any:
    known = {"add": "sum", "multiply": "prod"}
    if reduce not in known:
        raise RuntimeError("reduce argument must be either add or multiply.")
    source = src if isinstance(src, Tensor) else FUNCTIONS["full_of_index"](index, self, src)
    if self.requires_grad or source.requires_grad:
        raise NotImplementedError("the derivative for 'aten::scatter' is not implemented.")
    return FUNCTIONS[f"scatter_by{suffix}"](self, dim, index, source, known[reduce], True)


@op(casts=None)
def full_of_index(self: Array, like: Array, value: float) -> Array:
    """Return a number in the shape of an index and the type of ``like``."""
    return np.full(self.shape, value, like.dtype)
