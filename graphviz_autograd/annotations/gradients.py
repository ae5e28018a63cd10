"""The gradient of every piece of data, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import Record, record_of
from graphviz_autograd.annotations.summary import Summary, summary_of
from graphviz_autograd.graph.model import Key, NodeKind
from graphviz_autograd.sources.base import Source, Tensor, TensorFacts
from graphviz_autograd.sources.capture import Capture


class GradientState(StrEnum):
    """Six things that are never confused."""

    COMPUTED = "computed"
    """``.grad`` holds numbers that are not all zero."""
    ZERO = "zero"
    """``.grad`` holds zeros."""
    NOT_COMPUTED = "not computed"
    """``.grad`` is ``None`` and a backward pass would fill it."""
    NOT_REACHED = "not reached"
    """``.grad`` is ``None`` after a backward that was watched: none came here."""
    NOT_RETAINED = "not retained"
    """A backward pass leaves ``.grad`` of this non-leaf at ``None``."""
    IMPOSSIBLE = "impossible"
    """It does not require grad, so no gradient can exist."""


@dataclass(frozen=True, slots=True)
class Gradient:
    """The state, and a summary of ``.grad`` where there is one.

    Of a gradient that is not retained, the summary of what was seen in passing, if it was watched.
    """

    state: GradientState
    summary: Summary | None = None


GRADIENT = Key("gradient", Gradient)


@collector(GRADIENT)
def gradients(capture: Capture) -> dict[str, Gradient]:
    """The gradient of each piece of data that takes part in the computation itself."""
    record = record_of(capture)
    constant, found = NodeKind.CONSTANT, {}
    for node, kind in capture.kinds.items():
        if node in capture.tensors and kind.is_computed_with:
            found[node] = _gradient(capture, node, kind is constant)
        elif kind.is_computed_with:
            found[node] = IMPOSSIBLE if kind is constant else NOT_RETAINED
    if record is None:
        return found
    return {node: _watched(capture, record, node, one) for node, one in found.items()}


IMPOSSIBLE, NOT_COMPUTED, NOT_RETAINED = map(
    Gradient, (GradientState.IMPOSSIBLE, GradientState.NOT_COMPUTED, GradientState.NOT_RETAINED)
)


def _gradient(capture: Capture, node: str, is_constant: bool) -> Gradient:
    found = gradient_of(capture.tensors[node], capture.facts[node], capture.source)
    return IMPOSSIBLE if is_constant and found.summary is None else found


def _watched(capture: Capture, record: Record, node: str, found: Gradient) -> Gradient:
    """``found``, completed by what was seen while it passed."""
    if found.state is GradientState.NOT_RETAINED:
        function, output_nr = capture.producers[node]
        arrived = record.arrived.get(id(function))
        return found if arrived is None else replace(found, summary=arrived[output_nr])
    if found.state is GradientState.NOT_COMPUTED and record.is_complete:
        return Gradient(GradientState.NOT_REACHED)
    return found


def gradient_of(tensor: Tensor, facts: TensorFacts, source: Source) -> Gradient:
    """The gradient of a single tensor of ``source``, of which ``facts`` are known."""
    grad = source.grad(tensor)
    if grad is not None:
        summary = summary_of(grad, source)
        is_zero = summary is not None and summary.is_zero
        return Gradient(GradientState.ZERO if is_zero else GradientState.COMPUTED, summary)
    if not facts.requires_grad:
        return IMPOSSIBLE
    return NOT_COMPUTED if facts.is_leaf or facts.retains_grad else NOT_RETAINED
