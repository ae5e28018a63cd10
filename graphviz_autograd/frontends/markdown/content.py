"""How a Markdown file shows a drawing: two images for light and dark pages, or Mermaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.frontends.drawing_options import drawing_arguments

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing

_NAME = re.compile(r'(?:src|srcset)="((?:[^"]*/)?ag-[0-9a-f]{20}[\w.-]*\.svg)"')


@dataclass(frozen=True)
class Content:
    """Lines of Markdown, and the pictures they show by their addresses."""

    lines: list[str]
    pictures: dict[str, str] = field(default_factory=dict)


def content_of(drawing: Drawing, options: Mapping[str, Any], stem: str) -> Content:
    """``drawing`` as ``options`` want it, with pictures whose addresses begin with ``stem``.

    Raises:
        LayoutError: if Graphviz cannot lay it out.
        RenderError: if Mermaid would refuse it for its size.

    """
    if options.get("as") == "mermaid":
        return Content(["```mermaid", *drawing.render("mermaid").splitlines(), "```"])
    alt = escape(options.get("alt", drawing.picture.diagram.description))
    width = f' width="{escape(options["width"])}"' if "width" in options else ""
    if "theme" in options:
        name = f"{stem}.svg"
        return Content([f'<img alt="{alt}"{width} src="{name}">'], {name: drawing.render("svg")})
    light, dark = f"{stem}-light.svg", f"{stem}-dark.svg"
    lines = [
        "<picture>",
        f'  <source media="(prefers-color-scheme: dark)" srcset="{dark}">',
        f'  <img alt="{alt}"{width} src="{light}">',
        "</picture>",
    ]
    return Content(lines, {n: _themed(drawing, options, n) for n in (light, dark)})


def picture_names(markdown: str) -> set[str]:
    """The addresses of our pictures in ``markdown``."""
    return set(_NAME.findall(markdown))


def _themed(drawing: Drawing, options: Mapping[str, Any], name: str) -> str:
    """The graph of ``drawing`` drawn once more, in the theme that ends ``name``."""
    theme = name.rpartition("-")[2].removesuffix(".svg")
    arguments = drawing_arguments(options)
    done = ("backward", "show")  # the graph has what these gave
    look = {k: v for k, v in arguments.items() if k not in done}
    return draw(drawing.graph, **{**look, "theme": theme}).render("svg")
