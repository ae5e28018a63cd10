"""The backward engine: runs the nodes of a graph, newest first, without recursion."""

from __future__ import annotations

import threading
from heapq import heappop, heappush
from sys import getrefcount
from typing import TYPE_CHECKING, Any

from numpy import ndarray

from .accumulate import AccumulateGrad
from .evaluation import Evaluation
from .grad_mode import local, switch, without_grad
from .nested import MAX_DEPTH, in_new_thread
from .quiet import quiet

if TYPE_CHECKING:
    from .node import Node


def _references_to_a_buffer() -> int:
    buffers = {0: object()}
    old = buffers.get(0)
    return getrefcount(old)


# What getrefcount says of a gradient that only its buffer holds; it depends on the interpreter.
_UNSHARED = _references_to_a_buffer()


class _Current(threading.local):
    task: Task | None = None


current = _Current()


class Task(Evaluation):
    """One backward; ``depth`` is how many this thread runs inside each other, this one included."""

    depth = 1

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
        previous_mode = local.mode
        if self.create_graph:
            switch(grad=True)
        else:
            local.mode = without_grad(previous_mode)
        try:
            self._run_quietly()
            for callback in self.callbacks:
                callback()
        finally:
            local.mode = previous_mode
            current.task = outer

    def _run_quietly(self) -> None:
        loud = quiet.variable.set(quiet.setting)
        try:
            self._loop()
        finally:
            quiet.variable.reset(loud)

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
            nr = 0  # counted here: zip takes longer
            for edge in node.edges:
                grad = grads[nr]
                nr += 1
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
        buffers, queued = self.buffers, len(leaves) > 2
        for leaf in leaves:
            meta: Any = leaf.variable._meta
            watched = leaf.extra or meta.hooks or meta.post_accumulate_hooks
            if queued or watched or leaf not in buffers:
                queued = True
                heappush(self.ready, (-leaf.sequence_nr, leaf))
            else:
                leaf.apply(buffers.pop(leaf))
        leaves.clear()
