"""The pictures of a documentation project: named by their content, kept beside the doctrees."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from graphviz_autograd.api.files import write_atomically

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

CLASS = "autograd-graph"
"""The class of every image, for style sheets and for `AltTextTransform`."""


def image_uri(env: BuildEnvironment, svg: str) -> str:
    """The address of a file with ``svg``, relative to the page that is being read.

    It ends in ``.*``: a builder picks the format it likes, as with any image in Sphinx.
    """
    folder = _folder(env)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"ag-{hashlib.sha256(svg.encode()).hexdigest()[:20]}.svg"
    if not path.exists():
        write_atomically(path, svg)
    page = Path(env.doc2path(env.docname))
    return Path(os.path.relpath(path.with_suffix(".*"), page.parent)).as_posix()


def remove_stale_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Delete the pictures that no page shows any more, unless the build failed."""
    if exception is None and app.env is not None:
        used = {Path(image).name for image in app.env.images}
        for path in _folder(app.env).glob("ag-*.svg"):
            if path.name not in used:
                path.unlink(missing_ok=True)


def _folder(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, "autograd_graph")


class AltTextTransform(SphinxPostTransform):
    """Puts the ``alt`` text in place of a picture that the builder cannot show.

    LaTeX, for one, takes no SVG; with ``sphinx.ext.imgconverter`` or the like it gets a PDF and
    the picture stays.
    """

    # After the image converters, which have priority 200.
    default_priority = 300

    def run(self, **_: Any) -> None:
        """Replace the images of this document."""
        supported = set(self.app.builder.supported_image_types)
        for image in list(self.document.findall(nodes.image)):
            if supported and CLASS in image["classes"] and not supported & set(image["candidates"]):
                alt = nodes.emphasis("", image["alt"])
                image.replace_self(nodes.paragraph("", "", alt))
