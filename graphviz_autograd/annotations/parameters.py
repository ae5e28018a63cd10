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
    kinds, is_parameter = capture.kinds, capture.source.is_parameter
    return {
        node: Parameter.TRAINABLE if kinds[node] is NodeKind.LEAF else Parameter.FROZEN
        for node, tensor in capture.tensors.items()
        if is_parameter(tensor) and kinds[node] in (NodeKind.LEAF, NodeKind.CONSTANT)
    }
