"""The numbers in every tensor that is still alive."""

from __future__ import annotations

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.summary import Summary, summarize
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture

VALUE = Key("value", Summary)


@collector(VALUE)
def values(capture: Capture) -> dict[str, Summary]:
    """A summary of each tensor the capture holds; other data has no value left to see."""
    return {
        node.id: summarize(capture.source.array(capture.tensors[node.id]))
        for node in capture.graph.nodes
        if node.id in capture.tensors
    }
