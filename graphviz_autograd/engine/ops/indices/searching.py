"""What has no gradient: places in a sorted row, counts."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import dtypes
from ...tensor import Tensor, untracked
from .. import return_types
from ..element_types import refuse_type
from ..record import composite


def _array(tensor: Any) -> Any:
    return np.asarray(tensor._data)


@composite
def searchsorted(
    sorted_sequence: Any,
    values: Any,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: Any = None,
    sorter: Any = None,
) -> Any:
    """Return where ``values`` belong in sorted rows, before equal elements or after.

    Args:
        sorted_sequence: (..., n), rows in order, or in the order of ``sorter``.
        values: (..., m), or any shape for a single row.
        out_int32: return integers of 32 bits.
        right: after equal elements.
        side: ``"left"`` or ``"right"``, the same in words.
        sorter: (..., n), the indices that put rows in order.

    Raises:
        RuntimeError: if there are several rows, and not as many of values; if ``right`` and
            ``side`` say different things.

    """
    if side is not None:
        _check_side(side, right)
    if sorter is not None:
        sorted_sequence = sorted_sequence.gather(-1, sorter)
    rows, found = (
        _array(sorted_sequence),
        np.asarray(_array(values) if isinstance(values, Tensor) else values),
    )
    side = side or ("right" if right else "left")
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


def _check_side(side: str, right: bool) -> None:
    if side not in ("left", "right"):
        raise RuntimeError(
            "torch.searchsorted(): side can only be 'left' or 'right' but got " + side
        )
    if right and side == "left":
        raise RuntimeError(
            "torch.searchsorted(): side and right can't be set to opposites, got side of left "
            "while right was True"
        )


@composite
def bucketize(input: Any, boundaries: Any, *, out_int32: bool = False, right: bool = False) -> Any:
    """Return which of the buckets between ``boundaries`` each element is in."""
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


@composite
def bincount(self: Any, weights: Any = None, minlength: int = 0) -> Any:
    """Return how often each integer occurs, or the sum of its weights.

    Raises:
        RuntimeError: for more dimensions, or numbers below 0.

    """
    if self.dtype.is_floating_point:
        refuse_type("bincount_cpu", _array(self))
    if self.ndim != 1 or np.any(_array(self) < 0):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    if weights is None:
        return untracked(np.bincount(_array(self), None, minlength))
    sums = np.bincount(_array(self), _array(weights), minlength)
    return untracked(sums.astype(np.float32) if weights.dtype is dtypes.float32 else sums)


@composite
def histogram(
    input: Any,
    bins: Any = 100,
    *,
    range: tuple[float, float] | None = None,
    weight: Any = None,
    density: bool = False,
) -> Any:
    """Return how many elements are in each of some parts, or their weights, and where these end.

    Args:
        input: the elements.
        bins: how many equal parts there are, or where they begin and end (bins + 1,).
        range: where equal parts begin and end; by default at the least and the largest element.
        weight: what each element counts.
        density: divide by the sum and by the lengths of the parts.

    Raises:
        RuntimeError: for no parts, or if elements and weights have different shapes.

    """
    values = _array(input)
    if isinstance(bins, int) and bins <= 0:
        raise RuntimeError(f"torch.histogram(): bins must be > 0, but got {bins} for dimension 0")
    weights = None if weight is None else _array(weight)
    if weights is not None and weights.shape != values.shape:
        raise RuntimeError(
            "torch.histogram(): if weight tensor is provided it should have the same shape as the "
            "input tensor excluding its innermost dimension"
        )
    if isinstance(bins, Tensor):
        parts: Any = _array(bins)
    else:
        low, high = range or ((values.min(), values.max()) if values.size else (0, 0))
        low, high = (low, high) if low < high else (low - 0.5, low + 0.5)
        parts = np.linspace(low, high, bins + 1)
    found, ends = np.histogram(values, parts, weights=weights, density=density)
    kind = values.dtype
    return return_types.histogram(untracked(found.astype(kind)), untracked(ends.astype(kind)))


@composite
def histc(self: Any, bins: int = 100, min: float = 0, max: float = 0) -> Any:
    """Return how many elements are in each of ``bins`` equal parts of [min, max].

    Raises:
        RuntimeError: if there are no parts.

    """
    values = _array(self)
    if bins <= 0:
        raise RuntimeError(f"torch.histogram(): bins must be > 0, but got {bins} for dimension 0")
    if values.dtype.kind != "f":
        refuse_type("histogram_cpu", values)
    span = (min, max) if min != max or not values.size else (values.min(), values.max())
    return untracked(np.histogram(values, bins, span)[0].astype(values.dtype))
