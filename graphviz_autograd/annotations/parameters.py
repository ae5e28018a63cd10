"""Which leaves and constants are parameters of a module, and which of these are frozen."""

from __future__ import annotations

from enum import StrEnum

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key, NodeKind
from graphviz_autograd.sources.capture import Capture


class Parameter(StrEnum):
    """Whether a parameter learns."""

    TRAINABLE = "trainable"
    """It requires grad."""
    FROZEN = "frozen"
    """It does not, so that no gradient reaches it."""


PARAMETER = Key("parameter", Parameter)


@collector(PARAMETER)
def parameters(capture: Capture) -> dict[str, Parameter]:
    """Each node that stands for an ``nn.Parameter``."""
    return {
        node.id: Parameter.TRAINABLE if node.kind is NodeKind.LEAF else Parameter.FROZEN
        for node in capture.graph.nodes
        if node.id in capture.tensors
        and node.kind in (NodeKind.LEAF, NodeKind.CONSTANT)
        and capture.source.is_parameter(capture.tensors[node.id])
    }
