"""What code called by a backward, such as a hook, can ask about that backward."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from .accumulate import AccumulateGrad
from .engine import Task, current
from .grad_mode import local
from .node import Node

if TYPE_CHECKING:
    from collections.abc import Callable


def current_graph_task_id() -> int:
    """Return the number of the backward that is running in this thread, -1 if none is."""
    return -1 if current.task is None else current.task.id


def current_autograd_node() -> Node | None:
    """Return the node that is running in this thread."""
    return None if current.task is None else current.task.node


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
    if not isinstance(node, Node):
        kind = type(node).__name__
        raise RuntimeError(f"_will_engine_execute_node expects an grad_fn, but got {kind}")
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


def current_graph_task_execution_order() -> list[Node]:
    """Return the nodes of the backward that is running in the order in which it runs them.

    Raises:
        RuntimeError: if none is running, or several threads are allowed.

    """
    task = current.task
    if task is None:
        raise RuntimeError(
            "_current_graph_task_execution_order should only be called during the backward pass"
        )
    if local.mode.multithreading:
        raise RuntimeError(_THREADS)
    return _execution_order(task)


_THREADS = (
    "get_current_graph_task_execution_order expects the current backward to be executed with "
    "multithreading disabled, e.g. by running:\n\n"
    ">>> with torch.autograd.set_multithreading_enabled(False):\n"
    "...     torch.autograd.grad(...)\n"
)


def _execution_order(task: Task) -> list[Node]:
    counting = Task(create_graph=False, keep_graph=True)
    counting.count_dependencies(task.roots)
    waiting = counting.dependencies
    ready = [(-node.sequence_nr, node) for node in task.roots if not waiting[node]]
    heapify(ready)
    order = []
    while ready:
        node = heappop(ready)[1]
        order.append(node)
        for child, _ in node.edges:
            if child is None:
                continue
            waiting[child] -= 1
            if not waiting[child] and task.executes(child):
                heappush(ready, (-child.sequence_nr, child))
    return order
