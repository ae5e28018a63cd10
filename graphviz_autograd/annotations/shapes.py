"""The shape and dtype of every piece of data."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Shape:
    """``size`` along each dimension, ``()`` for a scalar, and ``dtype`` as in ``float32``."""

    size: tuple[int, ...]
    dtype: str


SHAPE = Key("shape", Shape)


@collector(SHAPE)
def shapes(capture: Capture) -> dict[str, Shape]:
    """Shapes of tensors that are alive, and of results whose operation still describes them."""
    facts = {}
    for node in capture.graph.nodes:
        if node.id in capture.tensors:
            tensor = capture.source.facts(capture.tensors[node.id])
            facts[node.id] = Shape(tensor.size, tensor.dtype)
        elif node.id in capture.producers:
            told = capture.source.output_facts(*capture.producers[node.id])
            if told is not None:
                facts[node.id] = Shape(*told)
    return facts
