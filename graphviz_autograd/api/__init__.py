"""The pipeline, written once: capture, annotate, build, place, render."""

from __future__ import annotations

from graphviz_autograd.api.differing import Difference, diff_graphs
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.explaining import Explanation, explain
from graphviz_autograd.api.inspecting import Inspection, inspection
from graphviz_autograd.api.pipeline import capture, draw, load_graph
from graphviz_autograd.api.teaching import explain_errors
from graphviz_autograd.api.watching import Seen, watch

__all__ = [
    "Difference",
    "Drawing",
    "Explanation",
    "Inspection",
    "Seen",
    "capture",
    "diff_graphs",
    "draw",
    "explain",
    "explain_errors",
    "inspection",
    "load_graph",
    "watch",
]
