"""Tensors expanded to what all of them span: broadcast, as grids, in all combinations."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...warning import warn
from ..demands import require
from ..operands import not_broadcastable
from ..record import composite
from .copying import clone_contiguous
from .joining import stack
from .shape import expand, unsafe_view, view_sizes


@composite
def broadcast_tensors(*tensors: Any) -> Any:
    """Return the tensors, each expanded to the shape that all broadcast to.

    Raises:
        RuntimeError: if there is no such shape.

    """
    try:
        shape = np.broadcast_shapes(*(one.shape for one in tensors))
    except ValueError as error:
        raise not_broadcastable(error, *tensors) from error
    return tuple(one if one.shape == shape else expand(one, shape) for one in tensors)


@composite
def meshgrid(*tensors: Any, indexing: str | None = None) -> Any:
    """Return for each vector the grid of its values that all vectors span.

    Args:
        tensors: vectors or numbers.
        indexing: ``"ij"``: dimension i belongs to vector i; ``"xy"``: the first two
            the other way round.

    Raises:
        RuntimeError: for another ``indexing``, or tensors of several dimensions.

    """
    if len(tensors) == 1 and isinstance(tensors[0], (tuple, list)):
        tensors = tuple(tensors[0])
    if indexing is None:
        warn(_NO_INDEXING)
    if indexing not in (None, "ij", "xy"):
        raise RuntimeError(
            'torch.meshgrid: indexing must be one of "xy" or "ij", but received: ' + str(indexing)
        )
    swapped = indexing == "xy" and len(tensors) > 1
    if not swapped:
        return _grids(tensors)
    second, first, *rest = _grids((tensors[1], tensors[0], *tensors[2:]))
    return (first, second, *rest)


_NO_INDEXING = (
    "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument."
)


def _grids(tensors: tuple[Any, ...]) -> tuple[Any, ...]:
    require(bool(tensors), "meshgrid expects a non-empty TensorList")
    alike = len({one.dtype for one in tensors}) == 1
    require(alike, "meshgrid expects all tensors to have the same dtype")
    for one in tensors:
        require(
            one.ndim < 2,
            f"torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: {one.ndim}",
        )
    shape = tuple(one.numel() for one in tensors)
    ones = [1] * len(tensors)
    return tuple(
        expand(view_sizes(one, (*ones[:at], -1, *ones[at + 1 :])), shape)
        for at, one in enumerate(tensors)
    )


@composite
def cartesian_prod(*tensors: Any) -> Any:
    """Return all combinations of one element of each vector, one a row.

    Raises:
        RuntimeError: for tensors of several dimensions.

    """
    for one in tensors:
        require(one.ndim == 1, f"Expect a 1D vector, but got shape {[*one.shape]}")
    if len(tensors) == 1:
        return tensors[0]
    columns = (unsafe_view(clone_contiguous(one), (one.numel(),)) for one in _grids(tensors))
    return stack(list(columns), 1)
