"""The Graph: what a computation *is*, as plain data.

A graph is frozen and comparable and holds no live object, no array, no colour and no text layout.
Two graphs of the same program are equal, whichever framework ran it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar, cast

from graphviz_autograd.graph.displayed import Displayed

T = TypeVar("T")

NAMES_SIGN = " = "
"""Between the names of one tensor."""


class NodeKind(StrEnum):
    """What a node stands for."""

    LEAF = "leaf"
    """A tensor the user made, that requires grad."""
    INTERMEDIATE = "intermediate"
    """A tensor an operation made, on the way to an output."""
    OUTPUT = "output"
    """A tensor that was asked to be drawn."""
    CONSTANT = "constant"
    """An input that needs no gradient: PyTorch's ``(None, 0)`` in ``next_functions``."""
    REFERENCE = "reference"
    """A leaf or constant drawn once more, where it is used: see `repeat_shared_inputs`."""
    SAVED = "saved"
    """A tensor that an operation keeps for its backward; its name is that of ``_saved_<name>``."""
    GHOST = "ghost"
    """Data on the far side of a cut, which no gradient reaches."""
    FUNCTION = "function"
    """An operation: a ``grad_fn``."""
    ACCUMULATOR = "accumulator"
    """The ``AccumulateGrad`` of a leaf, which adds to its ``.grad``."""
    GRAD_FN = "grad_fn"
    """The backward of an operation, where it is drawn by itself: see `backward_view`."""
    MODULE = "module"
    """A cluster that is drawn as one node: see `collapse_clusters`."""
    OMITTED = "omitted"
    """Operations that were left out: see `select`."""

    is_data: bool
    """Whether this is data (an ellipse) and not an operation (a rectangle)."""
    is_computed_with: bool
    """Whether this is data of the computation itself, not what a drawing notes beside it."""

    def __init__(self, name: str) -> None:
        # Once for all: every node is asked, and the hash of a member of an enum is slow.
        self.is_data = name not in ("function", "accumulator", "grad_fn", "module", "omitted")
        self.is_computed_with = self.is_data and name not in ("saved", "ghost")


class EdgeKind(StrEnum):
    """What an edge says of its two ends."""

    FLOW = "flow"
    """Data moves from tail to head, in the order of computation."""
    ACCUMULATE = "accumulate"
    """The accumulator at the tail adds gradients to the leaf at the head."""
    SAVED = "saved"
    """The operation at the head keeps the tensor at the tail."""
    VIEW = "view"
    """The data at the head is a view of the data at the tail."""
    CUT = "cut"
    """The data at the head was made from that at the tail so that no gradient flows back."""
    TIE = "tie"
    """The operation or output at the tail has the ``grad_fn`` at the head."""
    GRADIENT = "gradient"
    """The function at the head is in the ``next_functions`` of that at the tail, at ``input_nr``.

    ``output_nr`` is the number that stands beside it there.
    """


class Node(NamedTuple):
    """One piece of data or one operation.

    ``id`` is ``n0``, ``n1``, … in the order of discovery from the outputs. ``name`` is the
    ``grad_fn``'s name for an operation (``MulBackward0``), and for data the name it has in the
    program (``w``), or ``""`` where it has none.
    """

    id: str
    kind: NodeKind
    name: str = ""

    @property
    def names(self) -> list[str]:
        """The names that ``name`` joins, as in ``y = loss``."""
        return self.name.split(NAMES_SIGN)


class Edge(NamedTuple):
    """An arrow from ``tail`` to ``head``, both node ids.

    Into an operation, ``input_nr`` is the position in its ``next_functions``; out of one,
    ``output_nr`` is the position among its outputs. The one that does not apply is 0.
    """

    tail: str
    head: str
    kind: EdgeKind = EdgeKind.FLOW
    output_nr: int = 0
    input_nr: int = 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that belong together, such as those a module made.

    ``repeat`` counts equal blocks of which these nodes are the first; ``ties`` are pairs of its
    nodes, the first of which feeds the second of the next block. See `fold_repeats`.
    """

    id: str
    name: str
    nodes: tuple[str, ...]
    parent: str | None = None
    repeat: int = 1
    ties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """The typed name of one annotation: what is stored under it is a ``T``.

    ``T`` is a number, string, boolean, ``None``, enum, or a tuple, named tuple or frozen dataclass
    of such, so that a graph stays plain data.
    """

    name: str
    type: type[T]


@dataclass(frozen=True, slots=True)
class _Index:
    """What a graph is asked for again and again, found once."""

    nodes: Mapping[str, Node]
    flow: Mapping[str, Sequence[Edge]]


@dataclass(frozen=True, slots=True)
class Graph(Displayed):
    """Nodes, edges and clusters in a deterministic order, and facts about nodes under typed keys.

    Nodes are in the order of discovery: outputs first, then depth first through
    ``next_functions``. Edges are in the same order. ``graph[KEY]`` maps node ids to facts.

    `check_graph` says what a well-formed graph is.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    annotations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _index: _Index | None = field(default=None, init=False, repr=False, compare=False)

    def __getitem__(self, key: Key[T]) -> Mapping[str, T]:
        """The facts under ``key`` by node id; empty if nothing was collected."""
        return cast("Mapping[str, T]", self.annotations.get(key.name, {}))

    def with_annotation(self, key: Key[T], facts: Mapping[str, T]) -> Graph:
        """The same graph with ``facts`` (by node id) stored under ``key``."""
        return replace(self, annotations={**self.annotations, key.name: dict(facts)})

    def node(self, id: str) -> Node:
        """The node of that id.

        Raises:
            KeyError: if there is none.

        """
        return self._indexed().nodes[id]

    def name_of(self, id: str | None) -> str:
        """The name of the node of that id; empty if it has none, or is not in the graph."""
        node = self._indexed().nodes.get(id) if id is not None else None
        return node.name if node is not None else ""

    def flow(self, id: str) -> Sequence[Edge]:
        """The edges along which data comes to the node of that id, or goes from it."""
        return self._indexed().flow.get(id, ())

    def _indexed(self) -> _Index:
        if self._index is None:
            flow = defaultdict[str, list[Edge]](list)
            for edge in self.edges:
                if edge.kind is EdgeKind.FLOW:
                    flow[edge.tail].append(edge)
                    flow[edge.head].append(edge)
            index = _Index({node.id: node for node in self.nodes}, flow)
            object.__setattr__(self, "_index", index)
            return index
        return self._index
