"""What is asked about: a capture, the tensor in question, and facts that are read when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from graphviz_autograd.annotations.base import Collector
from graphviz_autograd.annotations.cuts import cuts, makers
from graphviz_autograd.annotations.gradients import gradients
from graphviz_autograd.annotations.lines import lines
from graphviz_autograd.annotations.record import Record, record_of
from graphviz_autograd.annotations.saved import Saved, add_saved, saved_tensors
from graphviz_autograd.annotations.shapes import shapes
from graphviz_autograd.findings.finding import Finding, Kind, Where
from graphviz_autograd.findings.paths import outputs_of
from graphviz_autograd.findings.spelled import NO_PROGRAM, Program
from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, NodeKind
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.base import (
    Function,
    NoNumbersError,
    Place,
    SavedState,
    Source,
    Tensor,
)
from graphviz_autograd.sources.capture import Capture, capture
from graphviz_autograd.sources.ipython import shown_file

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """The graph of some outputs, and the tensor ``wrt`` whose gradient is in question, if one is.

    ``program`` is the code that made them, to be read where nothing was recorded;
    ``failed`` the function at which a backward raised, if that is known.
    """

    capture: Capture
    wrt: Tensor | None = None
    program: Program = NO_PROGRAM
    failed: Function | None = None
    _made: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def graph(self) -> Graph:
        """The graph of the outputs."""
        return self.capture.graph

    @property
    def source(self) -> Source:
        """The framework."""
        return self.capture.source

    @property
    def record(self) -> Record | None:
        """What a backward did, if one was watched."""
        return record_of(self.capture)

    def facts(self, collect: Collector[T]) -> Mapping[str, T]:
        """What ``collect`` finds, collected once."""
        return self.once(collect.key.name, lambda: collect(self.capture))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` makes, made once."""
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])

    @cached_property
    def program_capture(self) -> Capture:
        """The graph of every tensor that the program has a name for."""
        made = [one for one in self.capture.names.values() if self.source.grad_fn(one)[0]]
        return capture(made, self.source, self.capture.names)

    @cached_property
    def _before_scalars(self) -> set[str]:
        whole = self.program_capture
        reached: set[str] = set()
        for node in reversed(dataflow_order(whole.graph)):
            is_scalar = node in whole.tensors and not whole.source.facts(whole.tensors[node]).size
            if node in reached or (is_scalar and whole.graph.name_of(node)):
                reached.add(node)
                reached.update(e.tail for e in whole.graph.flow(node) if e.head == node)
        return reached

    def leads_elsewhere(self, tensor: Tensor) -> bool:
        """Whether a scalar of the program was computed from ``tensor``: a loss of its own, perhaps.

        Of a tensor that is not in the graph; as in a GAN, where each part has its loss.
        """
        return self.program_capture.find(tensor) in self._before_scalars

    def numbers(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``; none where they cannot be read, as of a meta tensor."""
        try:
            return self.source.array(tensor)
        except NoNumbersError:
            return np.empty(0)

    @cached_property
    def order(self) -> list[str]:
        """The nodes in the order of computation."""
        return dataflow_order(self.graph)

    @cached_property
    def with_saved(self) -> Capture:
        """The capture with a node for each saved tensor."""
        return add_saved(self.capture)

    @cached_property
    def saved(self) -> dict[str, list[tuple[str, Saved]]]:
        """By operation, the saved tensors: the id of each in ``with_saved``, and its state."""
        facts = saved_tensors(self.with_saved)
        by_owner: dict[str, list[tuple[str, Saved]]] = {}
        for edge in self.with_saved.graph.edges:
            if edge.kind is EdgeKind.SAVED:
                by_owner.setdefault(edge.head, []).append((edge.tail, facts[edge.tail]))
        return by_owner

    @cached_property
    def modified(self) -> list[tuple[str, str, Saved]]:
        """The operation, the node in ``with_saved`` and the state of what was modified since."""
        return [
            (owner, node, one)
            for owner, saved in self.saved.items()
            for node, one in saved
            if one.state is SavedState.MODIFIED
        ]

    @cached_property
    def freed(self) -> set[str]:
        """The operations of which a backward freed something, before one failed.

        A backward runs the newest functions first, so it had passed those after the one that
        failed.
        """
        return {
            node
            for node, saved in self.saved.items()
            if any(one.state is SavedState.FREED for _, one in saved) and not self._passed(node)
        }

    def _passed(self, node: str) -> bool:
        if self.failed is None:
            return False
        number = self.source.sequence_nr
        return number(self.capture.functions[node]) > number(self.failed)

    @property
    def freed_in_order(self) -> list[str]:
        """The freed operations in the order of computation."""
        return [node for node in self.order if node in self.freed]

    @cached_property
    def has_run(self) -> bool:
        """Whether a backward ran through the graph, as far as it can be seen."""
        if self.freed or (self.record is not None and self.record.steps):
            return True
        leaves = (n.id for n in self.graph.nodes if n.kind is NodeKind.LEAF)
        return any(self.source.grad(self.capture.tensors[n]) is not None for n in leaves)

    @cached_property
    def behind_freed(self) -> set[str]:
        """The data that was computed through an operation of which a backward freed something."""
        found: set[str] = set()
        for node in self.order:
            if self.graph.node(node).kind.is_data:
                producer = self.producer(node)
                tails = (e.tail for e in self.inputs(producer)) if producer is not None else ()
                if producer in self.freed or any(tail in found for tail in tails):
                    found.add(node)
        return found

    @cached_property
    def outputs(self) -> list[str]:
        """The names of the outputs, or what stands for one without a name."""
        return list(map(self.called, outputs_of(self.graph)))

    @property
    def output(self) -> str:
        """The names of the outputs, in a sentence."""
        return " and ".join(self.outputs) or "the output"

    @property
    def loss(self) -> str:
        """The first output in code, by a name that suits if it has none."""
        outputs = outputs_of(self.graph)
        return (self.graph.name_of(outputs[0]).partition(" = ")[0] if outputs else "") or "loss"

    def called(self, node: str) -> str:
        """The name of the data ``node``, or what it is: ``the result of MulBackward0``."""
        found = self.graph.node(node)
        if found.name:
            return found.names[0] if found.kind.is_data else found.name
        producer = self.producer(node)
        if producer is not None:
            return f"the result of {self.graph.node(producer).name}"
        return "an unnamed leaf" if found.kind is NodeKind.LEAF else "an unnamed tensor"

    def name_of(self, tensor: Tensor) -> str:
        """The name that the program gives the object ``tensor``; empty if it has none."""
        node = self.capture.find(tensor)
        name = self.capture.name_of(tensor) or (self.graph.name_of(node) if node else "")
        return name.split(" = ")[0]

    def producer(self, node: str) -> str | None:
        """The operation that made the data ``node``, if one did."""
        return next((e.tail for e in self.graph.flow(node) if e.head == node), None)

    def inputs(self, operation: str) -> list[Edge]:
        """The edges into ``operation``, by position."""
        return [edge for edge in self.graph.flow(operation) if edge.head == operation]

    def users(self, node: str) -> list[str]:
        """What the data of ``node`` goes to, or the data an operation made."""
        return [edge.head for edge in self.graph.flow(node) if edge.tail == node]

    def where(self, nodes: Iterable[str]) -> tuple[Where, ...]:
        """The places of the operations among ``nodes``, and of those that made data of them."""
        places: dict[Where, None] = {}
        for node in nodes:
            operation = node if node in self.capture.functions else self.producer(node)
            if operation is not None:
                places.update(dict.fromkeys(self._where(operation)))
        return tuple(places)

    def _where(self, operation: str) -> tuple[Where, ...]:
        function = self.capture.functions[operation]
        return self.once(f"where {operation}", lambda: where_of(self.source.place(function)))

    def path_to_output(self, start: str) -> tuple[str, ...]:
        """The nodes from ``start`` along a shortest way to an output, both ends included."""
        path = [start]
        while (following := self._towards_output.get(path[-1])) is not None:
            path.append(following)
        return tuple(path) if path[-1] in self._ends else ()

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(outputs_of(self.graph))

    @cached_property
    def _towards_output(self) -> dict[str, str]:
        """By node, the next one on a shortest way to an output."""
        following: dict[str, str] = {}
        queue = list(outputs_of(self.graph))
        for node in queue:
            for edge in self.graph.flow(node):
                is_new = edge.tail not in following and edge.tail not in self._ends
                if edge.head == node and is_new:
                    following[edge.tail] = node
                    queue.append(edge.tail)
        return following

    @cached_property
    def drawn(self) -> Graph:
        """The graph with what a drawing of a finding says of its nodes."""
        return drawn_graph(self.capture)

    def finding(
        self,
        kind: Kind,
        cause: str,
        what: str,
        why: str = "",
        where: tuple[Where, ...] = (),
        cure: str = "",
        nodes: Iterable[str] = (),
        is_problem: bool = True,
    ) -> Finding:
        """A finding about the graph."""
        return Finding(
            kind, cause, what, why, where, cure, tuple(nodes), is_problem, lambda: self.drawn
        )


def drawn_graph(found: Capture) -> Graph:
    """The graph of ``found`` with shapes, gradients, lines and cuts."""
    graph, collectors = found.graph, list[Collector[Any]]((shapes, gradients, lines, cuts, makers))
    for collect in collectors:
        if facts := collect(found):
            graph = graph.with_annotation(collect.key, facts)
    return graph


def where_of(place: Place | None) -> tuple[Where, ...]:
    """``place`` with the name of its file only; nothing for ``None``."""
    if place is None:
        return ()
    return (Where(shown_file(place.filename), place.line, _without_comment(place.text)),)


def _without_comment(line: str) -> str:
    code, sign, _ = line.partition("  #")
    return code if sign and code.count('"') % 2 == code.count("'") % 2 == 0 else line
