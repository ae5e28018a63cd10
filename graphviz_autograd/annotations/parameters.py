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
    kinds, source = capture.kinds, capture.source
    return {
        node: Parameter.TRAINABLE if kinds[node] is NodeKind.LEAF else Parameter.FROZEN
        for node, tensor in capture.tensors.items()
        if kinds[node] in (NodeKind.LEAF, NodeKind.CONSTANT) and _is_parameter(tensor, source)
    }


def _is_parameter(tensor: Tensor, source: Source) -> bool:
    return source.is_parameter(tensor) or (
        (whole := source.transposed(tensor)) is not None and source.is_parameter(whole)
    )
