"""How large the gradients were that passed through each operation."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import Gradients, record_of
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Flow:
    """Euclidean norms of the gradients that arrived for each output, and left for each input."""

    arrived: tuple[float | None, ...]
    sent: tuple[float | None, ...]

    @property
    def gain(self) -> float | None:
        """The largest norm that left over the largest that arrived; ``None`` if that is 0."""
        arrived = max((n for n in self.arrived if n is not None), default=0.0)
        sent = max((n for n in self.sent if n is not None), default=None)
        return None if sent is None or not arrived else sent / arrived


FLOW = Key("flow", Flow)


@collector(FLOW)
def flow(capture: Capture) -> dict[str, Flow]:
    """The norms at each operation that ran in a backward that was watched."""
    record = record_of(capture)
    if record is None:
        return {}
    return {
        node: Flow(_norms(record.arrived[id(function)]), _norms(record.sent.get(id(function), ())))
        for node, function in capture.functions.items()
        if id(function) in record.arrived
    }


def _norms(gradients: Gradients) -> tuple[float | None, ...]:
    return tuple(None if one is None else one.norm for one in gradients)
