"""The graph itself as versioned JSON."""

from __future__ import annotations

from graphviz_autograd.graph.jsonio import graph_to_json
from graphviz_autograd.render.base import Picture


def render(picture: Picture) -> str:
    """The graph of ``picture``, which reads back as an equal graph."""
    return graph_to_json(picture.graph)
