"""``torch._C._autograd``: saved tensors, and version counters that one may set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine.engine import current
from ..engine.grad_mode import local
from ..engine.graph import set_version
from ..engine.saved_attributes import SavedTensor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.tensor import Tensor

__all__ = ["SavedTensor"]


def _unsafe_set_version_counter(tensors: Iterable[Tensor], versions: Iterable[int]) -> None:
    for tensor, version in zip(tensors, versions, strict=True):
        set_version(tensor, version)


def _saved_tensors_hooks_is_enabled() -> bool:
    return local.mode.saved_hooks_disabled is None


def _get_current_graph_task_keep_graph() -> bool:
    return current.task is None or current.task.keep_graph
