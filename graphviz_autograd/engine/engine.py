"""The backward engine: runs the nodes of a graph, newest first, without recursion."""

from __future__ import annotations

import itertools
import threading
from heapq import heappop, heappush
from sys import getrefcount
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from .accumulate import AccumulateGrad
from .grad_mode import local, switch
from .hooks import Hooks, call_node_hook, call_tensor_hook, check_post_accumulate
from .metadata import check_shape, conform, shape_and_kind
from .nested import MAX_DEPTH, in_new_thread
from .observe import Observer, observers
from .tensor import Tensor, meta_of, untracked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .node import Edge, Node

_task_ids = itertools.count()


def _references_to_a_buffer() -> int:
    buffers = {0: object()}
    old = buffers.get(0)
    return getrefcount(old)


# What getrefcount says of a gradient that only its buffer holds; it depends on the interpreter.
_UNSHARED = _references_to_a_buffer()


class _Current(threading.local):
    task: Task | None = None


current = _Current()


class Task:
    """One backward: what has arrived at each node, and what must still arrive.

    Gradients are arrays, or tensors if ``create_graph``. ``targets``, if given, are the only
    places whose gradients are wanted; they are collected in ``captured``. ``node`` is the one that
    is running, ``depth`` how many tasks this thread runs inside each other, this one included.
    """

    node: Node | None = None
    depth = 1
    roots: tuple[Node, ...] = ()
    targets: set[Edge] | None = None

    def __init__(self, create_graph: bool, keep_graph: bool) -> None:
        self.id = next(_task_ids)
        self.create_graph = create_graph
        self.keep_graph = keep_graph
        self.buffers: dict[Node, Any] = {}
        self.dependencies: dict[Node, int] = {}
        self.ready: list[tuple[int, Node]] = []
        self.wanted: set[Node] = set()
        self.needed: set[Node] = set()
        self.captured: dict[Edge, Any] = {}
        self.callbacks: list[Callable[[], None]] = []
        self.observers: tuple[Observer, ...] = tuple(observers)

    # ---- setting up ------------------------------------------------------------------------

    def seed(self, roots: Iterable[Edge], grads: Iterable[Tensor]) -> None:
        """Let a gradient arrive at every root, and count what each node waits for."""
        starts: dict[Node, None] = {}
        for edge, grad in zip(roots, grads, strict=True):
            self._arrive(edge, grad if self.create_graph else grad._data)
            starts[edge[0]] = None
        self.roots = tuple(starts)
        self.count_dependencies(starts)
        for node in starts:
            if not self.dependencies[node] and (self.targets is None or self.executes(node)):
                heappush(self.ready, (-node.sequence_nr, node))

    def count_dependencies(self, starts: Iterable[Node]) -> None:
        """Note for every node under ``starts`` how many gradients it waits for."""
        counts = self.dependencies
        stack = list(starts)
        counts.update(dict.fromkeys(stack, 0))
        while stack:
            for child, _ in stack.pop().edges:
                if child is None:
                    continue
                count = counts.get(child)
                if count is None:
                    counts[child] = 1
                    stack.append(child)
                else:
                    counts[child] = count + 1
        if self.targets is not None:
            self.wanted = {node for node, _ in self.targets}
            self._mark_needed(counts, self.wanted)

    def _mark_needed(self, nodes: Iterable[Node], wanted: set[Node]) -> None:
        # Edges lead to older nodes or to leaves, so in this order children come first.
        def age(node: Node) -> int:
            return -1 if isinstance(node, AccumulateGrad) else node.sequence_nr

        for node in sorted(nodes, key=age):
            if any(child in wanted or child in self.needed for child, _ in node.edges):
                self.needed.add(node)

    def _arrive(self, edge: Edge, grad: Any) -> None:
        node, output_nr = edge
        if node.outputs == 1:
            old = self.buffers.get(node)
            self.buffers[node] = grad if old is None else old + grad
            return
        grads = self.buffers.setdefault(node, [None] * len(node.spec))
        grads[output_nr] = grad if grads[output_nr] is None else grads[output_nr] + grad

    # ---- running ---------------------------------------------------------------------------

    def run(self) -> None:
        """Run every node that a gradient reaches; a deeply nested backward in a new thread."""
        outer = current.task
        if outer is None or outer.depth < MAX_DEPTH:
            self._run(outer)
        else:
            in_new_thread(self._run)

    def _run(self, outer: Task | None = None) -> None:
        if outer is not None:
            self.node, self.depth = outer.node, outer.depth + 1
        current.task = self
        previous_mode = switch(grad=self.create_graph)
        try:
            with np.errstate(all="ignore"):
                self._loop()
            for callback in self.callbacks:
                callback()
        finally:
            local.mode = previous_mode
            current.task = outer

    def _loop(self) -> None:
        # Longer than a function should be: every call in it would be paid at every node.
        ready, buffers, dependencies = self.ready, self.buffers, self.dependencies
        keep, partial = self.keep_graph, self.targets is not None
        simple = not (partial or self.create_graph or self.observers or local.mode.anomaly)
        following: Node | None = None  # all that is ready: a chain needs no heap
        leaves: list[AccumulateGrad] = []
        while ready or following is not None:
            if following is None:
                node = heappop(ready)[1]
            else:
                node, following = following, None
            if simple and node.extra is None and node in buffers and not node.watched:
                # Nothing here refers to the gradient: a leaf may keep it without copying.
                grads = node.apply(buffers.pop(node))
            else:
                grads = self._evaluate(node, buffers.pop(node, None))
                if grads is None:
                    continue
            if not keep:
                node.release()
            for edge, grad in zip(node.edges, grads):  # noqa: B905  (a keyword costs time here)
                child = edge[0]
                if child is None:
                    continue
                if grad is not None:
                    spec = child.spec
                    if grad.__class__ is not spec and (
                        spec.__class__ is not tuple
                        or grad.shape != spec[0]
                        or grad.dtype is not spec[1]
                    ):
                        grad = self._fitted(node, edge, grad)
                    if spec.__class__ is list:
                        self._arrive(edge, grad)
                    else:
                        old = buffers.get(child)
                        if old is None:
                            buffers[child] = grad
                        elif (
                            getrefcount(old) == _UNSHARED
                            and old.__class__ is ndarray
                            and old.base is None
                        ):
                            old += grad
                        else:
                            buffers[child] = old + grad
                left = dependencies[child] - 1
                if left:
                    dependencies[child] = left
                elif partial and not self.executes(child):
                    continue
                elif simple and child.__class__ is AccumulateGrad and len(node.edges) <= 3:
                    leaves.append(child)
                elif following is None and not ready:
                    following = child
                else:
                    if following is not None:
                        heappush(ready, (-following.sequence_nr, following))
                        following = None
                    heappush(ready, (-child.sequence_nr, child))
            del grads
            grad = old = None
            if leaves:
                self._fill(leaves)
                if ready and following is not None:
                    heappush(ready, (-following.sequence_nr, following))
                    following = None

    def _fill(self, leaves: list[AccumulateGrad]) -> None:
        """Add to the leaves that a node has made ready: they come before all else, in order.

        Of three, or after one with hooks, the heap decides on the order as it does in PyTorch.
        """
        queued = len(leaves) > 2
        for leaf in leaves:
            meta: Any = leaf.variable._meta
            watched = leaf.extra or meta.hooks or meta.post_accumulate_hooks
            if queued or watched or leaf not in self.buffers:
                queued = True
                heappush(self.ready, (-leaf.sequence_nr, leaf))
            else:
                leaf.apply(self.buffers.pop(leaf))
        leaves.clear()

    def _fitted(self, node: Node, edge: Edge, grad: Any) -> Any:
        child, output_nr = edge
        spec = child.spec if child.outputs == 1 else child.spec[output_nr]
        fit = conform_traced if isinstance(grad, Tensor) else conform
        return fit(grad, spec, node, edge)

    def _evaluate(self, node: Node, grad: Any) -> Any:
        """Run a node with its hooks; return None if nothing below it is wanted."""
        self.node = node
        if node.outputs == 1:
            grads: tuple[Any, ...] = (self._wrap(grad),)
        else:
            grads = tuple(map(self._wrap, grad or [None] * len(node.spec)))
        grads = self._tensor_hooks(node, grads)
        if self.targets is not None and not self._capture(node, grads):
            return None
        grads = self._node_hooks(node, "pre", grads)
        for observer in self.observers:
            observer.node_starts(node, grads)
        results = self._apply(node, grads)
        for observer in self.observers:
            observer.node_ran(node, results, grads)
        if isinstance(node, AccumulateGrad):
            self._accumulated(node, grads[0])
        results = self._node_hooks(node, "post", results, grads)
        return results if self.create_graph else [self._unwrap(one) for one in results]

    def executes(self, node: Node) -> bool:
        """Return whether the gradients of a node, or of what is below it, are wanted."""
        return self.targets is None or node in self.needed or node in self.wanted

    def _apply(self, node: Node, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        if all(grad is None for grad in grads) and not node.takes_undefined:
            return (None,) * len(node.edges)
        inputs = grads if self.create_graph else tuple(map(self._unwrap, grads))
        apply: Callable[[Any], Any] = node.apply_traced if self.create_graph else node.apply
        if local.mode.anomaly:
            from .anomaly import explained

            apply = explained(node, apply)
        results = apply(inputs[0] if node.outputs == 1 else inputs)
        if self.targets is not None and not node.returns_all:
            results = tuple(
                None if edge[0] is None or not self.executes(edge[0]) else one
                for edge, one in zip(node.edges, results, strict=False)
            )
        fitted = (
            one if one is None or edge[0] is None else self._fitted(node, edge, one)
            for edge, one in zip(node.edges, results, strict=False)
        )
        return tuple(map(self._wrap, fitted))

    def _wrap(self, grad: Any) -> Any:
        return grad if grad is None or isinstance(grad, Tensor) else untracked(grad)

    def _unwrap(self, grad: Any) -> Any:
        return grad._data if isinstance(grad, Tensor) else grad

    def _tensor_hooks(self, node: Node, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._hooked(node, *one) for one in enumerate(grads))

    def _hooked(self, node: Node, output_nr: int, grad: Tensor | None) -> Tensor | None:
        for hook in _hooks_of_output(node, output_nr):
            self._announce(node, "tensor", hook)
            before, grad = grad, call_tensor_hook(hook, grad)
            self._tell(node, "tensor", hook, before, grad)
        if grad is not None and node.extra is not None and output_nr in node.extra.retained:
            _retain(node.extra.retained[output_nr](), grad)
        return grad

    def _node_hooks(
        self, node: Node, kind: str, grads: tuple[Any, ...], *others: Any
    ) -> tuple[Any, ...]:
        if node.extra is None:
            return grads
        hooks = node.extra.pre_hooks if kind == "pre" else node.extra.post_hooks
        for hook in list(hooks.values()):
            self._announce(node, kind, hook)
            before, grads = grads, call_node_hook(hook, grads, *others)
            self._tell(node, kind, hook, before, grads)
        return grads

    def _announce(self, node: Node, kind: str, hook: Any) -> None:
        for observer in self.observers:
            observer.hook_starts(node, kind, hook)

    def _tell(self, node: Node, kind: str, hook: Any, before: Any, after: Any) -> None:
        for observer in self.observers:
            observer.hook_called(node, kind, hook, before, after)

    def _capture(self, node: Node, grads: tuple[Any, ...]) -> bool:
        assert self.targets is not None
        for output_nr, grad in enumerate(grads):
            if (node, output_nr) in self.targets:
                self.captured[node, output_nr] = grad
        return node in self.needed

    def _accumulated(self, node: AccumulateGrad, grad: Any) -> None:
        for observer in self.observers:
            observer.leaf_accumulated(node, grad)
        leaf = node.variable
        for hook in list((meta_of(leaf).post_accumulate_hooks or Hooks()).values()):
            # The hook may modify the gradient in place.
            before = _copied(leaf.grad) if self.observers else None
            self._announce(node, "post_accumulate", hook)
            check_post_accumulate(hook, hook(leaf), leaf)
            self._tell(node, "post_accumulate", hook, before, leaf.grad)


def _copied(grad: Tensor | None) -> Tensor | None:
    return None if grad is None else untracked(np.copy(grad._data))


def _hooks_of_output(node: Node, output_nr: int) -> Sequence[Callable[..., Any]]:
    if isinstance(node, AccumulateGrad):
        return list((meta_of(node.variable).hooks or Hooks()).values())
    hooks = node.extra.tensor_hooks.get(output_nr) if node.extra is not None else None
    return list(hooks.values()) if hooks else ()


def _retain(tensor: Tensor | None, grad: Tensor) -> None:
    from .ops import FUNCTIONS

    if tensor is not None:
        meta = meta_of(tensor)
        meta.grad = FUNCTIONS["clone"](grad) if meta.grad is None else meta.grad + grad


def conform_traced(grad: Tensor, spec: Any, node: Node, edge: Edge) -> Tensor:
    """Return a tensor gradient summed and cast to an output's shape and type, recorded."""
    from .ops import FUNCTIONS

    shape, kind = shape_and_kind(spec)
    if grad.shape != shape:
        check_shape(grad.shape, shape, node, edge)
        grad = FUNCTIONS["sum_to_size"](grad, shape)
    if kind is not None and grad.dtype.numpy != kind:
        grad = FUNCTIONS["to_copy"](grad, kind)
    return grad
