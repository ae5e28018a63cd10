"""The pictures of a documentation project, kept beside the doctrees.

A picture is named after all that it was made from. Beside it is the drawing itself, from which
formats are made for builders that take no SVG. Files are replaced whole, so that processes that
read in parallel do not disturb each other.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_autograd.api.files import write_atomically

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from graphviz_autograd.api.drawing import Drawing

CLASS = "autograd-graph"
"""The class of every image, for style sheets and transforms."""


def folder(env: BuildEnvironment) -> Path:
    """Where the pictures are."""
    return Path(env.doctreedir, "autograd_graph")


def drawing_path(env: BuildEnvironment, digest: str) -> Path:
    """The file of a drawing; if it is there, the snippet ran well."""
    return folder(env) / f"ag-{digest}.pickle"


def store(path: Path, drawing: Drawing | None) -> None:
    """Keep what a snippet gave, at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if drawing is not None:
        write_atomically(path.with_suffix(".svg"), drawing.render("svg"))
    write_atomically(path, pickle.dumps(drawing))


def load(path: Path) -> Drawing | None:
    """What was stored at ``path``."""
    drawing: Drawing | None = pickle.loads(path.read_bytes())
    if drawing is not None and not path.with_suffix(".svg").exists():
        store(path, drawing)
    return drawing


def image_uri(env: BuildEnvironment, path: Path) -> str:
    """The address of the picture of the drawing at ``path``, from the page that is being read."""
    page = Path(env.doc2path(env.docname))
    return Path(os.path.relpath(path.with_suffix(".svg"), page.parent)).as_posix()


def remove_stale_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Delete what no page shows any more, unless the build failed."""
    if exception is not None or app.env is None:
        return
    used = {Path(file).stem for files in app.env.dependencies.values() for file in files}
    for path in folder(app.env).glob("*"):
        if path.stem not in used:
            path.unlink(missing_ok=True)
