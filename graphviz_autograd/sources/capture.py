"""The one walker: from tensors to a Graph and the live objects behind its nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from graphviz_autograd.graph.model import NAMES_SIGN, Edge, EdgeKind, Graph, Key, Node, NodeKind
from graphviz_autograd.sources.base import Function, Source, Tensor, TensorFacts
from graphviz_autograd.sources.names import joined

T = TypeVar("T")

Identity = int | tuple[int, int]
"""What makes a node one and the same, among the objects a walk keeps alive.

The ``id`` of a function or leaf; of a result, the ``id`` of the function and which output it is.
"""


@dataclass(frozen=True)
class Capture:
    """A graph and, by node id, the live objects it was read from.

    ``tensors`` holds the data that is still alive; ``functions`` every operation and accumulator;
    ``producers`` the operation, and which output of it, behind each intermediate and output; all
    of these in the order of the nodes. ``leaves`` has the leaf of each accumulator, both by their
    ids; ``names`` the tensors of the program by their names.
    """

    graph: Graph
    source: Source
    tensors: Mapping[str, Tensor]
    functions: Mapping[str, Function]
    producers: Mapping[str, tuple[Function, int]]
    leaves: Mapping[str, str]
    names: Mapping[str, Tensor]

    @cached_property
    def _nodes(self) -> dict[Identity, str]:
        made: dict[Identity, str] = {
            (id(function), nr): node for node, (function, nr) in self.producers.items()
        }
        for node, tensor in self.tensors.items():
            if self.kinds[node] in (NodeKind.LEAF, NodeKind.CONSTANT):
                made[id(tensor)] = node
        return made

    @cached_property
    def facts(self) -> dict[str, TensorFacts]:
        """What is known of each tensor without its numbers."""
        return {node: self.source.facts(tensor) for node, tensor in self.tensors.items()}

    @cached_property
    def kinds(self) -> dict[str, NodeKind]:
        """The kind of each node."""
        return {node.id: node.kind for node in self.graph.nodes}

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
            return self._nodes.get(id(tensor))
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


# Looked up once: a member of an enum is far away in Python 3.11.
FLOW, FUNCTION, INTERMEDIATE = EdgeKind.FLOW, NodeKind.FUNCTION, NodeKind.INTERMEDIATE

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


@dataclass(slots=True)
class _Walk:
    source: Source
    names: Mapping[str, Tensor]
    constants: Constants
    nodes: dict[str, tuple[str, NodeKind, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, EdgeKind, int, int]] = field(default_factory=list)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    producers: dict[str, tuple[Function, int]] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)
    ids: dict[Identity, str] = field(default_factory=dict)
    """The nodes so far; a leaf is also known as what comes to its accumulator."""
    known: dict[Identity, tuple[list[str], Tensor]] = field(default_factory=dict)
    """Data the program has names for: these, and the first tensor that is it."""
    pending: list[str] = field(default_factory=list)
    """Results, by node id, whose operations are still to be visited."""
    kept_alive: list[object] = field(default_factory=list)
    """Wrappers of C++ nodes, whose ``id`` would be reused if they were let go."""

    def run(self, outputs: Sequence[Tensor]) -> None:
        for name, tensor in self.names.items():
            self.known.setdefault(self.identity(tensor), ([], tensor))[0].append(name)
        for tensor in outputs:
            self.add_tensor(tensor, NodeKind.OUTPUT)
            while self.pending:
                self.visit(self.pending.pop())
        if len(outputs) > 1:  # one may have been met before, on the way from another
            self.tensors = {n: self.tensors[n] for n in self.nodes if n in self.tensors}

    def result(self) -> Capture:
        # Tuples become named ones without a call of Python for each, as Node(…) would be.
        nodes, edges = partial(tuple.__new__, Node), partial(tuple.__new__, Edge)
        graph = Graph(tuple(map(nodes, self.nodes.values())), tuple(map(edges, self.edges)))
        return Capture(
            graph,
            self.source,
            self.tensors,
            self.functions,
            self.producers,
            self.leaves,
            self.names,
        )

    def identity(self, tensor: Tensor) -> Identity:
        function, output_nr = self.source.grad_fn(tensor)
        if function is None:
            self.kept_alive.append(tensor)
            return id(tensor)
        self.kept_alive.append(function)
        return id(function), output_nr

    def name_of(self, tensor: Tensor, identity: Identity) -> str:
        return joined(self.known.get(identity, ([], tensor))[0], self.source.own_name(tensor))

    def name_of_transposed(self, tensor: Tensor) -> str:
        """As in ``fc.weight.t()``, which a linear layer saves of a weight that is frozen."""
        whole = self.source.transposed(tensor)
        name = "" if whole is None else self.name_of(whole, self.identity(whole))
        return f"{name.split(NAMES_SIGN)[0]}.t()" if name else ""

    def add_node(self, kind: NodeKind, name: str) -> str:
        node = f"n{len(self.nodes)}"
        self.nodes[node] = (node, kind, name)
        return node

    def add_tensor(self, tensor: Tensor, kind: NodeKind) -> str:
        """The node of ``tensor``; ``kind`` applies if an operation made it.

        A tensor that no gradient comes to where it is used is a constant, until it is met where
        one does: it may require grad only since, or be a view made where nothing is recorded.
        """
        function, output_nr = self.source.grad_fn(tensor)
        if function is not None:
            known = self.ids.get((id(function), output_nr))
            node = known or self.add_result(function, output_nr, kind)
            self.tensors.setdefault(node, tensor)
            return node
        known = self.ids.get(id(tensor))
        if known is None:
            needs_grad = self.source.requires_grad(tensor)
            is_leaf = needs_grad and kind is not NodeKind.CONSTANT
            found = NodeKind.LEAF if is_leaf else NodeKind.CONSTANT
            name = self.name_of(tensor, id(tensor)) or self.name_of_transposed(tensor)
            known = self.ids[id(tensor)] = self.add_node(found, name)
            self.tensors[known] = tensor
        elif kind is NodeKind.LEAF:
            self.nodes[known] = (known, kind, self.nodes[known][2])
        return known

    def add_result(self, function: Function, output_nr: int, kind: NodeKind) -> str:
        """A new node for one output of ``function``, which is visited later."""
        identity = (id(function), output_nr)
        node = self.ids[identity] = f"n{len(self.nodes)}"
        name = ""
        if identity in self.known:
            tensor = self.tensors[node] = self.known[identity][1]
            name = self.name_of(tensor, identity)
        self.nodes[node] = (node, kind, name)
        self.producers[node] = (function, output_nr)
        self.pending.append(node)
        return node

    def visit(self, data: str) -> None:
        """Join ``data`` to the operation that made it, and that to its inputs if it is new."""
        function, output_nr = self.producers[data]
        known = self.ids.get(id(function))
        node = known or self.add_function(function, FUNCTION)
        self.edges.append((node, data, FLOW, output_nr, 0))
        if known is None:
            self.add_inputs(function, node)

    def add_function(self, function: Function, kind: NodeKind) -> str:
        node = self.ids[id(function)] = f"n{len(self.nodes)}"
        self.nodes[node] = (node, kind, self.source.name(function))
        self.functions[node] = function
        return node

    def add_inputs(self, function: Function, node: str) -> None:
        ids, edges, first_new = self.ids, self.edges, len(self.pending)
        for input_nr, (producer, output_nr) in enumerate(self.source.next_functions(function)):
            if producer is None:
                tail = self.add_constant(function, input_nr)
            else:
                tail = ids.get((id(producer), output_nr)) or self.add_input(producer, output_nr)
            edges.append((tail, node, FLOW, 0, input_nr))
        if len(self.pending) > first_new + 1:
            # The first input is visited first: it must be on top of the stack.
            self.pending[first_new:] = reversed(self.pending[first_new:])

    def add_input(self, producer: Function, output_nr: int) -> str:
        leaf = self.source.variable(producer)
        if leaf is None:
            return self.add_result(producer, output_nr, INTERMEDIATE)
        node = self.ids[id(producer), output_nr] = self.add_tensor(leaf, NodeKind.LEAF)
        accumulator = self.add_function(producer, NodeKind.ACCUMULATOR)
        self.leaves[accumulator] = node
        self.edges.append((accumulator, node, EdgeKind.ACCUMULATE, 0, 0))
        return node

    def add_constant(self, function: Function, input_nr: int) -> str:
        tensor = self.source.constant_input(function, input_nr)
        if tensor is None:
            tensor = self.constants.get((id(function), input_nr))
        if tensor is None:
            return self.add_node(NodeKind.CONSTANT, "")
        return self.add_tensor(tensor, NodeKind.CONSTANT)
