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
    known, producers, output_facts = capture.facts, capture.producers, capture.source.output_facts
    shapes = {}
    for node in capture.kinds:
        if node in known:
            shapes[node] = Shape(known[node].size, known[node].dtype)
        elif node in producers and (told := output_facts(*producers[node])) is not None:
            shapes[node] = Shape(*told)
    return shapes
