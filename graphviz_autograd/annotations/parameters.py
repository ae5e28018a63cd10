"""Which leaves and constants are parameters of a module, and which of these are frozen."""

from __future__ import annotations

from enum import StrEnum

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key, NodeKind
from graphviz_autograd.sources.base import Source, Tensor
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
    """Each node that stands for an ``nn.Parameter``, or for the transpose of one."""
    return {
        node.id: Parameter.TRAINABLE if node.kind is NodeKind.LEAF else Parameter.FROZEN
        for node in capture.graph.nodes
        if node.kind in (NodeKind.LEAF, NodeKind.CONSTANT)
        and node.id in capture.tensors
        and _is_parameter(capture.tensors[node.id], capture.source)
    }


def _is_parameter(tensor: Tensor, source: Source) -> bool:
    return source.is_parameter(tensor) or (
        (whole := source.transposed(tensor)) is not None and source.is_parameter(whole)
    )
