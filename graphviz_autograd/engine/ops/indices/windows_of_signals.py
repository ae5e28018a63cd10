"""Windows of signals, and indices of many dimensions from flat ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...tensor import untracked
from ..record import composite

if TYPE_CHECKING:
    from ..record import Array


def _window(length: int, periodic: bool, dtype: Any, values: Any) -> Any:
    """Return a window of ``length`` numbers, of the first of one more if it is periodic."""
    if length < 0:
        raise RuntimeError(f"window_length must be non-negative: {length}")
    kind = np.float32 if dtype is None else dtype.numpy
    whole: Array = np.ones(length) if length <= 1 else values(length + periodic)[:length]
    return untracked(whole.astype(kind))


@composite
def hann_window(window_length: int, periodic: bool = True, *, dtype: Any = None) -> Any:
    """Return half a wave raised to its top in the middle."""
    return _window(window_length, periodic, dtype, np.hanning)


@composite
def hamming_window(
    window_length: int,
    periodic: bool = True,
    alpha: float = 0.54,
    beta: float = 0.46,
    *,
    dtype: Any = None,
) -> Any:
    """Return ``alpha - beta * cos``, a window that does not go down to 0."""

    def values(count: int) -> Any:
        return alpha - beta * np.cos(2 * np.pi * np.arange(count) / (count - 1))

    return _window(window_length, periodic, dtype, values)


@composite
def blackman_window(window_length: int, periodic: bool = True, *, dtype: Any = None) -> Any:
    """Return a window of two waves."""

    def values(count: int) -> Any:
        return np.maximum(np.blackman(count), 0)

    return _window(window_length, periodic, dtype, values)


@composite
def bartlett_window(window_length: int, periodic: bool = True, *, dtype: Any = None) -> Any:
    """Return a triangle."""
    return _window(window_length, periodic, dtype, np.bartlett)


@composite
def kaiser_window(
    window_length: int, periodic: bool = True, beta: float = 12.0, *, dtype: Any = None
) -> Any:
    """Return the window of Kaiser and Kuo (1966), narrower for a larger ``beta``."""
    return _window(window_length, periodic, dtype, lambda count: np.kaiser(count, beta))


def _checked_sizes(shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, tuple | list):
        raise TypeError(f"expected 'shape' to be int or sequence of ints, but got {type(shape)}")
    for one in shape:
        if not isinstance(one, int):
            raise TypeError(f"expected 'shape' sequence to only contain ints, but got {type(one)}")
    if min(shape, default=0) < 0:
        raise ValueError(f"'shape' cannot have negative values, but got {tuple(shape)}")
    return tuple(shape)


@composite
def unravel_index(indices: Any, shape: Any) -> tuple[Any, ...]:
    """Return the indices of each dimension that flat indices of an array of ``shape`` mean.

    Raises:
        TypeError: for indices or sizes that are no integers.
        ValueError: if one is out of range.

    """
    if indices.dtype.category != 1:
        raise TypeError(f"expected 'indices' to be integer dtype, but got {indices.dtype}")
    sizes = _checked_sizes((shape,) if isinstance(shape, int) else shape)
    try:
        found = np.unravel_index(np.asarray(indices._data), sizes)
    except ValueError as error:
        raise ValueError(str(error)) from None
    return tuple(untracked(np.asarray(one)) for one in found)
