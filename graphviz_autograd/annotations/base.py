"""What an annotation is: a collector from a capture to facts under its own typed key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graphviz_autograd.graph.model import Graph, Key
from graphviz_autograd.sources.capture import Capture

T = TypeVar("T")


@dataclass(frozen=True)
class Collector(Generic[T]):
    """Reads facts of type ``T``, by node id, off the live objects of a capture."""

    key: Key[T]
    collect: Callable[[Capture], Mapping[str, T]]

    def __call__(self, capture: Capture) -> Mapping[str, T]:
        """The facts, in the order of ``capture.graph.nodes``."""
        return self.collect(capture)


def collector(
    key: Key[T],
) -> Callable[[Callable[[Capture], Mapping[str, T]]], Collector[T]]:
    """Make a function from a capture to facts the collector of ``key``."""
    return lambda collect: Collector(key, collect)


def annotate(capture: Capture, collectors: Iterable[Collector[Any]]) -> Graph:
    """The graph of ``capture`` with the facts of each collector, if it found any, under its key.

    What a source, its extensions and collectors tell is well formed, as `check_graph` has it: the
    tests look at each graph they make, a program has no time for it.
    """
    graph = capture.graph
    for collect in collectors:
        if facts := collect(capture):
            graph = graph.with_annotation(collect.key, facts)
    return graph
