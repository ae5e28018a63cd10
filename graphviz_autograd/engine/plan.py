"""What a backward must run: which nodes wait for which gradients, and whose are wanted."""

from __future__ import annotations

import itertools
from heapq import heappush
from typing import TYPE_CHECKING, Any

from .accumulate import AccumulateGrad
from .observe import Observer, observers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .node import Edge, Node
    from .tensor import Tensor

_ids = itertools.count()


class Plan:
    """What has arrived at each node of a backward, and what must still arrive.

    Gradients are arrays, or tensors if ``create_graph``. ``targets``, if given, are the only
    places whose gradients are wanted; they are collected in ``captured``.
    """

    roots: tuple[Node, ...] = ()
    targets: set[Edge] | None = None

    def __init__(self, create_graph: bool, keep_graph: bool) -> None:
        self.id = next(_ids)
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

    def seed(self, roots: Sequence[Edge], grads: Iterable[Tensor]) -> None:
        """Let a gradient arrive at every root, and count what each node waits for."""
        starts: dict[Node, None] = {}
        for edge, grad in zip(roots, grads):  # noqa: B905  (a keyword costs time here)
            self._arrive(edge, grad if self.create_graph else grad._data)
            starts[edge[0]] = None
        self.roots = tuple(starts)
        self.count_dependencies(self.roots)
        for node in self.roots:
            if not self.dependencies[node] and (self.targets is None or self.executes(node)):
                heappush(self.ready, (-node.sequence_nr, node))

    def count_dependencies(self, starts: Iterable[Node]) -> None:
        """Note for every node under ``starts`` how many gradients it waits for."""
        stack = list(starts)
        counts = self.dependencies
        for node in stack:
            counts[node] = 0
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

    def executes(self, node: Node) -> bool:
        """Return whether the gradients of a node, or of what is below it, are wanted."""
        return self.targets is None or node in self.needed or node in self.wanted
