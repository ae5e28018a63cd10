"""Which elements are among others, and other questions that have no gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...size import Size
from ...tensor import Tensor, untracked
from ..record import composite


def _array(value: Any) -> Any:
    return value._data if isinstance(value, Tensor) else value


@composite
def isin(
    elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False
) -> Any:
    """Return which elements are among the others; either may be a number."""
    found = np.isin(
        _array(elements), _array(test_elements), assume_unique=assume_unique, invert=invert
    )
    return untracked(found if found.ndim else found[()])


@composite
def broadcast_shapes(*shapes: Any) -> Size:
    """Return the shape that shapes broadcast to.

    Raises:
        RuntimeError: if they do not.

    """
    listed = [(one,) if isinstance(one, int) else tuple(one) for one in shapes]
    result: list[int] = []
    for position, shape in enumerate(listed):
        result = [1] * (len(shape) - len(result)) + result
        for back in range(1, len(shape) + 1):
            have, want = shape[-back], result[-back]
            if 1 not in (have, want) and have != want:
                raise RuntimeError(
                    f"Attempting to broadcast a dimension of length {have} at -{back}! Mismatching "
                    f"argument at index {position} had {shape}; but expected shape should be "
                    f"broadcastable to {result}"
                )
            result[-back] = want if have == 1 else have
    return Size(result)
