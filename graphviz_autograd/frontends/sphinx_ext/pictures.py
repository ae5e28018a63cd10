"""The pictures of a documentation project, kept beside the doctrees.

Beside each SVG is the drawing itself, from which formats are made for builders that take no SVG.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_autograd.files import write_atomically

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from graphviz_autograd.api.drawing import Drawing

CLASS = "autograd-graph"
"""The class of every image, for style sheets and transforms."""


def folder(env: BuildEnvironment) -> Path:
    """Where the pictures are."""
    return Path(env.doctreedir, "autograd_graph")


def image_uri(env: BuildEnvironment, drawing: Drawing, path: Path) -> str:
    """The address of the SVG beside ``path``, where ``drawing`` is, from the page being read."""
    file, svg = path.with_suffix(".svg"), drawing.render("svg")
    if not file.exists() or file.read_text(encoding="utf-8") != svg:
        write_atomically(file, svg)
    page = Path(env.doc2path(env.docname))
    return Path(os.path.relpath(file, page.parent)).as_posix()


def remove_stale_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Delete what no page shows any more, unless the build failed."""
    if exception is not None or app.env is None:
        return
    used = {Path(file).stem for files in app.env.dependencies.values() for file in files}
    for path in folder(app.env).glob("*"):
        if path.stem not in used:
            path.unlink(missing_ok=True)
