"""What nodes remember of the forward call that made them: for anomaly mode and for pictures."""

from __future__ import annotations

import sys
import traceback
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from .engine import current
from .grad_mode import ImmediateMode, ModeContext, local
from .origin import in_package
from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .node import Node


def remember_forward(node: Node) -> None:
    """Let ``node`` remember the call that made it."""
    node.metadata["traceback_"] = _outside_engine()
    task = current.task
    if task is not None and task.node is not None:
        node.metadata["parent_"] = task.node


def _outside_engine() -> list[str]:
    frames = traceback.extract_stack()
    return traceback.format_list([frame for frame in frames if not in_package(frame.filename)])


def explained(node: Node, apply: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return ``apply`` of ``node``; before it raises, a warning shows the forward call."""

    def watched(grads: Any) -> Any:
        try:
            results = apply(grads)
            if local.mode.check_nan:
                _check_nan(node, results)
        except BaseException:
            try:
                _show_forward_calls(node)
            except Warning as warning:  # a warning that is an error hides no other error
                print(f"{type(warning).__name__}: {warning}", file=sys.stderr)
            raise
        return results

    return watched


def _check_nan(node: Node, results: Iterable[Any]) -> None:
    for index, one in enumerate(results):
        data = one._data if isinstance(one, Tensor) else one
        if data is not None and np.isnan(data).any():
            raise RuntimeError(
                f"Function '{node.name()}' returned nan values in its {index}th output."
            )


def _show_forward_calls(node: Node) -> None:
    """Warn with the forward call of a node, and with those of the backwards that led to it."""
    said = f"Error detected in {node.name()}. "
    _show(node, said, "Traceback of forward call that caused the error:\n")
    parent = node.metadata.get("parent_")
    while parent is not None:
        said = f"\n\nPrevious calculation was induced by {parent.name()}. "
        _show(parent, said, "Traceback of forward call that induced the previous calculation:\n")
        parent = parent.metadata.get("parent_")


def _show(node: Node, said: str, introduction: str) -> None:
    remembered = node.metadata.get("traceback_")
    text = f"{introduction}{''.join(remembered)}" if remembered else _NO_INFORMATION
    warnings.warn(said + text, UserWarning, stacklevel=5)


_NO_INFORMATION = (
    "No forward pass information available. Enable detect anomaly during forward pass for more "
    "information."
)
_ENABLED = (
    "Anomaly Detection has been enabled. This mode will increase the runtime and should only be "
    "enabled for debugging."
)


class detect_anomaly(ModeContext):  # noqa: N801
    """Remember forward calls and, if ``check_nan``, raise at the first NaN gradient."""

    def __init__(self, check_nan: bool = True) -> None:
        super().__init__(anomaly=True, check_nan=check_nan)
        warnings.warn(_ENABLED, stacklevel=2)


class set_detect_anomaly(ImmediateMode):  # noqa: N801
    """Switch anomaly mode on or off at once; as a context manager, switch back at the end."""

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        super().__init__(anomaly=mode, check_nan=check_nan)


def set_anomaly_enabled(mode: bool, check_nan: bool = True) -> None:
    """Switch anomaly mode on or off."""
    set_detect_anomaly(mode, check_nan)


def is_anomaly_check_nan_enabled() -> bool:
    """Return whether a NaN gradient raises in anomaly mode."""
    return local.mode.check_nan


def is_anomaly_enabled() -> bool:
    """Return whether anomaly mode is on, which is a mode of all threads."""
    return local.mode.anomaly
