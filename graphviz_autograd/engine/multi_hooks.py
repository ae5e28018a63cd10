"""Hooks on several tensors at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from .edges import GradientEdge, edge_of
from .hooks import RemovableHandle
from .running import current_graph_task_id, will_engine_execute_node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .node import Node
    from .tensor import Tensor

_MODES = ("all", "any")


def register_multi_grad_hook(
    tensors: Sequence[Tensor], fn: Callable[[Any], None], *, mode: str = "all"
) -> RemovableHandle:
    """Call ``fn`` once in every backward that computes gradients of ``tensors``.

    Args:
        tensors: the tensors to watch; those a backward does not reach are not waited for.
        fn: takes the list of gradients, None where there is none; in mode "any", one gradient.
        mode: ``"all"`` waits for all of them, ``"any"`` for the first.

    Raises:
        ValueError: for another mode.

    """
    if mode not in _MODES:
        raise ValueError(f"Expects mode to be one of {_MODES} but got {mode}")
    if mode == "any":
        first = _First(fn)
        return _MultiHandle(one.register_hook(first) for one in tensors if one.requires_grad)
    gathered = _All(fn, [_node_of(one) for one in tensors])
    return _MultiHandle(
        one.register_hook(gathered.hook(index)) for index, one in enumerate(tensors)
    )


def _node_of(tensor: Any) -> Node:
    if isinstance(tensor, GradientEdge):
        return tensor.node
    if not tensor.requires_grad:
        raise AssertionError("Expected gradient function to be set")
    node: Node = edge_of(tensor)[0]
    return node


class _MultiHandle(RemovableHandle):
    """Removes several hooks."""

    def __init__(self, handles: Any) -> None:
        self.handles = tuple(handles)

    def remove(self) -> None:
        """Remove all the hooks."""
        for handle in self.handles:
            handle.remove()


class _First:
    """Calls a function with the first gradient of every backward."""

    def __init__(self, fn: Callable[[Tensor], None]) -> None:
        self.fn = fn
        self._lock = threading.Lock()
        self._seen: set[int] = set()

    def __call__(self, grad: Tensor) -> None:
        task = current_graph_task_id()
        with self._lock:
            seen = task in self._seen
            self._seen.add(task)
        if not seen:
            self.fn(grad)


class _All:
    """Gathers the gradients of every backward and calls a function with the last of them."""

    def __init__(self, fn: Callable[[list[Tensor | None]], None], nodes: list[Node]) -> None:
        self.fn = fn
        self.nodes = nodes
        self._lock = threading.Lock()
        self._gathered: dict[int, tuple[int, dict[int, Tensor]]] = {}

    def hook(self, index: int) -> Callable[[Tensor], None]:
        """Return the hook of the tensor number ``index``."""

        def gather(grad: Tensor) -> None:
            found = self._add(current_graph_task_id(), index, grad)
            if found is not None:
                self.fn([found.get(one) for one in range(len(self.nodes))])

        return gather

    def _add(self, task: int, index: int, grad: Tensor) -> dict[int, Tensor] | None:
        with self._lock:
            if task not in self._gathered:
                self._gathered[task] = sum(map(will_engine_execute_node, self.nodes)), {}
            expected, found = self._gathered[task]
            found[index] = grad
            if len(found) < expected:
                return None
            del self._gathered[task]
            return found
