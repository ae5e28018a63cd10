"""What code called by a backward, such as a hook, can ask about that backward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .accumulate import AccumulateGrad
from .engine import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from .node import Node


def current_graph_task_id() -> int:
    """Return the number of the backward that is running in this thread, -1 if none is."""
    return -1 if current.task is None else current.task.id


def current_autograd_node() -> Node | None:
    """Return the node that is running in this thread."""
    return current.node


def queue_callback(callback: Callable[[], None]) -> None:
    """Call ``callback`` at the end of the backward that is running.

    Raises:
        RuntimeError: if none is running.

    """
    if current.task is None:
        raise RuntimeError("Final callbacks can only be installed during backward pass.")
    current.task.callbacks.append(callback)


def will_engine_execute_node(node: Node) -> bool:
    """Return whether the backward that is running runs ``node``.

    Raises:
        RuntimeError: if none is running, or it is ``grad`` and the node accumulates.

    """
    task = current.task
    if task is None:
        raise RuntimeError(
            "_get_should_execute_nodes should only be called during the backward pass"
        )
    if isinstance(node, AccumulateGrad) and node in task.wanted and node not in task.needed:
        raise RuntimeError(
            "A leaf node was passed to _will_engine_execute_node but we are currently running "
            "autograd.grad(). This is currently not supported."
        )
    return node in task.dependencies and task.executes(node)
