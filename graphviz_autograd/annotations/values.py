"""The numbers in every tensor that is still alive."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.summary import Summary, numbers_in
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture

VALUE = Key("value", Summary)


UNREADABLE = Key("unreadable", str)


@collector(VALUE)
def values(capture: Capture) -> dict[str, Summary]:
    """A summary of each tensor the capture holds; other data has no value left to see."""
    found = _in_order(capture)
    return {node: summary for node, summary in found if isinstance(summary, Summary)}


@collector(UNREADABLE)
def unreadable(capture: Capture) -> dict[str, str]:
    """Why the numbers of a tensor cannot be read, where they cannot."""
    return {node: why for node, why in _in_order(capture) if isinstance(why, str)}


def _in_order(capture: Capture) -> Iterator[tuple[str, Summary | str]]:
    found = capture.once(numbers_in)
    return ((node.id, found[node.id]) for node in capture.graph.nodes if node.id in found)
