"""Facts about the nodes of a graph: one key, one file each."""

from __future__ import annotations

from typing import Any

from graphviz_autograd.annotations.base import Collector, annotate
from graphviz_autograd.annotations.gradients import gradients
from graphviz_autograd.annotations.shapes import shapes
from graphviz_autograd.annotations.values import values
from graphviz_autograd.graph.model import Key

COLLECTORS: tuple[Collector[Any], ...] = (shapes, values, gradients)
"""What is collected unless something else is asked for."""

KEYS: tuple[Key[Any], ...] = tuple(collect.key for collect in COLLECTORS)
"""Every key there is; a saved graph is read with these."""

__all__ = ["COLLECTORS", "KEYS", "Collector", "annotate"]
