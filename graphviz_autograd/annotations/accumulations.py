"""What was added to the gradient of each leaf since it was cleared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import EdgeKind, Key
from graphviz_autograd.sources.base import Function
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Accumulation:
    """The gradients that were added one after the other, each a summary, if they were watched.

    ``count`` says how many there were since the gradient was cleared, if there were more than
    those; ``None`` if not, or if the framework does not count them.
    """

    parts: tuple[Summary, ...] = ()
    count: int | None = None


ACCUMULATION = Key("accumulation", Accumulation)


@collector(ACCUMULATION)
def accumulations(capture: Capture) -> dict[str, Accumulation]:
    """The parts that leaves received, in order, and how many there were in all, if several."""
    found = {leaf: _accumulation(capture, leaf, function) for leaf, function in _leaves(capture)}
    return {leaf: one for leaf, one in found.items() if one.parts or one.count}


def _leaves(capture: Capture) -> Iterator[tuple[str, Function]]:
    for edge in capture.graph.edges:
        if edge.kind is EdgeKind.ACCUMULATE:
            yield edge.head, capture.functions[edge.tail]


def _accumulation(capture: Capture, leaf: str, accumulator: Function) -> Accumulation:
    record = record_of(capture)
    parts = record.additions.get(id(accumulator), ()) if record is not None else ()
    count = capture.source.additions(capture.tensors[leaf]) or 0
    return Accumulation(tuple(parts), count if count > max(len(parts), 1) else None)
