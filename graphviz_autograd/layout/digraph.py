"""A ``graphviz.Digraph`` that notebooks show wherever there is any Graphviz."""

from __future__ import annotations

import graphviz

from graphviz_autograd.layout.dot import svg


class Digraph(graphviz.Digraph):  # type: ignore[misc]
    """A graph in DOT. Its package shows it by the ``dot`` executable, which need not be there."""

    def _repr_image_svg_xml(self) -> str:
        try:
            return str(super()._repr_image_svg_xml())
        except graphviz.ExecutableNotFound:
            return svg(self.source)
