"""What was added to the gradient of each leaf since it was cleared."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import Key
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
    record = record_of(capture)
    additions = record.additions if record is not None else {}
    found = {}
    for accumulator, leaf in capture.leaves.items():
        parts = additions.get(id(capture.functions[accumulator]), ())
        count = capture.source.additions(capture.tensors[leaf]) or 0
        count = count if count > max(len(parts), 1) else 0
        if parts or count:
            found[leaf] = Accumulation(tuple(parts), count or None)
    return found
