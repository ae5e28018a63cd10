"""``torch._C._autograd``: saved tensors, and version counters that one may set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine.graph import set_version
from ..engine.saved_attributes import SavedTensor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor

__all__ = ["SavedTensor"]


def _unsafe_set_version_counter(tensors: Iterable[Tensor], versions: Iterable[int]) -> None:
    for tensor, version in zip(tensors, versions, strict=True):
        set_version(tensor, version)
