"""NaN and infinities: in the values and in the gradients, and where each was first seen."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.numbers import numbers_in
from graphviz_autograd.annotations.record import Gradients, Record, record_of
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import Graph, Key
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class NonFinite:
    """How many numbers are not finite in a value, and whether nothing before it had any.

    Of an operation: ``count`` is 0, and ``is_first`` says that its backward was given finite
    gradients and returned others.
    """

    count: int
    is_first: bool


NONFINITE = Key("nonfinite", NonFinite)


@collector(NONFINITE)
def nonfinite(capture: Capture) -> dict[str, NonFinite]:
    """Values that are not all finite, and the operation where the first such gradient arose."""
    facts = _values(capture)
    record = record_of(capture)
    origin = _first_gradient(record) if record else None
    facts |= {
        node: NonFinite(0, True)
        for node, function in capture.functions.items()
        if id(function) == origin
    }
    return facts


def _values(capture: Capture) -> dict[str, NonFinite]:
    found = capture.once(numbers_in).items()
    sources = {n: one.nonfinite for n, one in found if isinstance(one, Summary) and one.nonfinite}
    tainted = _tainted(capture.graph, sources) if sources else {}
    return {node: NonFinite(count, not tainted[node]) for node, count in sources.items()}


def _tainted(graph: Graph, sources: Container[str]) -> dict[str, bool]:
    """Whether each node was computed from one of ``sources``."""
    tails: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        tails[edge.head].append(edge.tail)
    tainted: dict[str, bool] = {}
    for node in dataflow_order(graph):
        tainted[node] = any(tail in sources or tainted[tail] for tail in tails[node])
    return tainted


def _first_gradient(record: Record) -> int | None:
    """The ``id`` of the first function that turned finite gradients into others."""
    for function in record.steps:
        arrived, sent = record.arrived[id(function)], record.sent.get(id(function), ())
        if _is_finite(arrived) and not _is_finite(sent):
            return id(function)
    return None


def _is_finite(gradients: Gradients) -> bool:
    return not any(one is not None and one.nonfinite for one in gradients)
