"""The numbers in every tensor that the program or an operation still holds."""

from __future__ import annotations

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.numbers import numbers_in
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture

VALUE = Key("value", Summary)


UNREADABLE = Key("unreadable", str)


@collector(VALUE)
def values(capture: Capture) -> dict[str, Summary]:
    """A summary of the numbers, where they can be known; see `numbers_in`."""
    found = capture.once(numbers_in).items()
    return {node: summary for node, summary in found if isinstance(summary, Summary)}


@collector(UNREADABLE)
def unreadable(capture: Capture) -> dict[str, str]:
    """Why the numbers of a tensor cannot be read, where they cannot."""
    return {node: why for node, why in capture.once(numbers_in).items() if isinstance(why, str)}
