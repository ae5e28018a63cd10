"""Facts about the nodes of a graph: one key, one file each."""

from __future__ import annotations

from typing import Any

from graphviz_autograd.annotations.base import Collector, annotate
from graphviz_autograd.annotations.facets import FACETS, Facet, parse_show
from graphviz_autograd.graph.model import Key

KEYS: tuple[Key[Any], ...] = tuple(
    collect.key for facet in FACETS.values() for collect in facet.collectors
)
"""Every key there is; a saved graph is read with these."""

__all__ = ["FACETS", "KEYS", "Collector", "Facet", "annotate", "parse_show"]
