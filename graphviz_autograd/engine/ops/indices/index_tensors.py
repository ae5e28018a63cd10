"""Elements chosen or changed by index tensors and masks, one for each of the first dimensions."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...warning import warn
from ..record import FUNCTIONS, Array, Indices, composite, op
from .over_itself import over_itself
from .positions import add_indexed

if TYPE_CHECKING:
    from ..pointwise.arithmetic import zeros_of_like

Dims = tuple[int, ...]
Places = tuple[Any, ...]


@op(
    self=lambda grad, self_sizes, indices: index_backward(None, grad, self_sizes, indices),
    node="IndexBackward0",
    layout="rows",
)
def index_by(self: Array, indices: Indices) -> Array:
    """Return the elements that index tensors and masks choose; None takes a whole dimension."""
    return _picked(self, _arrays(self.shape, indices))


@op(zeros=lambda grad: grad, self=lambda grad, indices: index_by(grad, indices),
    node="IndexPutImplBackward0")  # fmt: skip
def index_backward(
    zeros: Array | None,  # noqa: ARG001 - PyTorch's node has an edge for what it adds to
    self: Array,
    sizes: Dims,
    indices: Indices,
) -> Array:
    """Return zeros of ``sizes`` with ``self`` added at the indices."""
    whole = np.zeros(sizes, self.dtype)
    add_indexed(whole, _arrays(sizes, indices), self)
    return whole


@op(
    self=lambda grad, indices, accumulate: (
        grad if accumulate else index_put_at(grad, zeros_of_like(index_by(grad, indices)), indices)
    ),
    values=lambda grad, indices: index_by(grad, indices),
    casts=None,
    inplace=True,
    node="IndexPutBackward0",
)
def index_put_at(self: Array, values: Array, indices: Indices, accumulate: bool = False) -> Array:
    """Return ``self`` with ``values`` at the indices, or added there."""
    if not accumulate and values.size == 1:
        _check_fill(indices)
    changed, places = np.array(self), _arrays(self.shape, indices)
    fitting = _broadcast(values, _picked(changed, places).shape)
    if values.dtype != self.dtype:
        raise RuntimeError(_different_types(self, values))
    if accumulate:
        changed = np.ascontiguousarray(changed)
        add_indexed(changed, places, fitting)
    else:
        changed[places] = fitting
    return changed


def _check_fill(indices: Indices) -> None:
    """Raise for a mask of the type uint8: PyTorch stores several values by one, but not one."""
    given = [one for one in indices if one is not None]
    if len(given) == 1 and given[0].dtype == np.uint8:
        raise RuntimeError(
            "masked_fill_ only supports boolean masks, but got mask with dtype unsigned char"
        )


def _different_types(self: Array, values: Array) -> str:
    have, want = (dtypes.of(one.dtype).legacy for one in (values, self))
    return (
        f"Index put requires the source and destination dtypes match, got {want} for the "
        f"destination and {have} for the source."
    )


def _broadcast(values: Array, shape: Dims) -> Array:
    try:
        return np.broadcast_to(values, shape)
    except ValueError:
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {list(values.shape)} cannot be broadcast to "
            f"indexing result of shape {list(shape)}"
        ) from None


def _picked(self: Array, places: Places) -> Array:
    try:
        return np.asarray(self)[places]
    except IndexError as error:
        raise IndexError(_index_error(str(error), places)) from None


def _index_error(message: str, places: Places) -> str:
    if message.endswith("with size 0"):
        return "index is out of bounds for dimension with size 0"
    if not message.startswith("shape mismatch"):
        return message.replace("axis", "dimension")
    shapes = ", ".join(str(list(one.shape)) for one in places if isinstance(one, np.ndarray))
    return f"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}"


def _arrays(sizes: Dims, indices: Indices) -> Places:
    """Return the indices as NumPy takes them, the masks checked."""
    places: list[Any] = []
    dim = 0
    for one in indices:
        array = None if one is None else _as_mask(np.asarray(one))
        if array is not None and array.dtype == np.bool_:
            _check_mask(array, sizes, dim)
            dim += array.ndim - 1
        dim += 1
        places.append(slice(None) if array is None else array)
    if dim > len(sizes):
        raise IndexError(f"too many indices for tensor of dimension {len(sizes)} (got {dim})")
    return tuple(places)


def _as_mask(index: Array) -> Array:
    if index.dtype != np.uint8:
        return index
    warn(
        "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead."
    )
    return index.astype(np.bool_)


def _check_mask(mask: Array, sizes: Dims, dim: int) -> None:
    for at, size in enumerate(mask.shape):
        if sizes[dim + at : dim + at + 1] != (size,):
            raise IndexError(
                f"The shape of the mask {list(mask.shape)} at index {at} does not match the shape "
                f"of the indexed tensor {list(sizes)} at index {dim + at}"
            )


@composite
def index_put(self: Any, indices: Any, values: Any, accumulate: bool = False) -> Any:
    """Return ``self`` with ``values`` at the places that index tensors choose, or added there."""
    return index_put_at(self, values, tuple(indices), accumulate)


@composite
@over_itself("tensor[indices] = tensor")
def index_put_(self: Any, indices: Any, values: Any, accumulate: bool = False) -> Any:
    """Store ``values`` at the places that index tensors choose, or add them there."""
    return FUNCTIONS["index_put_at_"](self, values, tuple(indices), accumulate)
