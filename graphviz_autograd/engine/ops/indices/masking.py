"""Elements chosen or changed by a mask, and where the nonzero elements are."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...elements import as_element
from ...masks import chosen
from ...tensor import Tensor
from ..operands import not_broadcastable
from ..record import FUNCTIONS, Array, composite, op
from .over_itself import over_itself

if TYPE_CHECKING:
    from ..reductions.reduction import sum_all

Dims = tuple[int, ...]


# ---- masked_fill -----------------------------------------------------------------------------


@op(self=lambda grad, mask: masked_fill_by(grad, mask, 0), casts=None, inplace=True,
    node="MaskedFillBackward0", layout="rows")  # fmt: skip
def masked_fill_by(self: Array, mask: Array, value: float) -> Array:
    """Return a number where the mask holds, elsewhere ``self``."""
    return _where(mask, as_element(value, self.dtype), self)


@op(
    self=lambda grad, mask: masked_fill_by(grad, mask, 0),
    value=lambda grad, mask: sum_all(masked_select(grad, mask)),
    casts=None,
    inplace=True,
    node="MaskedFillBackward1",
    layout="rows",
)
def masked_fill_tensor(self: Array, mask: Array, value: Array) -> Array:
    """Return a 0-d tensor's value where the mask holds, elsewhere ``self``."""
    if np.ndim(value):
        raise RuntimeError(
            "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with "
            f"{value.ndim} dimension(s)."
        )
    return _where(mask, value.astype(self.dtype), self)


_WORDS = {"long": "long int", "byte": "unsigned char", "short": "short int", "char": "signed char"}


def _where(mask: Array, value: Any, self: Array) -> Array:
    if mask.dtype != np.bool_:
        kind = dtypes.of(mask.dtype).legacy.lower()
        raise RuntimeError(
            "masked_fill_ only supports boolean masks, but got mask with dtype "
            f"{_WORDS.get(kind, kind)}"
        )
    _shape_of_both(mask, self)
    return chosen(mask, value, self)


def _shape_of_both(mask: Array, self: Array) -> Dims:
    try:
        return np.broadcast_shapes(mask.shape, self.shape)
    except ValueError as error:
        raise not_broadcastable(error, mask, self) from error


@composite
def masked_fill(self: Any, mask: Any, value: Any) -> Any:
    """Return a number or a 0-d tensor's value where the mask holds, elsewhere ``self``, broadcast.

    Raises:
        RuntimeError: if the mask is not boolean, or the value has dimensions.

    """
    return _filled(self, mask, value, "")


@composite
@over_itself("tensor[mask] = scalar")
def masked_fill_(self: Any, mask: Any, value: Any) -> Any:
    """Store a number or a 0-d tensor's value where the mask holds."""
    return _filled(self, mask, value, "_")


def _filled(self: Any, mask: Any, value: Any, suffix: str) -> Any:
    kind = "tensor" if isinstance(value, Tensor) else "by"
    return FUNCTIONS[f"masked_fill_{kind}{suffix}"](self, mask, value)


# ---- masked_select and masked_scatter --------------------------------------------------------


@op(self=lambda grad, self, mask: masked_select_backward(None, grad, self, mask), casts=None)
def masked_select(self: Array, mask: Array) -> Array:
    """Return the elements where the mask holds, broadcast, as a vector.

    Raises:
        RuntimeError: if the mask is not boolean.

    """
    if mask.dtype != np.bool_:
        raise RuntimeError("masked_select: expected BoolTensor for mask")
    shape = _shape_of_both(mask, self)
    return np.broadcast_to(self, shape)[np.broadcast_to(mask, shape)]


@op(
    zeros=lambda grad: grad,
    self=lambda grad, mask, self_sizes: masked_scatter_backward(grad, mask, self_sizes),
    casts=None,
    node="MaskedScatterBackward0",
)
def masked_select_backward(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it stores in
    self: Array,
    like: Array,
    mask: Array,
) -> Array:
    """Return zeros in the shape of ``like`` with the elements of ``self`` where the mask holds."""
    shape = np.broadcast_shapes(like.shape, mask.shape)
    whole = np.zeros(shape, self.dtype)
    whole[np.broadcast_to(mask, shape)] = self
    return whole


@op(
    self=lambda grad, mask: masked_fill_by(grad, mask, 0),
    source=lambda grad, mask, source_sizes: masked_scatter_backward(grad, mask, source_sizes),
    casts=None,
    inplace=True,
)
def masked_scatter(self: Array, mask: Array, source: Array) -> Array:
    """Return ``self`` with the elements of ``source``, in order, where the mask holds.

    Raises:
        RuntimeError: if the types differ, or ``source`` has too few elements.

    """
    if source.dtype != self.dtype:
        kinds = " and ".join(dtypes.of(one.dtype).legacy for one in (self, source))
        raise RuntimeError(
            f"masked_scatter: expected self and source to have same dtypes but got{kinds}"
        )
    if mask.dtype != np.bool_:
        raise RuntimeError(
            "masked_scatter_ only supports boolean masks, but got mask with dtype "
            f"{dtypes.of(mask.dtype).legacy}"
        )
    shape = _shape_of_both(mask, self)
    changed = np.array(np.broadcast_to(self, shape))
    chosen = np.broadcast_to(mask, shape)
    count = int(np.count_nonzero(chosen))
    if source.size < count:
        raise RuntimeError("Number of elements of source < number of ones in mask")
    changed[chosen] = np.ravel(source)[:count]
    return changed


@op(
    self=lambda grad, self_sizes, mask: masked_scatter(zeros_sized(grad, self_sizes), mask, grad),
    casts=None,
)
def masked_scatter_backward(self: Array, mask: Array, sizes: Dims) -> Array:
    """Return the elements where the mask holds, in order, and zeros after them."""
    values, chosen = np.broadcast_arrays(self, mask)
    whole = np.zeros(prod(sizes), self.dtype)
    picked = values[chosen]
    whole[: picked.size] = picked
    return whole.reshape(sizes)


@op(casts=None)
def zeros_sized(self: Array, sizes: Dims) -> Array:
    """Return zeros of ``sizes`` in the type of ``self``."""
    return np.zeros(sizes, self.dtype)


# ---- nonzero ---------------------------------------------------------------------------------


@op(casts=None)
def nonzero_rows(self: Array) -> Array:
    """Return the indices of every nonzero element, one row an element."""
    if not np.ndim(self):
        return np.zeros((int(self != 0), 0), np.int64)
    return np.argwhere(self)


@composite
def nonzero(self: Any, *, as_tuple: bool = False) -> Any:
    """Return the indices of every nonzero element, one row an element, or as a tuple of columns."""
    if not as_tuple:
        return nonzero_rows(self)
    rows = nonzero_rows(self if self.ndim else self.unsqueeze(0))
    return tuple(rows.unbind(1))


@composite
def argwhere(self: Any) -> Any:
    """Return the indices of every nonzero element, one row an element."""
    return nonzero_rows(self)
