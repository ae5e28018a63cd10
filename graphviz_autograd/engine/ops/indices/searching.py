"""What has no gradient: places in a sorted row, counts."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dtypes
from ...tensor import Tensor, untracked
from ..record import composite


def _array(tensor: Any) -> Any:
    return np.asarray(tensor._data)


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
