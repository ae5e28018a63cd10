"""What a drawing can say, by the names that ``show=`` and ``--show`` take."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphviz_autograd.annotations.accumulations import accumulations
from graphviz_autograd.annotations.base import Collector
from graphviz_autograd.annotations.cuts import add_cuts, cuts, makers
from graphviz_autograd.annotations.failures import failures
from graphviz_autograd.annotations.flow import flow
from graphviz_autograd.annotations.formulas import formulas
from graphviz_autograd.annotations.gradients import gradients
from graphviz_autograd.annotations.hooks import hooks
from graphviz_autograd.annotations.lines import expect_lines, lines
from graphviz_autograd.annotations.memory import memory, packed
from graphviz_autograd.annotations.nonfinite import nonfinite
from graphviz_autograd.annotations.order import order
from graphviz_autograd.annotations.parameters import parameters
from graphviz_autograd.annotations.requires_grad import requires_grad
from graphviz_autograd.annotations.saved import add_saved, saved_tensors
from graphviz_autograd.annotations.scopes import add_scopes
from graphviz_autograd.annotations.shapes import shapes
from graphviz_autograd.annotations.values import unreadable, values
from graphviz_autograd.annotations.versions import inplace_operations, versions
from graphviz_autograd.annotations.views import add_views, views
from graphviz_autograd.graph.model import EdgeKind, NodeKind
from graphviz_autograd.graph.transform import Transform, hide_clusters, hide_edges, keep_nodes
from graphviz_autograd.sources.capture import Capture

Extension = Callable[[Capture], Capture]
"""Adds nodes and edges to a capture, such as those of saved tensors; ids that exist stay."""


@dataclass(frozen=True)
class Facet:
    """One thing a drawing can say: what is added to the graph for it, and what is noted.

    ``hide`` takes what was added from a graph again.

    ``meaning`` completes "show …"; ``is_default`` says whether it is shown unless another choice
    is made.
    """

    meaning: str
    collectors: tuple[Collector[Any], ...] = ()
    extensions: tuple[Extension, ...] = ()
    is_default: bool = True
    hide: Transform | None = None


FACETS: Mapping[str, Facet] = {
    "names": Facet("the names that tensors have in the program"),
    "parameters": Facet("parameters of modules: how many, and which are frozen", (parameters,)),
    "shapes": Facet("shapes and dtypes", (shapes,)),
    "values": Facet(
        "numbers: small tensors in full, large ones by their range", (values, unreadable)
    ),
    "grads": Facet("gradients, or why there is none", (gradients, accumulations)),
    "hooks": Facet("hooks, and the gradient before and after each", (hooks,)),
    "nonfinite": Facet("NaN and infinities, and where they began", (nonfinite,)),
    "failure": Facet("where backward raised", (failures,)),
    "order": Facet("the order in which backward ran", (order,), is_default=False),
    "flow": Facet(
        "the size of gradients, as width of the arrows and gain of the operations",
        (flow,),
        is_default=False,
    ),
    "requires_grad": Facet("whether data requires grad", (requires_grad,), is_default=False),
    "versions": Facet("what was modified in place, and how often", (versions, inplace_operations)),
    "saved": Facet(
        "what operations saved for their backward, live, freed or modified",
        (saved_tensors,),
        (add_saved,),
        is_default=False,
        hide=lambda graph: keep_nodes(graph, lambda node: node.kind is not NodeKind.SAVED),
    ),
    "memory": Facet("bytes that saved tensors hold", (memory, packed), is_default=False),
    "views": Facet(
        "views and their bases",
        (views,),
        (add_views,),
        is_default=False,
        hide=lambda graph: hide_edges(graph, EdgeKind.VIEW),
    ),
    "formulas": Facet("the derivative of each operation", (formulas,), is_default=False),
    "lines": Facet(
        "the line and expression of each operation, if they were recorded",
        (lines,),
        (expect_lines,),
        is_default=False,
    ),
    "cuts": Facet(
        "where the graph was cut, as by detach",
        (cuts, makers),
        (add_cuts,),
        hide=lambda graph: keep_nodes(
            hide_edges(graph, EdgeKind.CUT), lambda node: node.kind is not NodeKind.GHOST
        ),
    ),
    "scopes": Facet("the scopes of the program, as frames", (), (add_scopes,), hide=hide_clusters),
}
"""Every facet, in the order in which they are noted."""

DEFAULT = tuple(name for name, facet in FACETS.items() if facet.is_default)


def parse_show(show: str | Iterable[str] | None) -> tuple[str, ...]:
    """The names of the facets that ``show`` asks for, in the order of `FACETS`.

    ``None`` asks for the default. Words are given one by one or joined by commas. The first word
    says where to start: ``default`` (as does any word with a sign), ``all``, or nothing; then
    ``+name`` or ``name`` adds a facet and ``-name`` leaves one out.

    >>> parse_show("values,shapes")
    ('shapes', 'values')
    >>> "values" in parse_show("-values"), "shapes" in parse_show("-values")
    (False, True)

    Raises:
        ValueError: naming a word that is no facet, and those there are.

    """
    words = [] if show is None else _words(show)
    starts_from_default = show is None or any(word[0] in "+-" for word in words[:1])
    chosen = set(DEFAULT) if starts_from_default else set()
    for word in words:
        names = GROUPS.get(word) or {_known(word.lstrip("+-"))}
        chosen = chosen - names if word.startswith("-") else chosen | names
    return tuple(name for name in FACETS if name in chosen)


GROUPS = {"default": set(DEFAULT), "all": set(FACETS)}


def _words(show: str | Iterable[str]) -> list[str]:
    parts = [show] if isinstance(show, str) else list(show)
    return [word for part in parts for word in part.replace(",", " ").split()]


def _known(name: str) -> str:
    if name in FACETS:
        return name
    close = difflib.get_close_matches(name, FACETS, n=1)
    hint = f"did you mean {close[0]}? There are: " if close else "there are: "
    raise ValueError(f"nothing called {name!r} can be shown; {hint}{', '.join(FACETS)}")
