"""Choices by a mask.

With a random mask ``np.where`` takes ten times as long as three passes over the bits: a processor
cannot foresee what it chooses.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_WHOLE_NUMBER = {2: np.int16, 4: np.int32, 8: np.int64}
# Below this size three calls take longer than one.
_MANY = 1024


def kept(values: Array, dropped: Any) -> Array:
    """Return an array with 0 in the places ``dropped``, a mask of the same shape.

    A product with the mask would make NaN of infinities and -0 of negative numbers; but not if the
    bits are taken for whole numbers.
    """
    bits = values.view(_WHOLE_NUMBER[values.dtype.itemsize])
    remaining: Array = (~dropped).astype(bits.dtype)
    remaining *= bits
    return remaining.view(values.dtype)


def chosen(condition: Any, first: Any, other: Any) -> Any:
    """Return what ``np.where`` returns: ``first`` where the condition holds, elsewhere ``other``.

    All are broadcast; of the last two one may be a number.
    """
    arrays = [one for one in (first, other) if isinstance(one, np.ndarray)]
    dtype = arrays[0].dtype if arrays else None
    if (
        dtype is None
        or dtype.kind not in "fi"
        or dtype.itemsize not in _WHOLE_NUMBER
        or max(one.size for one in (condition, *arrays)) < _MANY
        or arrays[-1].dtype != dtype
    ):
        return np.where(condition, first, other)
    ours, theirs = [_bits(one, dtype) for one in (first, other)]
    if theirs is None:
        return (ours * condition).view(dtype)
    result = (theirs if ours is None else ours ^ theirs) * condition
    result ^= theirs
    return result.view(dtype)


def _bits(values: Any, dtype: Any) -> Any:
    """Return the bits of values as whole numbers; None for the number 0."""
    bits = np.asarray(values, dtype).view(_WHOLE_NUMBER[dtype.itemsize])
    return None if not bits.ndim and not bits else bits
