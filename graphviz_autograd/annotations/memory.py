"""The bytes that saved tensors hold in memory."""

from __future__ import annotations

from collections.abc import Hashable

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.base import Function, SavedState, Source
from graphviz_autograd.sources.capture import Capture

MEMORY = Key("memory", int)
PACKED = Key("packed", int)


@collector(MEMORY)
def memory(capture: Capture) -> dict[str, int]:
    """Bytes of the storage that each operation's saved tensors keep alive.

    Storage that several share counts once, for the first operation in the order of computation.
    What hooks packed is not counted, as it may lie anywhere; see `packed`.
    """
    seen: set[Hashable] = set()
    held = {
        node: _first_held(capture.functions[node], capture.source, seen)
        for node in dataflow_order(capture.graph)
        if node in capture.functions
    }
    return {node.id: held[node.id] for node in capture.graph.nodes if held.get(node.id)}


def _first_held(function: Function, source: Source, seen: set[Hashable]) -> int:
    total = 0
    for saved in source.saved(function):
        if saved.tensor is not None:
            where, nbytes = source.storage(saved.tensor)
            total += 0 if where in seen else nbytes
            seen.add(where)
    return total


@collector(PACKED)
def packed(capture: Capture) -> dict[str, int]:
    """How many tensors each operation saved through a hook, whose memory is not known."""
    found = {
        node: sum(saved.state is SavedState.PACKED for saved in capture.source.saved(function))
        for node, function in capture.functions.items()
    }
    return {node: number for node, number in found.items() if number}
