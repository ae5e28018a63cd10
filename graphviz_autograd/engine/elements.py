"""A number as an element of an array."""

from __future__ import annotations

from typing import Any

import numpy as np


def as_element(value: Any, kind: np.dtype[Any]) -> Any:
    """Return a number as an element of that type.

    Raises:
        RuntimeError: if the type does not reach so far.
        TypeError: for something else than a number.

    """
    if not isinstance(value, bool | int | float | np.generic):
        raise TypeError(f"must be Number, not {type(value).__name__}")
    if kind.kind in "iu":
        return _as_integer(value, kind)
    element = kind.type(value)
    if kind == np.float32 and np.isinf(element) and not np.isinf(value):
        raise _overflow(kind)
    return element


def _as_integer(value: Any, kind: np.dtype[Any]) -> Any:
    limits = np.iinfo(kind)
    least = limits.min or -limits.max  # what is negative is taken from the top
    if not np.isfinite(value) or not least <= int(value) <= limits.max:
        raise _overflow(kind)
    return np.int64(int(value)).astype(kind)


_STORED = {"int32": "int", "float32": "float"}


def _overflow(kind: np.dtype[Any]) -> RuntimeError:
    name = _STORED.get(kind.name, f"{kind.name}_t")
    return RuntimeError(f"value cannot be converted to type {name} without overflow")
