"""How often data was modified in place, and which operations did it."""

from __future__ import annotations

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.graph.model import Key, NodeKind
from graphviz_autograd.sources.capture import Capture

VERSION = Key("version", int)
INPLACE = Key("in place", bool)


@collector(VERSION)
def versions(capture: Capture) -> dict[str, int]:
    """The version counter of data that is alive, where it is not 0."""
    return {
        node: facts.version
        for node, facts in capture.facts.items()
        if facts.version and capture.kinds[node] is not NodeKind.SAVED
    }


@collector(INPLACE)
def inplace_operations(capture: Capture) -> dict[str, bool]:
    """``True`` for each operation that is known to have worked in place, as ``add_`` does."""
    functions = capture.functions.items()
    return {node: True for node, one in functions if capture.source.is_inplace(one)}
