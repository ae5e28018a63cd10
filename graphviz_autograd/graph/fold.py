"""Fold repeats: of equal blocks in a row, only the first is drawn, in a frame that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from graphviz_autograd.graph.clusters import holders, insert_cluster
from graphviz_autograd.graph.collapse import INSIDE
from graphviz_autograd.graph.model import Cluster, Edge, EdgeKind, Graph, Node, NodeKind
from graphviz_autograd.graph.order import depths, neighbours, sweep_order
from graphviz_autograd.graph.repeat_names import difference, range_name
from graphviz_autograd.graph.transform import keep_nodes

MIN_COPIES = 3
"""Fewer equal blocks than this are not folded unless that is asked for."""

MIN_BLOCK = 3
"""Nodes of the smallest block that is folded."""

MAX_PERIODS = 24
"""So many lengths of a block are tried."""

SHAPE = "shape"
"""The annotation that equal nodes must share."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """``copies`` equal blocks of ``length`` nodes, from ``start`` in the order of a `Sweep`."""

    start: int
    length: int
    copies: int

    @property
    def stop(self) -> int:
        """Where the last block ends."""
        return self.start + self.length * self.copies


def fold_repeats(graph: Graph, least: int = MIN_COPIES) -> Graph:
    """Draw the first of at least ``least`` equal blocks in a row, in a cluster that counts them.

    Blocks are equal if their nodes are, in kind, name of the operation and shape, and are joined
    alike: among each other, to the block before, and to what all of them use. No names of modules
    are needed. What flows from one copy to the next are the ``ties`` of the cluster. A block
    between two folds that is almost like them gets a cluster that names what differs.
    """
    sweep = Sweep(graph)
    repeats = sweep.repeats(least)
    if not repeats:
        return graph
    folded = _without_copies(graph, sweep, repeats)
    clusters = folded.clusters
    for repeat in repeats:
        copies = {node.id for node in sweep.nodes[repeat.start : repeat.stop]}
        clusters = insert_cluster(clusters, sweep.cluster(repeat), holders(graph, copies))
    for odd in sweep.odd_blocks(repeats):
        clusters = insert_cluster(clusters, odd)
    return replace(folded, clusters=clusters)


class Sweep:
    """The nodes of a graph in an order in which equal blocks look alike."""

    def __init__(self, graph: Graph) -> None:
        number = {node.id: i for i, node in enumerate(graph.nodes)}
        edges = [
            (number[edge.tail], number[edge.head])
            for edge in graph.edges
            if edge.kind is not EdgeKind.TIE
        ]
        tails, heads = neighbours(len(graph.nodes), edges)
        order = sweep_order(tails, heads, depths(tails, heads))
        self.graph = graph
        self.nodes = [graph.nodes[i] for i in order]
        self.place = {node.id: place for place, node in enumerate(self.nodes)}
        self.tails = [[self.place[graph.nodes[t].id] for t in tails[i]] for i in order]
        known: dict[tuple[object, ...], int] = {}
        self.labels = [known.setdefault(x, len(known)) for x in _labels(graph, self.nodes)]

    def repeats(self, least: int) -> list[Repeat]:
        """Repeats that do not overlap, those that save most first chosen, in order."""
        found = [run for length in self._likely_lengths() for run in self._runs(length, least)]
        taken = [False] * len(self.nodes)
        chosen = []
        for repeat in sorted(found, key=lambda r: (r.length - r.stop + r.start, r.length)):
            if not (taken[repeat.start] or taken[repeat.stop - 1]):
                taken[repeat.start : repeat.stop] = [True] * (repeat.stop - repeat.start)
                chosen.append(repeat)
        return sorted(chosen, key=lambda repeat: repeat.start)

    def _likely_lengths(self) -> list[int]:
        """Distances at which nodes that are joined alike follow each other, most frequent first."""
        latest: dict[tuple[int, ...], int] = {}
        votes = Counter[int]()
        for place, tails in enumerate(self.tails):
            joined = (self.labels[place], *(place - tail for tail in tails))
            if joined in latest:
                votes[place - latest[joined]] += 1
            latest[joined] = place
        return [length for length, _ in votes.most_common(MAX_PERIODS) if length >= MIN_BLOCK]

    def _runs(self, length: int, least: int) -> Iterator[Repeat]:
        """The repeats of blocks of ``length`` nodes."""
        start = 0
        for place in range(length, len(self.nodes) + 1):
            if place == len(self.nodes) or not self._is_like(place, place - length):
                if place - start >= length * least:
                    first = self._best_cut(start, start + (place - start) % length + 1)
                    yield Repeat(first, length, (place - first) // length)
                start = place - length + 1

    def _is_like(self, place: int, before: int) -> bool:
        tails, earlier = self.tails[place], self.tails[before]
        return (
            self.labels[place] == self.labels[before]
            and len(tails) == len(earlier)
            and all(
                tail - place == other - before or tail == other
                for tail, other in zip(tails, earlier, strict=True)
            )
        )

    def _best_cut(self, start: int, stop: int) -> int:
        """The place where the fewest tensors are live, best if all of them are data."""
        return min(range(start, stop), key=self._live.__getitem__)

    @cached_property
    def scopes(self) -> dict[str, str]:
        """The name of the cluster that each node is in."""
        return {node: cluster.name for cluster in self.graph.clusters for node in cluster.nodes}

    @cached_property
    def _live(self) -> list[tuple[int, int]]:
        """How many nodes, and operations, before each place are used after it."""
        last = list(range(len(self.nodes)))
        for place, tails in enumerate(self.tails):
            for tail in tails:
                last[tail] = place
        changes, of_operations = [0] * (len(last) + 1), [0] * (len(last) + 1)
        for place, until in enumerate(last):
            if until > place:
                is_operation = not self.nodes[place].kind.is_data
                changes[place + 1] += 1
                changes[until + 1] -= 1
                of_operations[place + 1] += is_operation
                of_operations[until + 1] -= is_operation
        return list(zip(accumulate(changes), accumulate(of_operations), strict=True))

    def cluster(self, repeat: Repeat) -> Cluster:
        """The cluster around the first copy."""
        first = self.nodes[repeat.start : repeat.start + repeat.length]
        copies = [
            self.nodes[repeat.start + i : repeat.stop : repeat.length] for i in range(repeat.length)
        ]
        named = [nodes for nodes in copies if nodes[0].kind.is_data or _is_module(nodes[0])]
        names = [[n.name.partition(": ")[0] for n in nodes] for nodes in named]
        scopes = [[self.scopes.get(n.id, "") for n in nodes] for nodes in copies]
        return Cluster(
            id=f"repeat-{first[0].id}",
            name=range_name(scopes) or range_name(names),
            nodes=tuple(node.id for node in first),
            repeat=repeat.copies,
            ties=tuple(dict.fromkeys(self._ties(repeat))),
        )

    def _ties(self, repeat: Repeat) -> Iterator[tuple[str, str]]:
        second = range(repeat.start + repeat.length, repeat.start + 2 * repeat.length)
        for place in second:
            for tail in self.tails[place]:
                if repeat.start <= tail < second.start:
                    yield self.nodes[tail].id, self.nodes[place - repeat.length].id

    def odd_blocks(self, repeats: Sequence[Repeat]) -> Iterator[Cluster]:
        """Clusters around what stands between two repeats of one block and is almost like it."""
        for before, after in pairwise(repeats):
            odd = self.nodes[before.stop : after.start]
            same = self._names(before.start, before.length)
            is_between = before.length == after.length and 0 < len(odd) <= 2 * before.length
            if is_between and same == self._names(after.start, after.length):
                found = self._names(before.stop, len(odd))
                # What stands between whole blocks is not in place of one.
                usual = same * round(len(odd) / before.length)
                name = f"differs: {difference(usual, found)}"
                yield Cluster(f"odd-{odd[0].id}", name, tuple(node.id for node in odd))

    def _names(self, start: int, length: int) -> list[str]:
        nodes = self.nodes[start : start + length]
        return [node.name for node in nodes if node.kind is NodeKind.FUNCTION]


def _is_module(node: Node) -> bool:
    return node.kind is NodeKind.MODULE


def _labels(graph: Graph, nodes: Sequence[Node]) -> Iterator[tuple[object, ...]]:
    """What equal nodes have in common; a reference is like the node it refers to.

    Of a module it is what it holds and its kind, not the path before that: ``0: Block``.
    """
    shapes: Mapping[str, Any] = graph.annotations.get(SHAPE, {})
    inside = graph[INSIDE]
    shared = {n.id.rpartition(".")[0] for n in nodes if n.kind is NodeKind.REFERENCE}
    for node in nodes:
        original = node.id.rpartition(".")[0] if node.kind is NodeKind.REFERENCE else node.id
        if original in shared:
            yield ("shared", original)
        else:
            name = "" if node.kind.is_data else node.name
            if _is_module(node):
                name = name.rpartition(": ")[2]
            yield (node.kind, name, shapes.get(node.id), inside.get(node.id))


def _without_copies(graph: Graph, sweep: Sweep, repeats: Sequence[Repeat]) -> Graph:
    """``graph`` without all copies but the first, and what the last one feeds fed by that."""
    stand_in: dict[str, str] = {}
    last: set[str] = set()
    for repeat in repeats:
        for place in range(repeat.start + repeat.length, repeat.stop):
            first = repeat.start + (place - repeat.start) % repeat.length
            stand_in[sweep.nodes[place].id] = sweep.nodes[first].id
            if place >= repeat.stop - repeat.length:
                last.add(sweep.nodes[place].id)
    kept = keep_nodes(graph, lambda node: node.id not in stand_in)
    # What every copy gives to one node outside leads there once.
    led_out = {(stand_in[e.tail], e.head) for e in graph.edges if e.tail in last}
    once = (e for e in graph.edges if (e.tail, e.head) not in led_out)
    edges = (_kept_edge(edge, stand_in, last) for edge in once)
    return replace(kept, edges=tuple(edge for edge in edges if edge is not None))


def _kept_edge(edge: Edge, stand_in: Mapping[str, str], last: set[str]) -> Edge | None:
    if edge.head in stand_in or (edge.tail in stand_in and edge.tail not in last):
        return None
    return edge._replace(tail=stand_in.get(edge.tail, edge.tail))
