"""The numbers in every tensor that the program or an operation still holds."""

from __future__ import annotations

from typing import TypeVar

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.numbers import numbers_in
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture

T = TypeVar("T", Summary, str)

VALUE = Key("value", Summary)

UNREADABLE = Key("unreadable", str)


@collector(VALUE)
def values(capture: Capture) -> dict[str, Summary]:
    """A summary of the numbers, where they can be known; see `numbers_in`."""
    return _only(capture, Summary)


@collector(UNREADABLE)
def unreadable(capture: Capture) -> dict[str, str]:
    """Why the numbers of a tensor cannot be read, where they cannot."""
    return _only(capture, str)


def _only(capture: Capture, kind: type[T]) -> dict[str, T]:
    numbers = capture.once(numbers_in).items()
    return {node: one for node, one in numbers if isinstance(one, kind)}
