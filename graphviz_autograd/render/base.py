"""What every renderer is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.layout import place
from graphviz_autograd.layout.model import Layout


@dataclass(frozen=True)
class Picture:
    """A graph, its diagram, and the layout, which is made when the first renderer asks for it."""

    graph: Graph
    diagram: Diagram
    time_limit: float

    @cached_property
    def layout(self) -> Layout:
        """Where everything goes.

        Raises:
            LayoutError: if Graphviz is missing or fails.

        """
        return place(self.diagram, time_limit=self.time_limit)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the layout gave up, if one was made, as sentences."""
        layout: Layout | None = self.__dict__.get("layout")
        return layout.notes if layout else ()


@dataclass(frozen=True, slots=True)
class Format:
    """One output format: the module ``renderer`` has a function ``render(picture) -> str``.

    The module is imported when it is needed: each format pays for its own libraries.
    """

    name: str
    suffixes: tuple[str, ...]
    renderer: str

    def render(self, picture: Picture) -> str:
        """``picture`` in this format.

        Raises:
            LayoutError: if the format needs a layout and Graphviz cannot make it.

        """
        return str(import_module(self.renderer).render(picture))
