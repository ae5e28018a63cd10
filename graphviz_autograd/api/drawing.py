"""What `draw` returns: a graph ready to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Literal, overload

from graphviz_autograd.collection import without_collection
from graphviz_autograd.diagram.describe import alt_text, summary
from graphviz_autograd.files import write_atomically
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.render import Format, Picture, format_by_name, format_by_suffix

if TYPE_CHECKING:
    import graphviz
    from rich.text import Text

TextFormat = Literal["svg", "dot", "json", "mermaid", "txt"]
BinaryFormat = Literal["svgz", "png", "pdf"]


_rendered = without_collection(Format.render)


@dataclass(frozen=True, repr=False)
class Drawing(Displayed):
    """A drawn graph: save it, render it, or let a notebook show it.

    The layout is made when a format first needs it; JSON, DOT and text do not.
    """

    picture: Picture

    @property
    def graph(self) -> Graph:
        """The whole graph, as it was before any transform."""
        return self.picture.graph

    @property
    def alt_text(self) -> str:
        """The graph in one sentence, for those who cannot see the drawing."""
        return alt_text(self.graph)

    @overload
    def render(self, format: TextFormat = "svg") -> str: ...

    @overload
    def render(self, format: BinaryFormat, *, scale: float | None = None) -> bytes: ...

    @overload
    def render(self, format: str, *, scale: float | None = None) -> str | bytes: ...

    def render(self, format: str = "svg", *, scale: float | None = None) -> str | bytes:
        """The drawing in ``format``, the name of one of the formats.

        Args:
            format: ``"svg"``, ``"dot"``, ``"json"``, ``"mermaid"`` or ``"txt"``, which are text;
                ``"svgz"``, ``"png"`` or ``"pdf"``, which are bytes.
            scale: how large a PNG or PDF is, in the size of the SVG: 2 for PNG and 1 for PDF unless
                given. A PNG of scale s has 96·s pixels an inch.

        Raises:
            UnknownFormatError: for any other format.
            LayoutError: if the format needs a layout and Graphviz cannot make it.
            RenderError: if the format cannot hold the drawing, or its library is missing.
            ValueError: for a scale of a format that has no size.

        """
        return _rendered(format_by_name(format), self.picture, scale)

    def save(self, path: str | PathLike[str], *, scale: float | None = None) -> None:
        """Write the drawing to ``path`` in the format of its suffix, ``scale`` as for `render`.

        An existing file is replaced only when the new one is complete.

        Raises:
            UnknownFormatError: if the suffix names no format.
            LayoutError: if the format needs a layout and Graphviz cannot make it.
            RenderError: if the format cannot hold the drawing, or its library is missing.
            OSError: if the file cannot be written.

        """
        write_atomically(path, _rendered(format_by_suffix(fspath(path)), self.picture, scale))

    def to_graphviz(self) -> graphviz.Digraph:
        """The drawing as a ``graphviz.Digraph``, laid out by whoever renders it."""
        from graphviz_autograd.render.dot import digraph

        return digraph(self.picture.diagram)

    def __repr__(self) -> str:
        return f"<Drawing: {summary(self.graph)}>"

    def __str__(self) -> str:
        return self.render("txt")

    def __rich__(self) -> Text:
        """The text in colours, for ``rich.print``."""
        from graphviz_autograd.render.terminal import tree

        return tree(self.picture.diagram)
