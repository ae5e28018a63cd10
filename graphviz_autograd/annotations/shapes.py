"""The shape and dtype of every piece of data."""

from __future__ import annotations

from typing import NamedTuple

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture


class Shape(NamedTuple):
    """``size`` along each dimension, ``()`` for a scalar, and ``dtype`` as in ``float32``."""

    size: tuple[int, ...]
    dtype: str


SHAPE = Key("shape", Shape)


@collector(SHAPE)
def shapes(capture: Capture) -> dict[str, Shape]:
    """Shapes of tensors that are alive, and of results whose operation still describes them."""
    source, tensors, producers = capture.source, capture.tensors, capture.producers
    facts = {}
    for node in (one.id for one in capture.graph.nodes):
        if node in tensors:
            size, dtype, *_ = source.facts(tensors[node])
            facts[node] = Shape(size, dtype)
        elif node in producers:
            facts[node] = Shape(*source.output_facts(*producers[node]))
    return facts
