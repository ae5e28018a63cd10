"""Where the graph was cut: data whose gradient does not flow back to what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Edge, EdgeKind, Key, Node, NodeKind
from graphviz_autograd.graph.order import find_cycle
from graphviz_autograd.sources.base import Cut, CutOff, Tensor
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.ipython import shown_file

CUTTABLE = (NodeKind.LEAF, NodeKind.CONSTANT)


@dataclass(frozen=True, slots=True)
class CutFact:
    """How data was cut off, as in ``detach``; and where, if that was recorded.

    ``file`` is the name of the file without its folder, ``line`` is counted from 1.
    """

    how: str
    file: str | None = None
    line: int | None = None


CUT = Key("cut", CutFact)

MADE_BY = Key("made by", str)


def add_cuts(capture: Capture) -> Capture:
    """Add an edge from what was cut off to what was made of it.

    What is not in the graph itself, or could not be without a cycle, gets a node of its own.
    """
    cuts = dict(_cuts(capture))
    if not cuts:
        return capture
    added = _Ends(capture).joined(cuts, use_graph=True)
    if find_cycle(added.graph.edges):
        added = _Ends(capture).joined(cuts, use_graph=False)
    return added


def _cuts(capture: Capture) -> Iterator[tuple[str, Cut]]:
    """Each leaf and constant that was cut off, with its cut."""
    kinds, found = capture.kinds, set()
    for node, tensor in capture.tensors.items():
        if kinds[node] in CUTTABLE and (cut := capture.source.cut(tensor)) is not None:
            found.add(node)
            yield node, cut
    # What is not held, or such as a copy that was saved before it was written over.
    others = {n for n, kind in kinds.items() if kind is NodeKind.CONSTANT and n not in found}
    for edge in capture.graph.edges if others else ():
        if edge.tail in others and edge.kind is EdgeKind.FLOW:
            cut = capture.source.cut_input(capture.functions[edge.head], edge.input_nr)
            if cut is not None:
                yield edge.tail, cut


@dataclass
class _Ends:
    """The nodes that cut edges begin at, those of the capture and new ones."""

    capture: Capture
    ghosts: dict[tuple[object, ...], Node] = field(default_factory=dict)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    makers: dict[str, str] = field(default_factory=dict)

    def joined(self, cuts: dict[str, Cut], use_graph: bool) -> Capture:
        known = self.numbered() if use_graph else {}
        ends = ((self.end(one, known), node) for node, cut in cuts.items() for one in cut.sources)
        edges = [Edge(tail, node, EdgeKind.CUT) for tail, node in dict.fromkeys(ends)]
        facts = {node: _fact(cut) for node, cut in cuts.items()}
        return (
            self.capture.extended([*self.ghosts.values()], edges, self.tensors)
            .noting(CUT, facts)
            .noting(MADE_BY, self.makers)
        )

    def numbered(self) -> dict[tuple[object, ...], str]:
        source = self.capture.source
        known: dict[tuple[object, ...], str] = {
            (source.sequence_nr(function), nr): node
            for node, (function, nr) in self.capture.producers.items()
        }
        for node, tensor in self.capture.tensors.items():
            if node not in self.capture.producers:
                known[id(tensor),] = node
        return known

    def end(self, one: CutOff, known: dict[tuple[object, ...], str]) -> str:
        identity: tuple[object, ...] = (one.sequence_nr, one.output_nr)
        if one.sequence_nr is None:
            identity = (id(one.tensor),) if one.tensor is not None else (one, len(self.ghosts))
        return known.get(identity) or self.ghost(one, identity)

    def ghost(self, one: CutOff, identity: tuple[object, ...]) -> str:
        if identity not in self.ghosts:
            number = len(self.capture.graph.nodes) + len(self.ghosts)
            node = Node(f"n{number}", NodeKind.GHOST, self.capture.name_of(one.tensor) or "")
            self.ghosts[identity] = node
            if one.tensor is not None:
                self.tensors[node.id] = one.tensor
            if one.made_by:
                self.makers[node.id] = one.made_by
        return self.ghosts[identity].id


@collector(CUT)
def cuts(capture: Capture) -> Mapping[str, CutFact]:
    """How data was cut off, as `add_cuts` noted it."""
    return capture.graph[CUT]


@collector(MADE_BY)
def makers(capture: Capture) -> Mapping[str, str]:
    """What had made the data beyond a cut, as `add_cuts` noted it."""
    return capture.graph[MADE_BY]


def _fact(cut: Cut) -> CutFact:
    if cut.place is None:
        return CutFact(cut.how)
    return CutFact(cut.how, shown_file(cut.place.filename), cut.place.line)
