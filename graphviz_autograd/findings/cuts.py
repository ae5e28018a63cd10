"""Cuts between a tensor and the outputs: where the way of its gradient ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphviz_autograd.annotations.cuts import CUT, CutFact, add_cuts
from graphviz_autograd.findings.finding import Where
from graphviz_autograd.findings.paths import outputs_of, shortest_path
from graphviz_autograd.findings.spelled import spelled_cut
from graphviz_autograd.findings.subject import Subject, drawn_graph, where_of
from graphviz_autograd.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.order import find_cycle
from graphviz_autograd.sources.base import Cut, Tensor
from graphviz_autograd.sources.capture import Capture, capture

MAX_ROUNDS = 20
"""So many cuts one behind the other are looked through."""

ALONG = (EdgeKind.FLOW, EdgeKind.CUT)

SHARED = "detach, .data or numpy"
"""How a framework that notes no cuts shows one: two tensors share their memory."""


@dataclass(frozen=True)
class CutFound:
    """A cut between a tensor and an output.

    ``made`` is what was made by it, ``nodes`` the way from the tensor to the output, as far as it
    is known, in what ``graph`` makes.
    """

    how: str
    made: str
    where: tuple[Where, ...]
    nodes: tuple[str, ...]
    graph: Callable[[], Graph]


def cuts_between(subject: Subject, tensor: Tensor) -> list[CutFound]:
    """The cuts on the ways from ``tensor`` to the outputs.

    Those the framework noted or memory shows; else what the text of the program says.
    """
    found = beyond(subject)
    cuts = [*_cuts_on_ways(subject, found, tensor), *_mentioned(subject, found, tensor)]
    if cuts:
        return cuts
    graph = found.graph
    outputs = outputs_of(graph)
    ends = [n for n in graph.nodes if n.kind is NodeKind.CONSTANT or n.id in outputs]
    names = {name: node.id for node in ends for name in node.names if name}
    spelled = spelled_cut(subject.program, names, subject.name_of(tensor))
    if spelled is None:
        return []
    nodes = shortest_path(graph, names[spelled.leads_to], outputs_of(graph), ALONG)
    drawn = _drawn(subject, found)
    return [CutFound(spelled.how, spelled.name, (spelled.where,), nodes, drawn)]


def cuts_from_what_is_gone(subject: Subject) -> list[CutFound]:
    """The cuts behind which nothing is alive any more, so that nobody knows what was there."""
    found = beyond(subject)
    cut = (edge for edge in found.graph.edges if edge.kind is EdgeKind.CUT)
    heads = dict.fromkeys(edge.head for edge in cut if edge.tail not in found.tensors)
    ends = outputs_of(found.graph)
    ways = ((head, shortest_path(found.graph, head, ends, ALONG)) for head in heads)
    return [_found(subject, found, head, nodes) for head, nodes in ways if nodes]


def beyond(subject: Subject) -> Capture:
    """The capture with its cuts, and what is behind them as far as it is still alive."""
    return subject.once("beyond", lambda: _beyond(subject.capture))


def _beyond(first: Capture) -> Capture:
    roots = [first.tensors[node] for node in outputs_of(first.graph)]
    found = _joined(first)
    for _ in range(MAX_ROUNDS):
        known = {id(root) for root in roots}
        ghosts = [n.id for n in found.graph.nodes if n.kind is NodeKind.GHOST]
        behind = [found.tensors[n] for n in ghosts if n in found.tensors]
        behind = [one for one in behind if id(one) not in known]
        if not behind:
            break
        roots += behind
        found = _joined(capture(roots, first.source, first.names))
    return replace(found, graph=_only_outputs(found.graph, outputs_of(first.graph)))


def _only_outputs(graph: Graph, outputs: list[str]) -> Graph:
    """``graph`` with what is behind a cut as the intermediate result that it is."""
    nodes = (
        node._replace(kind=NodeKind.INTERMEDIATE)
        if node.kind is NodeKind.OUTPUT and node.id not in outputs
        else node
        for node in graph.nodes
    )
    return replace(graph, nodes=tuple(nodes))


def _joined(found: Capture) -> Capture:
    """``found`` with its cuts, those that shared memory shows too."""
    noted = add_cuts(found)
    cut = {edge.head for edge in noted.graph.edges if edge.kind is EdgeKind.CUT}
    owners = _owners(found)
    edges: list[Edge] = []
    ghosts: list[Node] = []
    tensors: dict[str, Tensor] = {}
    for node in noted.graph.nodes:
        if node.kind is not NodeKind.CONSTANT or node.id in cut or node.id not in found.tensors:
            continue
        owner = owners.get(found.source.storage(found.tensors[node.id])[0])
        if owner is None:
            continue
        tail = found.find(owner)
        if tail is None:
            tail = f"n{len(noted.graph.nodes) + len(ghosts)}"
            ghost = node._replace(id=tail, kind=NodeKind.GHOST, name=found.name_of(owner) or "")
            ghosts.append(ghost)
            tensors[tail] = owner
        edges.append(Edge(tail, node.id, EdgeKind.CUT))
    joined = noted.extended(ghosts, edges, tensors)
    if not edges or find_cycle(joined.graph.edges):
        return noted
    facts = {**noted.graph[CUT], **{edge.head: CutFact(SHARED) for edge in edges}}
    return joined.noting(CUT, facts)


def _owners(found: Capture) -> Mapping[object, Tensor]:
    """The named tensors that require grad, by the memory that they lie in."""
    owners: dict[object, Tensor] = {}
    for tensor in found.names.values():
        if found.source.facts(tensor).requires_grad:
            where, nbytes = found.source.storage(tensor)
            if nbytes:
                owners.setdefault(where, tensor)
    return owners


def _cuts_on_ways(subject: Subject, found: Capture, tensor: Tensor) -> Iterator[CutFound]:
    start = found.find(tensor)
    if start is None:
        ghosts = (n.id for n in found.graph.nodes if n.kind is NodeKind.GHOST)
        start = next((n for n in ghosts if found.tensors.get(n) is tensor), None)
    if start is None:
        return
    graph = found.graph
    ends = outputs_of(graph)
    for edge in graph.edges:
        if edge.kind is EdgeKind.CUT:
            before = shortest_path(graph, start, (edge.tail,), ALONG)
            after = shortest_path(graph, edge.head, ends, ALONG)
            if before and after:
                yield _found(subject, found, edge.head, before + after)


def _mentioned(subject: Subject, found: Capture, tensor: Tensor) -> Iterator[CutFound]:
    """Cuts from data that is gone, whose expression names ``tensor``."""
    name = subject.name_of(tensor)
    for edge in found.graph.edges:
        if edge.kind is EdgeKind.CUT and edge.tail not in found.tensors:
            cut = _cut(found, edge.head)
            text = cut.place.text if cut is not None and cut.place is not None else ""
            if name and re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text):
                nodes = shortest_path(found.graph, edge.head, outputs_of(found.graph), ALONG)
                yield _found(subject, found, edge.head, (edge.tail, *nodes))


def _found(subject: Subject, found: Capture, made: str, nodes: tuple[str, ...]) -> CutFound:
    cut, name = _cut(found, made), found.graph.node(made).names[0]
    spelled = spelled_cut(subject.program, {name: made}, "") if name else None
    how = found.graph[CUT][made].how
    where = where_of(cut.place) if cut is not None else ()
    if spelled is not None and not where:
        where, how = (spelled.where,), spelled.how if how == SHARED else how
    return CutFound(how, name, where, nodes, _drawn(subject, found))


def _drawn(subject: Subject, found: Capture) -> Callable[[], Graph]:
    return lambda: subject.once("beyond drawn", lambda: drawn_graph(found))


def _cut(found: Capture, node: str) -> Cut | None:
    """What the framework noted of the cut that made ``node``."""
    source = found.source
    if node in found.tensors:
        return source.cut(found.tensors[node])
    user = next((e for e in found.graph.flow(node) if e.tail == node), None)
    return source.cut_input(found.functions[user.head], user.input_nr) if user else None
