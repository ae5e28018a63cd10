"""Samples put together to a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ...engine.ops import FUNCTIONS
from ...engine.tensor import Tensor, untracked

if TYPE_CHECKING:
    from collections.abc import Sequence


def default_collate(batch: Sequence[Any]) -> Any:
    """Return tensors and numbers stacked, and of tuples and dictionaries each part so.

    Raises:
        TypeError: for something else.

    """
    first = batch[0]
    if isinstance(first, Tensor):
        return FUNCTIONS["stack"](list(batch))
    if isinstance(first, (np.ndarray, np.generic)):
        return untracked(np.stack([np.asarray(one) for one in batch]))
    if isinstance(first, (bool, int, float)):
        return untracked(np.asarray(batch))
    if isinstance(first, (str, bytes)):
        return batch
    if isinstance(first, Mapping):
        return {name: default_collate([one[name] for one in batch]) for name in first}
    if isinstance(first, (tuple, list)):
        return _collated_parts(batch)
    raise TypeError(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
        f"{type(first)}"
    )


def _collated_parts(batch: Sequence[Any]) -> Any:
    first = batch[0]
    if any(len(one) != len(first) for one in batch):
        raise RuntimeError("each element in list of batch should be of equal size")
    parts = [default_collate(part) for part in zip(*batch, strict=True)]
    return type(first)(*parts) if hasattr(first, "_fields") else parts
