"""Whether tensors that an in-place operation reads and writes share memory in part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import errors
from .tensor_base import address

if TYPE_CHECKING:
    Memory = np.ndarray[Any, Any]


def check_no_overlap(data: Any) -> None:
    """Raise if elements share their memory, as those of an expanded tensor do.

    Raises:
        RuntimeError: asking for a copy.

    """
    if repeats(data):
        raise RuntimeError(errors.OVERLAP)


def repeats(data: Any) -> bool:
    """Return whether elements share their memory, as those of an expanded tensor do."""
    return isinstance(data, np.ndarray) and 0 in data.strides and _has_repeated(data)


def _has_repeated(data: Memory) -> bool:
    pairs = zip(data.shape, data.strides, strict=True)
    return data.size > 0 and any(size > 1 and not step for size, step in pairs)


def check_apart(written: Any, read: Any) -> None:
    """Raise if the two arrays share some memory and are not the same elements in the same order.

    As in PyTorch, only arrays without gaps are looked at: of others it would take long to say.

    Raises:
        RuntimeError: asking for a copy.

    """
    if written is read or not _may_share(written, read):
        return
    if _without_gaps(written) and _without_gaps(read) and _meet(written, read):
        raise RuntimeError(errors.PARTIAL_OVERLAP)


def _may_share(written: Any, read: Any) -> bool:
    arrays = isinstance(written, np.ndarray) and isinstance(read, np.ndarray)
    return arrays and bool(written.size and read.size) and np.may_share_memory(written, read)


def _meet(written: Memory, read: Memory) -> bool:
    same = address(written) == address(read) and written.nbytes == read.nbytes
    return not same or written.strides != read.strides


def _without_gaps(data: Memory) -> bool:
    """Return whether the elements lie one beside the other, in whatever order of dimensions."""
    expected = data.itemsize
    for step, size in sorted(zip(data.strides, data.shape, strict=True)):
        if size > 1 and step != expected:
            return False
        expected *= size
    return True
