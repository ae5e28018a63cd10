"""The one walker: from tensors to a Graph and the live objects behind its nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from graphviz_autograd.graph.model import NAMES_SIGN, Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.sources.base import Function, Source, Tensor
from graphviz_autograd.sources.names import joined

T = TypeVar("T")

Identity = tuple[object, ...]
"""What makes a piece of data one and the same, among the objects a walk keeps alive."""


@dataclass(frozen=True)
class Capture:
    """A graph and, by node id, the live objects it was read from.

    ``tensors`` holds the data that is still alive; ``functions`` every operation and accumulator;
    ``producers`` the operation, and which output of it, behind each intermediate and output;
    ``names`` the tensors of the program by their names.
    """

    graph: Graph
    source: Source
    tensors: Mapping[str, Tensor]
    functions: Mapping[str, Function]
    producers: Mapping[str, tuple[Function, int]]
    names: Mapping[str, Tensor]

    @cached_property
    def _nodes(self) -> dict[Identity, str]:
        made: dict[Identity, str] = {
            (id(function), nr): node for node, (function, nr) in self.producers.items()
        }
        kinds = {node.id: node.kind for node in self.graph.nodes}
        for node, tensor in self.tensors.items():
            if kinds[node] in (NodeKind.LEAF, NodeKind.CONSTANT):
                made["tensor", id(tensor)] = node
        return made

    @cached_property
    def _answers(self) -> dict[object, Any]:
        return {}

    def once(self, ask: Callable[[Capture], T]) -> T:
        """What ``ask`` answers of this capture, which several may want to know."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        answer: T = self._answers[ask]
        return answer

    def find(self, tensor: Tensor) -> str | None:
        """The id of the node that stands for ``tensor``, if one does."""
        function, output_nr = self.source.grad_fn(tensor)
        if function is None:
            return self._nodes.get(("tensor", id(tensor)))
        return self._nodes.get((id(function), output_nr))

    @cached_property
    def _names(self) -> dict[int, list[str]]:
        names: dict[int, list[str]] = {}
        for name, tensor in self.names.items():
            names.setdefault(id(tensor), []).append(name)
        return names

    def name_of(self, tensor: Tensor | None) -> str | None:
        """What the program calls the object ``tensor``, if it is alive and has a name."""
        if tensor is None:
            return None
        return joined(self._names.get(id(tensor), []), self.source.own_name(tensor)) or None

    def noting(self, key: Key[T], facts: Mapping[str, T]) -> Capture:
        """The same with ``facts`` about its nodes, by their ids, under ``key``."""
        return replace(self, graph=self.graph.with_annotation(key, facts))

    def extended(
        self,
        nodes: Sequence[Node] = (),
        edges: Sequence[Edge] = (),
        tensors: Mapping[str, Tensor] | None = None,
    ) -> Capture:
        """The same with more nodes, edges, and tensors behind nodes."""
        graph = replace(
            self.graph, nodes=(*self.graph.nodes, *nodes), edges=(*self.graph.edges, *edges)
        )
        return replace(self, graph=graph, tensors={**self.tensors, **(tensors or {})})


Constants = Mapping[tuple[int, int], Tensor]
"""Inputs without gradient, by the ``id`` of the operation and the position of the input."""


def capture(
    outputs: Sequence[Tensor],
    source: Source,
    names: Mapping[str, Tensor] | None = None,
    constants: Constants | None = None,
) -> Capture:
    """Walk from ``outputs`` back to their leaves, without recursion.

    Args:
        outputs: tensors of ``source``.
        source: the framework they belong to.
        names: tensors by name; they name the nodes and show the values of intermediates, which
            the graph itself does not hold.
        constants: inputs that operations may not hold any more, such as those of an earlier
            capture; see `constants_of`.

    """
    walk = _Walk(source, names or {}, constants or {})
    walk.run(outputs)
    return walk.result()


def constants_of(capture: Capture) -> dict[tuple[int, int], Tensor]:
    """The inputs without gradient that ``capture`` found, to be known when they are freed."""
    constants = {node.id for node in capture.graph.nodes if node.kind is NodeKind.CONSTANT}
    return {
        (id(capture.functions[edge.head]), edge.input_nr): capture.tensors[edge.tail]
        for edge in capture.graph.edges
        if edge.tail in constants and edge.tail in capture.tensors
    }


@dataclass
class _Walk:
    source: Source
    names: Mapping[str, Tensor]
    constants: Constants
    nodes: dict[Identity, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    producers: dict[str, tuple[Function, int]] = field(default_factory=dict)
    known: dict[Identity, tuple[list[str], Tensor]] = field(default_factory=dict)
    """Data the program has names for: these, and the first tensor that is it."""
    pending: list[tuple[Function, int, str]] = field(default_factory=list)
    """What is still to be visited: an operation's output, and the node id of that data."""
    kept_alive: list[object] = field(default_factory=list)
    """Wrappers of C++ nodes, whose ``id`` would be reused if they were let go."""

    def run(self, outputs: Sequence[Tensor]) -> None:
        for name, tensor in self.names.items():
            self.known.setdefault(self.identity(tensor), ([], tensor))[0].append(name)
        for tensor in outputs:
            self.add_tensor(tensor, NodeKind.OUTPUT)
            while self.pending:
                self.visit(*self.pending.pop())

    def result(self) -> Capture:
        graph = Graph(nodes=tuple(self.nodes.values()), edges=tuple(self.edges))
        return Capture(graph, self.source, self.tensors, self.functions, self.producers, self.names)

    def identity(self, tensor: Tensor) -> Identity:
        function, output_nr = self.source.grad_fn(tensor)
        if function is None:
            self.kept_alive.append(tensor)
            return ("tensor", id(tensor))
        self.kept_alive.append(function)
        return (id(function), output_nr)

    def name_of(self, identity: Identity, tensor: Tensor | None) -> str:
        own = "" if tensor is None else self.source.own_name(tensor)
        return joined(self.known.get(identity, ([], tensor))[0], own)

    def name_of_transposed(self, tensor: Tensor) -> str:
        """As in ``fc.weight.t()``, which a linear layer saves of a weight that is frozen."""
        whole = self.source.transposed(tensor)
        name = "" if whole is None else self.name_of(self.identity(whole), whole)
        return f"{name.split(NAMES_SIGN)[0]}.t()" if name else ""

    def add_node(self, identity: Identity, kind: NodeKind, name: str) -> str:
        node = Node(f"n{len(self.nodes)}", kind, name)
        self.nodes[identity] = node
        return node.id

    def add_tensor(self, tensor: Tensor, kind: NodeKind) -> str:
        """The node of ``tensor``; ``kind`` applies if an operation made it.

        A tensor that no gradient comes to where it is used is a constant, until it is met where
        one does: it may require grad only since, or be a view made where nothing is recorded.
        """
        function, output_nr = self.source.grad_fn(tensor)
        if function is not None:
            node = self.add_result(function, output_nr, kind)
            self.tensors.setdefault(node, tensor)
            return node
        identity = ("tensor", id(tensor))
        if identity not in self.nodes:
            needs_grad = self.source.requires_grad(tensor)
            is_leaf = needs_grad and kind is not NodeKind.CONSTANT
            found = NodeKind.LEAF if is_leaf else NodeKind.CONSTANT
            name = self.name_of(identity, tensor) or self.name_of_transposed(tensor)
            self.tensors[self.add_node(identity, found, name)] = tensor
        elif kind is NodeKind.LEAF:
            self.nodes[identity] = replace(self.nodes[identity], kind=kind)
        return self.nodes[identity].id

    def add_result(self, function: Function, output_nr: int, kind: NodeKind) -> str:
        """The node of one output of ``function``, which is visited later if it is new."""
        identity = (id(function), output_nr)
        if identity in self.nodes:
            return self.nodes[identity].id
        tensor = self.known.get(identity, ([], None))[1]
        node = self.add_node(identity, kind, self.name_of(identity, tensor))
        self.producers[node] = (function, output_nr)
        if tensor is not None:
            self.tensors[node] = tensor
        self.pending.append((function, output_nr, node))
        return node

    def visit(self, function: Function, output_nr: int, data: str) -> None:
        """Join ``data`` to the operation that made it, and that to its inputs if it is new."""
        identity = ("function", id(function))
        is_new = identity not in self.nodes
        if is_new:
            self.add_function(function, NodeKind.FUNCTION)
        self.edges.append(Edge(self.nodes[identity].id, data, output_nr=output_nr))
        if is_new:
            self.add_inputs(function, self.nodes[identity].id)

    def add_function(self, function: Function, kind: NodeKind) -> str:
        node = self.add_node(("function", id(function)), kind, self.source.name(function))
        self.functions[node] = function
        return node

    def add_inputs(self, function: Function, node: str) -> None:
        first_new = len(self.pending)
        for input_nr, (producer, output_nr) in enumerate(self.source.next_functions(function)):
            tail = self.add_input(function, input_nr, producer, output_nr)
            self.edges.append(Edge(tail, node, input_nr=input_nr))
        # The first input is visited first: it must be on top of the stack.
        self.pending[first_new:] = reversed(self.pending[first_new:])

    def add_input(
        self, function: Function, input_nr: int, producer: Function | None, output_nr: int
    ) -> str:
        if producer is None:
            return self.add_constant(function, input_nr)
        leaf = self.source.variable(producer)
        if leaf is None:
            return self.add_result(producer, output_nr, NodeKind.INTERMEDIATE)
        return self.add_leaf(leaf, producer)

    def add_leaf(self, leaf: Tensor, accumulator: Function) -> str:
        node = self.add_tensor(leaf, NodeKind.LEAF)
        if ("function", id(accumulator)) not in self.nodes:
            tail = self.add_function(accumulator, NodeKind.ACCUMULATOR)
            self.edges.append(Edge(tail, node, EdgeKind.ACCUMULATE))
        return node

    def add_constant(self, function: Function, input_nr: int) -> str:
        tensor = self.source.constant_input(function, input_nr)
        if tensor is None:
            tensor = self.constants.get((id(function), input_nr))
        if tensor is None:
            return self.add_node(("constant", id(function), input_nr), NodeKind.CONSTANT, "")
        return self.add_tensor(tensor, NodeKind.CONSTANT)
