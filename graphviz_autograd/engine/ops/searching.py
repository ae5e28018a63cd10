"""What has no gradient: distinct elements, places in a sorted row, counts."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import dtypes
from ..tensor import Tensor, untracked
from .record import composite


def _array(tensor: Any) -> Any:
    return np.asarray(tensor._data)


def _results(*results: Any) -> Any:
    """Return what was asked for: one tensor, or several as a tuple."""
    given = tuple(untracked(one) for one in results if one is not None)
    return given if len(given) > 1 else given[0]


@composite
def unique(
    self: Any,
    sorted: bool = True,  # noqa: ARG001
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """Return the distinct elements, or slices along ``dim``, always sorted.

    With ``return_inverse`` follow the indices of the elements among them, with ``return_counts``
    how often each occurs.
    """
    values, inverse, counts = np.unique(
        _array(self), return_inverse=True, return_counts=True, axis=dim
    )
    inverse = inverse.reshape(self.shape) if dim is None else inverse.reshape(-1)
    return _results(values, inverse if return_inverse else None, counts if return_counts else None)


@composite
def unique_consecutive(self: Any, return_inverse: bool = False, return_counts: bool = False) -> Any:
    """Return the elements without those that repeat the one before (see ``unique``)."""
    flat = _array(self).reshape(-1)
    first = np.ones(flat.size, bool)
    first[1:] = flat[1:] != flat[:-1]
    starts = np.flatnonzero(first)
    inverse = (np.cumsum(first) - 1).reshape(self.shape) if return_inverse else None
    counts = np.diff(np.append(starts, flat.size)) if return_counts else None
    return _results(flat[starts], inverse, counts)


@composite
def searchsorted(
    sorted_sequence: Any, values: Any, *, out_int32: bool = False, right: bool = False
) -> Any:
    """Return where ``values`` belong in sorted rows, before equal elements or (``right``) after.

    Raises:
        RuntimeError: if there are several rows, and not as many of values.

    """
    rows, found = (
        _array(sorted_sequence),
        np.asarray(_array(values) if isinstance(values, Tensor) else values),
    )
    side: Any = "right" if right else "left"
    kind = np.int32 if out_int32 else np.int64
    if rows.ndim == 1:
        return untracked(np.asarray(np.searchsorted(rows, found, side=side), kind)[()])
    if rows.shape[:-1] != found.shape[:-1]:
        raise RuntimeError(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 "
            "dimensions of boundaries tensor and input value tensor must match, but we got "
            f"boundaries tensor {list(rows.shape)} and input value tensor {list(found.shape)}"
        )
    pairs = zip(rows.reshape(-1, rows.shape[-1]), found.reshape(-1, found.shape[-1]), strict=True)
    places = [np.searchsorted(row, one, side=side) for row, one in pairs]
    return untracked(np.asarray(places, kind).reshape(found.shape))


@composite
def bucketize(input: Any, boundaries: Any, *, out_int32: bool = False, right: bool = False) -> Any:
    """Return which of the buckets between ``boundaries`` each element is in."""
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


@composite
def bincount(self: Any, weights: Any = None, minlength: int = 0) -> Any:
    """Return how often each integer occurs, or the sum of its weights."""
    if weights is None:
        return untracked(np.bincount(_array(self), None, minlength))
    sums = np.bincount(_array(self), _array(weights), minlength)
    return untracked(sums.astype(np.float32) if weights.dtype is dtypes.float32 else sums)


@composite
def histc(self: Any, bins: int = 100, min: float = 0, max: float = 0) -> Any:
    """Return how many elements are in each of ``bins`` equal parts of [min, max]."""
    values = _array(self)
    span = (min, max) if min != max else (values.min(), values.max())
    return untracked(np.histogram(values, bins, span)[0].astype(values.dtype))
