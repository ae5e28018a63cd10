"""A picture inside a page, as its address, for tools that keep no files of ours."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from graphviz_autograd.frontends.drawing_cache import project_cache
from graphviz_autograd.frontends.drawing_options import OPTIONS
from graphviz_autograd.frontends.imported_files import own_folders
from graphviz_autograd.frontends.page import Page, Request
from graphviz_autograd.frontends.snippet import Snippet
from graphviz_autograd.frontends.time_limit import TIMEOUT
from graphviz_autograd.frontends.versions import versions


class DataImage(NamedTuple):
    """The address of an image, which has all its data, and its words."""

    url: str
    alt: str


def new_page() -> Page:
    """A page of the project in the working folder, without snippets so far."""
    return Page([Path.cwd(), *own_folders()], versions())


def data_image(
    code: str, source: str, options: Mapping[str, Any], page: Page | None = None
) -> DataImage | None:
    """The picture of what ``code`` computes; the code runs only if that is not known yet.

    Args:
        code: Python.
        source: what a fault calls the place of the code.
        options: those of a drawing, and of these: ``alt``, ``context``, ``no-picture``,
            ``okexcept``, ``show`` and ``timeout``.
        page: where the code stands, if some of it shares variables.

    Raises:
        SnippetError: if it fails or cannot be drawn.

    """
    request = Request(
        Snippet(code, source, timeout=options.get("timeout", TIMEOUT)),
        options.get("show", ""),
        {name: options[name] for name in OPTIONS if name in options},
        context="context" in options,
        okexcept="okexcept" in options,
        draws="no-picture" not in options,
    )
    drawing = project_cache(Path.cwd()).draw(page or new_page(), request)
    if drawing is None:
        return None
    data = base64.b64encode(drawing.render("svg").encode()).decode()
    alt = options.get("alt", drawing.picture.diagram.description)
    return DataImage(f"data:image/svg+xml;base64,{data}", alt)
