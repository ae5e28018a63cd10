"""What `draw` returns: a graph ready to be looked at."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from os import PathLike, fspath
from typing import TYPE_CHECKING

from graphviz_autograd.api.collection import without_collection
from graphviz_autograd.api.files import write_atomically
from graphviz_autograd.diagram.describe import summary
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.render import Picture, format_by_name, format_by_suffix

if TYPE_CHECKING:
    import graphviz


@dataclass(frozen=True, repr=False)
class Drawing:
    """A drawn graph: save it, render it, or let a notebook show it.

    The layout is made when a format first needs it; JSON, DOT and text do not.
    """

    picture: Picture

    @property
    def graph(self) -> Graph:
        """The whole graph, as it was before any transform."""
        return self.picture.graph

    @without_collection
    def render(self, format: str = "svg") -> str:
        """The drawing as text in ``format``: ``"svg"``, ``"dot"``, ``"json"`` or ``"txt"``.

        Raises:
            UnknownFormatError: for any other format.
            LayoutError: if the format needs a layout and Graphviz cannot make it.

        """
        return format_by_name(format).render(self.picture)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the drawing to ``path`` in the format of its suffix.

        An existing file is replaced only when the new one is complete.

        Raises:
            UnknownFormatError: if the suffix names no format.
            LayoutError: if the format needs a layout and Graphviz cannot make it.
            OSError: if the file cannot be written.

        """
        write_atomically(path, self.render(format_by_suffix(fspath(path)).name))

    def to_graphviz(self) -> graphviz.Digraph:
        """The drawing as a ``graphviz.Digraph``, laid out by whoever renders it."""
        from graphviz_autograd.render.dot import digraph

        return digraph(self.picture.diagram)

    def __repr__(self) -> str:
        return f"<Drawing: {summary(self.graph)}>"

    def __str__(self) -> str:
        return self.render("txt")

    def _repr_html_(self) -> str:
        """An image with an ``alt`` text, which survives the cleaning of untrusted notebooks."""
        data = base64.b64encode(self.render("svg").encode()).decode()
        alt = escape(self.picture.diagram.description)
        return f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}">'

    def _repr_svg_(self) -> str:
        return self.render("svg")
