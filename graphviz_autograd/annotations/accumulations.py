"""What was added to the gradient of each leaf in the backwards that were watched."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import EdgeKind, Key
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Accumulation:
    """The gradients that were added one after the other, each a summary."""

    parts: tuple[Summary, ...]


ACCUMULATION = Key("accumulation", Accumulation)


@collector(ACCUMULATION)
def accumulations(capture: Capture) -> dict[str, Accumulation]:
    """The parts that leaves received, in order."""
    record = record_of(capture)
    if record is None:
        return {}
    return {
        edge.head: Accumulation(tuple(record.additions[id(capture.functions[edge.tail])]))
        for edge in capture.graph.edges
        if edge.kind is EdgeKind.ACCUMULATE and id(capture.functions[edge.tail]) in record.additions
    }
