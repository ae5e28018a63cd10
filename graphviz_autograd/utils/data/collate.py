"""Samples into batches: tensors are stacked, containers keep their form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...engine.dtypes import float64
from ...engine.from_data import as_tensor, tensor
from ...engine.ops.record import FUNCTIONS
from ...engine.tensor import Tensor


def default_convert(data: Any) -> Any:
    """Return one sample with its arrays as tensors, and containers of them in the same form."""
    if isinstance(data, np.ndarray | np.generic):
        return data if data.dtype.kind in "SUO" else as_tensor(data)
    if isinstance(data, Tensor | str | bytes):
        return data
    return _in_form_of(data, default_convert, data, lambda: data)


def default_collate(batch: Sequence[Any]) -> Any:
    """Return a batch of samples: tensors with one dimension more, texts in a list.

    Args:
        batch: the samples, all of one form.

    Raises:
        RuntimeError: if lists in it differ in length.
        TypeError: if there is something in it that cannot be put together.

    """
    first = batch[0]
    if isinstance(first, Tensor):
        return FUNCTIONS["stack"](list(batch), 0)
    if isinstance(first, np.ndarray | np.generic) and first.dtype.kind not in "SUO":
        return FUNCTIONS["stack"]([as_tensor(one) for one in batch], 0)
    if isinstance(first, float):
        return tensor(list(batch), dtype=float64)
    if isinstance(first, int):
        return tensor(list(batch))
    if isinstance(first, str | bytes):
        return batch
    return _in_form_of(first, default_collate, _columns(first, batch), lambda: _refuse(first))


def _columns(first: Any, batch: Sequence[Any]) -> Any:
    """Return the samples of every entry of a container, in the form of the container."""
    if isinstance(first, Mapping):
        return {key: [one[key] for one in batch] for key in first}
    if not isinstance(first, Sequence):
        return None
    if any(len(one) != len(first) for one in batch):
        raise RuntimeError("each element in list of batch should be of equal size")
    return list(zip(*batch, strict=True))


def _in_form_of(
    form: Any, convert: Callable[[Any], Any], entries: Any, other: Callable[[], Any]
) -> Any:
    if isinstance(form, Mapping):
        return {key: convert(entries[key]) for key in form}
    if isinstance(form, tuple) and hasattr(form, "_fields"):
        return type(form)(*map(convert, entries))
    if isinstance(form, Sequence) and not isinstance(form, str | bytes):
        return [convert(one) for one in entries]
    return other()


def _refuse(sample: Any) -> Any:
    raise TypeError(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; "
        f"found {type(sample)}"
    )
