"""What every renderer is given, and what it gives back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from graphviz_autograd.diagram.model import Diagram
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.layout import Report, place, unheard
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
        return self.place(unheard)

    def place(self, report: Report) -> Layout:
        """The same, made now, so that ``report`` hears how much of it is done.

        Raises:
            LayoutError: if Graphviz is missing or fails.

        """
        found = place(self.diagram, time_limit=self.time_limit, report=report)
        self.__dict__["layout"] = found
        return found

    @property
    def notes(self) -> tuple[str, ...]:
        """What the layout gave up, if one was made, as sentences."""
        layout: Layout | None = self.__dict__.get("layout")
        return layout.notes if layout else ()


class RenderError(RuntimeError):
    """A format cannot hold the picture, or its library is missing; the message has the cure."""


@dataclass(frozen=True, slots=True)
class Format:
    """One output format: the module ``renderer`` has a function ``render(picture)``.

    It returns text, or bytes if the format is ``binary``; if the format ``scales``, it takes a
    scale too; if it ``needs_layout``, the layout can be made before. The module is imported when
    it is needed: each format pays for its own libraries.
    """

    name: str
    suffixes: tuple[str, ...]
    renderer: str
    binary: bool = False
    scales: bool = False
    needs_layout: bool = False

    def render(self, picture: Picture, scale: float | None = None) -> str | bytes:
        """``picture`` in this format, so many times its size.

        Raises:
            LayoutError: if the format needs a layout and Graphviz cannot make it.
            RenderError: if the format cannot hold the picture, or its library is missing.
            ValueError: for a scale that is not positive, or that the format has no use for.

        """
        render: Callable[..., str | bytes] = import_module(self.renderer).render
        if scale is None:
            return render(picture)
        if not self.scales:
            raise ValueError(f"a scale is for png and pdf; {self.name} has no size")
        if not 0 < scale < math.inf:
            raise ValueError(f"the scale must be a positive number, not {scale:g}")
        return render(picture, scale)
