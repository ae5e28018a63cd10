"""The numbers in every tensor that is still alive."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.summary import Summary, summary_of
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.base import NoNumbersError, Source, Tensor
from graphviz_autograd.sources.capture import Capture

VALUE = Key("value", Summary)


UNREADABLE = Key("unreadable", str)


@collector(VALUE)
def values(capture: Capture) -> dict[str, Summary]:
    """A summary of each tensor the capture holds; other data has no value left to see."""
    found = ((node, summary_of(tensor, capture.source)) for node, tensor in _tensors(capture))
    return {node: summary for node, summary in found if summary is not None}


@collector(UNREADABLE)
def unreadable(capture: Capture) -> dict[str, str]:
    """Why the numbers of a tensor cannot be read, where they cannot."""
    found = ((node, _why_not(tensor, capture.source)) for node, tensor in _tensors(capture))
    return {node: why for node, why in found if why}


def _tensors(capture: Capture) -> Iterator[tuple[str, Tensor]]:
    for node in capture.graph.nodes:
        if node.id in capture.tensors:
            yield node.id, capture.tensors[node.id]


def _why_not(tensor: Tensor, source: Source) -> str:
    try:
        source.array(tensor)
    except NoNumbersError as error:
        return str(error)
    return ""
