"""What a program computed, when it does not say what to draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphviz_autograd.graph.model import NodeKind
from graphviz_autograd.sources import SOURCES
from graphviz_autograd.sources.base import Source, Tensor
from graphviz_autograd.sources.capture import capture
from graphviz_autograd.sources.names import tensor_names


def sinks(namespace: Mapping[str, Any]) -> dict[str, Tensor]:
    """The tensors with a ``grad_fn`` that no other tensor of ``namespace`` was computed from.

    They are found in the lists, dicts, objects and modules of the namespace too, and come by the
    shortest expression that reaches them.
    """
    return {n: t for source in SOURCES for n, t in _sinks(namespace, source).items()}


def _sinks(namespace: Mapping[str, Any], source: Source) -> dict[str, Tensor]:
    names = tensor_names(namespace, source)
    results = [tensor for tensor in names.values() if source.grad_fn(tensor)[0] is not None]
    found = capture(results, source, names)
    expressions = {found.find(tensor): name for name, tensor in reversed(names.items())}
    tails = {edge.tail for edge in found.graph.edges}
    return {
        expressions[node.id]: found.tensors[node.id]
        for node in found.graph.nodes
        if node.kind is NodeKind.OUTPUT and node.id not in tails
    }
