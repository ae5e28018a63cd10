"""Nodes that a drawing points out: the path of a finding, or what differs between two graphs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from graphviz_autograd.graph.model import Graph, Key


class Highlight(StrEnum):
    """Why a node is pointed out; also the role of the mark around it."""

    FOUND = "highlight"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


HIGHLIGHT = Key("highlight", Highlight)


def highlight(graph: Graph, nodes: Mapping[str, Highlight]) -> Graph:
    """``graph`` with those of ``nodes`` pointed out that are in it."""
    known = {node.id for node in graph.nodes}
    return graph.with_annotation(HIGHLIGHT, {n: why for n, why in nodes.items() if n in known})
