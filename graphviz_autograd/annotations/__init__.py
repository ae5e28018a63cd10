"""Facts about the nodes of a graph: one key, one file each."""

from __future__ import annotations

from typing import Any

from graphviz_autograd.annotations.base import Collector, annotate
from graphviz_autograd.annotations.facets import FACETS, Facet, parse_show
from graphviz_autograd.annotations.failures import FAILURE
from graphviz_autograd.annotations.flow import FLOW
from graphviz_autograd.annotations.hooks import HOOKS
from graphviz_autograd.annotations.order import ORDER
from graphviz_autograd.graph.collapse import INSIDE
from graphviz_autograd.graph.model import Key

KEYS: tuple[Key[Any], ...] = (
    *(collect.key for facet in FACETS.values() for collect in facet.collectors),
    INSIDE,
)
"""Every key there is; a saved graph is read with these."""

BACKWARD_KEYS = frozenset(key.name for key in (FAILURE, FLOW, HOOKS, ORDER))
"""The names of the keys under which facts about a ``grad_fn`` stand, not about its operation."""

__all__ = ["BACKWARD_KEYS", "FACETS", "KEYS", "Collector", "Facet", "annotate", "parse_show"]
