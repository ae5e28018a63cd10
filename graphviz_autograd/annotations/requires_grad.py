"""Whether data requires grad."""

from __future__ import annotations

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key, NodeKind
from graphviz_autograd.sources.capture import Capture

REQUIRES_GRAD = Key("requires_grad", bool)


@collector(REQUIRES_GRAD)
def requires_grad(capture: Capture) -> dict[str, bool]:
    """``tensor.requires_grad`` of data that is alive; of other data, what its place implies."""
    return {
        node.id: (
            capture.facts[node.id].requires_grad
            if node.id in capture.tensors
            else node.kind is not NodeKind.CONSTANT
        )
        for node in capture.graph.nodes
        if node.kind.is_computed_with
    }
