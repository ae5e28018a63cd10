"""``view(dtype)``: the bytes of a tensor read as numbers of another type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...cuts import marked
from ...tensor import array_of, counter_of, untracked

if TYPE_CHECKING:
    from ... import dtypes
    from ...tensor import Tensor


def reinterpreted(tensor: Tensor, kind: dtypes.dtype) -> Any:
    """Return the same memory as numbers of another type, outside the graph.

    Raises:
        RuntimeError: if the elements are of another size and do not lie so that they can be joined
            or parted.

    """
    data = array_of(tensor)
    old, new = data.itemsize, kind.numpy.itemsize
    if old != new:
        _check(tensor, f"view {tensor.dtype.legacy} as {kind.legacy}", max(new // old, 1))
    result = untracked(data.view(kind.numpy) if data.size else _empty(data, kind.numpy))
    result._counter = counter_of(tensor)
    return marked(result, f"view({kind.name})", tensor)


def _check(tensor: Tensor, what: str, joined: int) -> None:
    """Raise unless the elements can be parted, or so many of them joined to one."""
    why = f"{what} (different element sizes)"
    if not tensor.dim():
        raise RuntimeError(f"self.dim() cannot be 0 to {why}")
    *steps, last = tensor.stride()
    if last != 1:
        raise RuntimeError(f"self.stride(-1) must be 1 to {why}, but got {last}")
    facts = {"size(-1)": tensor.shape[-1], "storage_offset()": tensor.storage_offset()}
    for name, value in (facts | {f"stride({at})": step for at, step in enumerate(steps)}).items():
        if value % joined:
            raise RuntimeError(
                f"self.{name} must be divisible by {joined} to {why}, but got {value}"
            )


def _empty(data: Any, kind: Any) -> Any:
    *sizes, last = data.shape
    return np.empty((*sizes, last * data.itemsize // kind.itemsize), kind)
