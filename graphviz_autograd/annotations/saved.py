"""What operations saved for their backward: one node for each tensor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Edge, EdgeKind, Key, Node, NodeKind
from graphviz_autograd.sources.base import SavedState, SavedTensor
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.inputs import input_names


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saved tensor.

    ``saved_version`` and ``version`` are those it had when it was saved and has now, ``nbytes``
    what its elements take, ``same_as`` the id of the node that stands for it, and ``variable`` what
    the program calls it if it was modified, as then no node may have its name. Each is ``None``
    where it is not known.
    """

    state: SavedState
    saved_version: int | None = None
    version: int | None = None
    nbytes: int | None = None
    same_as: str | None = None
    variable: str | None = None


SAVED = Key("saved", Saved)


def add_saved(capture: Capture) -> Capture:
    """Add a node for each tensor that an operation saved, and an edge to that operation."""
    number = len(capture.graph.nodes)
    nodes: list[Node] = []
    edges, tensors, facts = [], {}, {}
    for owner, saved in _saved(capture):
        node = Node(f"n{number + len(nodes)}", NodeKind.SAVED, saved.name)
        nodes.append(node)
        edges.append(Edge(node.id, owner, EdgeKind.SAVED))
        facts[node.id] = _fact(capture, owner, saved)
        if saved.tensor is not None:
            tensors[node.id] = saved.tensor
    return capture.extended(nodes, edges, tensors).noting(SAVED, facts)


def _saved(capture: Capture) -> Iterator[tuple[str, SavedTensor]]:
    for node, function in capture.functions.items():
        yield from ((node, one) for one in capture.source.saved(function))


@collector(SAVED)
def saved_tensors(capture: Capture) -> Mapping[str, Saved]:
    """The state of every saved tensor, as `add_saved` noted it."""
    return capture.graph[SAVED]


def _fact(capture: Capture, owner: str, saved: SavedTensor) -> Saved:
    if saved.tensor is None:
        same_as = _by_name(capture, owner, saved.name)
        return Saved(saved.state, saved.saved_version, saved.version, same_as=same_as)
    version, nbytes = capture.source.version(saved.tensor), capture.source.nbytes(saved.tensor)
    same_as = capture.find(saved.tensor) or _by_name(capture, owner, saved.name)
    is_modified = saved.state is SavedState.MODIFIED
    variable = capture.name_of(saved.tensor) if is_modified else None
    return Saved(saved.state, saved.saved_version, version, nbytes, same_as, variable)


def _by_name(capture: Capture, owner: str, name: str) -> str | None:
    """The input or result of the operation ``owner`` that it saved under this name."""
    graph, inputs = capture.graph, input_names(capture.graph.node(owner).name)
    if name in inputs:
        position = inputs.index(name)
        tails = (e.tail for e in graph.flow(owner) if e.head == owner and e.input_nr == position)
        return next(tails, None)
    results = [e.head for e in graph.flow(owner) if e.tail == owner]
    return results[0] if name == "result" and len(results) == 1 else None
