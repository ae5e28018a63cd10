"""The gradient of every piece of data, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.summary import Summary, summarize
from graphviz_autograd.graph.model import Key, Node, NodeKind
from graphviz_autograd.sources.capture import Capture


class GradientState(StrEnum):
    """Five things that are never confused."""

    COMPUTED = "computed"
    """``.grad`` holds numbers that are not all zero."""
    ZERO = "zero"
    """``.grad`` holds zeros."""
    NOT_COMPUTED = "not computed"
    """``.grad`` is ``None`` and a backward pass would fill it."""
    NOT_RETAINED = "not retained"
    """A backward pass leaves ``.grad`` of this non-leaf at ``None``."""
    IMPOSSIBLE = "impossible"
    """It does not require grad, so no gradient can exist."""


@dataclass(frozen=True, slots=True)
class Gradient:
    """The state, and a summary of ``.grad`` where there is one."""

    state: GradientState
    summary: Summary | None = None


GRADIENT = Key("gradient", Gradient)


@collector(GRADIENT)
def gradients(capture: Capture) -> dict[str, Gradient]:
    """The gradient of each piece of data."""
    return {node.id: _gradient(capture, node) for node in capture.graph.nodes if node.kind.is_data}


def _gradient(capture: Capture, node: Node) -> Gradient:
    if node.kind is NodeKind.CONSTANT:
        return Gradient(GradientState.IMPOSSIBLE)
    tensor = capture.tensors.get(node.id)
    grad = None if tensor is None else capture.source.grad(tensor)
    if grad is not None:
        summary = summarize(capture.source.array(grad))
        return Gradient(GradientState.ZERO if summary.is_zero else GradientState.COMPUTED, summary)
    if node.kind is NodeKind.LEAF or (tensor is not None and _retains_grad(capture, tensor)):
        return Gradient(GradientState.NOT_COMPUTED)
    return Gradient(GradientState.NOT_RETAINED)


def _retains_grad(capture: Capture, tensor: object) -> bool:
    return capture.source.facts(tensor).retains_grad
