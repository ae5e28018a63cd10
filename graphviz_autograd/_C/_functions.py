"""``torch._C._functions``: the classes of nodes, and functions that test what they do."""

from __future__ import annotations

from typing import Any

from ..engine.accumulate import AccumulateGrad
from ..engine.function_node import Error
from ..engine.gradient_stops import DelayedError, UndefinedGrad
from ..engine.ops import OPS
from ..engine.views import CopySlices

__all__ = ["AccumulateGrad", "CopySlices", "DelayedError", "Error", "UndefinedGrad"]


def __getattr__(name: str) -> Any:
    for record in OPS.values():
        if record.node_name == name:
            return record.node
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
