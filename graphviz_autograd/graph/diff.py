"""What differs between two graphs: nodes that were added, removed, or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.order import dataflow_order

Label = Callable[[Graph, Node], str]
"""What a node says of itself, besides its kind and name: its shape, for example."""

BESIDE = (NodeKind.SAVED, NodeKind.GHOST, NodeKind.ACCUMULATOR)
"""Nodes that are noted beside the computation, and are not compared."""


@dataclass(frozen=True)
class Changed:
    """A node of the first graph and its counterpart in the second, which says something else."""

    old: Node
    new: Node
    before: str
    after: str


@dataclass(frozen=True)
class GraphDiff:
    """The nodes that only one of two graphs has, and those that are not the same in both.

    ``merged`` is both in one: the second graph, and what was removed from the first, with ids
    ``old.n3``. ``added``, ``removed`` and ``changed`` are in the order of computation.
    """

    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    changed: tuple[Changed, ...]
    merged: Graph

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def graph_diff(old: Graph, new: Graph, label: Label) -> GraphDiff:
    """What differs from ``old`` to ``new``, in linear time; ``label`` says what counts of a node.

    First, what was computed in the same way from inputs of the same names is matched; then, from
    the outputs back, operations of the same name whose results are used in the same place, past
    operations that only one graph has.
    """
    first, second = _compared(old), _compared(new)
    matched = _Matching(first, second, label).run()
    matched_new = set(matched.values())
    pairs = ((first.node(a), second.node(b)) for a, b in matched.items())
    changed = [Changed(a, b, _said(first, a, label), _said(second, b, label)) for a, b in pairs]
    return GraphDiff(
        added=tuple(_ordered(second, lambda node: node not in matched_new)),
        removed=tuple(_ordered(first, lambda node: node not in matched)),
        changed=tuple(one for one in changed if one.before != one.after),
        merged=_merged(first, new, matched),
    )


def _compared(graph: Graph) -> Graph:
    nodes = tuple(node for node in graph.nodes if node.kind not in BESIDE)
    kept = {node.id for node in nodes}
    edges = (e for e in graph.edges if e.kind is EdgeKind.FLOW and {e.tail, e.head} <= kept)
    return Graph(nodes, tuple(edges), (), _facts_of(graph, kept))


def _facts_of(graph: Graph, kept: set[str]) -> Mapping[str, Mapping[str, object]]:
    return {
        key: {node: fact for node, fact in facts.items() if node in kept}
        for key, facts in graph.annotations.items()
    }


def _ordered(graph: Graph, wanted: Callable[[str], bool]) -> Iterator[Node]:
    return (graph.node(node) for node in dataflow_order(graph) if wanted(node))


def _said(graph: Graph, node: Node, label: Label) -> str:
    return "  ".join(filter(None, [node.name, str(node.kind), label(graph, node)]))


@dataclass
class _Matching:
    old: Graph
    new: Graph
    label: Label

    def __post_init__(self) -> None:
        self.matched: dict[str, str] = {}
        self.taken: set[str] = set()

    def run(self) -> dict[str, str]:
        self._same_computations()
        outputs = [[n.id for n in g.nodes if _is_end(g, n)] for g in (self.old, self.new)]
        pending = list(zip(*outputs, strict=False))
        while pending:
            pending += self._match_back(*pending.pop())
        return self.matched

    def _same_computations(self) -> None:
        """Match what is equal down to its leaves; of several equal ones, in order."""
        numbers: dict[tuple[object, ...], int] = {}
        signs = [_signatures(graph, self.label, numbers) for graph in (self.old, self.new)]
        waiting: dict[int, list[str]] = defaultdict(list)
        for node in reversed(dataflow_order(self.new)):
            waiting[signs[1][node]].append(node)
        for node in dataflow_order(self.old):
            if equal := waiting[signs[0][node]]:
                self._match(node, equal.pop())

    def _match(self, old: str, new: str) -> None:
        self.matched[old] = new
        self.taken.add(new)

    def _match_back(self, old: str, new: str) -> Iterator[tuple[str, str]]:
        """Match two nodes at the same place if they can be; yields their inputs, pair by pair."""
        if old in self.matched or new in self.taken:
            return
        if self.old.node(old).kind.is_data != self.new.node(new).kind.is_data:
            return
        if self._is_same_kind(old, new):
            self._match(old, new)
            yield from zip(_inputs(self.old, old), _inputs(self.new, new), strict=False)
            return
        yield from self._past(old, new)

    def _is_same_kind(self, old: str, new: str) -> bool:
        one, other = self.old.node(old), self.new.node(new)
        return one.name == other.name if not one.kind.is_data else True

    def _past(self, old: str, new: str) -> Iterator[tuple[str, str]]:
        """Two operations of different names: one of them may stand before the other's match."""
        inserted = _operation_before(self.new, new)
        omitted = _operation_before(self.old, old)
        if inserted is not None and self._is_same_kind(old, inserted):
            yield old, inserted
        elif omitted is not None and self._is_same_kind(omitted, new):
            yield omitted, new
        else:
            yield from zip(_inputs(self.old, old), _inputs(self.new, new), strict=False)


def _is_end(graph: Graph, node: Node) -> bool:
    return node.kind is NodeKind.OUTPUT or all(e.head == node.id for e in graph.flow(node.id))


def _inputs(graph: Graph, node: str) -> list[str]:
    found = [edge for edge in graph.flow(node) if edge.head == node]
    return [edge.tail for edge in sorted(found, key=lambda edge: edge.input_nr)]


def _operation_before(graph: Graph, operation: str) -> str | None:
    """The operation that made the first input of ``operation`` that an operation made."""
    for data in _inputs(graph, operation):
        for made_by in _inputs(graph, data):
            return made_by
    return None


def _signatures(
    graph: Graph, label: Label, numbers: dict[tuple[object, ...], int]
) -> dict[str, int]:
    """A number for each node, equal for nodes that were computed in the same way."""
    signs: dict[str, int] = {}
    for node in dataflow_order(graph):
        inputs = tuple(
            (signs[edge.tail], edge.input_nr, edge.output_nr)
            for edge in graph.flow(node)
            if edge.head == node
        )
        sign = (_said(graph, graph.node(node), label), inputs)
        signs[node] = numbers.setdefault(sign, len(numbers))
    return signs


def _merged(old: Graph, new: Graph, matched: Mapping[str, str]) -> Graph:
    """The second graph and what only the first had, joined to what stands in both."""
    ids = {node.id: matched.get(node.id, f"old.{node.id}") for node in old.nodes}
    removed = [n._replace(id=ids[n.id]) for n in old.nodes if n.id not in matched]
    edges = [
        edge._replace(tail=ids[edge.tail], head=ids[edge.head])
        for edge in old.edges
        if edge.tail not in matched or edge.head not in matched
    ]
    taken = {(edge.head, edge.input_nr) for edge in new.edges if edge.kind is EdgeKind.FLOW}
    return replace(
        new,
        nodes=(*new.nodes, *removed),
        edges=(*new.edges, *(_free(edge, taken) for edge in edges)),
        annotations=_joined_facts(old, new, ids),
    )


def _free(edge: Edge, taken: set[tuple[str, int]]) -> Edge:
    """``edge`` at a position of its head that no other has: an operation has each input once."""
    number = edge.input_nr
    while (edge.head, number) in taken:
        number += 1
    taken.add((edge.head, number))
    return edge._replace(input_nr=number)


def _joined_facts(
    old: Graph, new: Graph, ids: Mapping[str, str]
) -> Mapping[str, Mapping[str, object]]:
    facts = {key: dict(one) for key, one in new.annotations.items()}
    for key, one in old.annotations.items():
        gone = {ids[n]: fact for n, fact in one.items() if ids[n].startswith("old.")}
        facts[key] = {**facts.get(key, {}), **gone}
    return facts
