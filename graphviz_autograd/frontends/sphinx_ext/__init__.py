"""A Sphinx extension with the directive ``autograd-graph``: pictures that cannot go stale.

Add ``"graphviz_autograd.frontends.sphinx_ext"`` to ``extensions`` in ``conf.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz_autograd
from graphviz_autograd.frontends.sphinx_ext.directive import AutogradGraph
from graphviz_autograd.frontends.sphinx_ext.pictures import AltTextTransform, remove_stale_pictures

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    app.add_directive("autograd-graph", AutogradGraph)
    app.add_post_transform(AltTextTransform)
    app.connect("build-finished", remove_stale_pictures)
    return {
        "version": graphviz_autograd.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
