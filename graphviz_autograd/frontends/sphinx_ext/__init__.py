"""A Sphinx extension with the directive ``autograd-graph``: pictures that cannot go stale.

Add ``"graphviz_autograd.sphinxext"`` to ``extensions`` in ``conf.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from sphinx.config import ENUM

import graphviz_autograd
from graphviz_autograd.frontends.sphinx_ext.directive import HTML_MODES, AutogradGraph
from graphviz_autograd.frontends.sphinx_ext.pictures import remove_stale_pictures
from graphviz_autograd.frontends.sphinx_ext.transforms import (
    AltTextTransform,
    InlineTransform,
    PictureConverter,
)
from graphviz_autograd.frontends.time_limit import TIMEOUT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

STYLE_SHEET = "autograd_graph.css"
LIGHT_STYLE_SHEET = "autograd_graph_light.css"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    app.add_config_value("autograd_graph_html", "img", "env", ENUM(*HTML_MODES))
    app.add_config_value("autograd_graph_setup", "", "env", str)
    app.add_config_value("autograd_graph_theme", "classic", "env", str)
    app.add_config_value("autograd_graph_timeout", TIMEOUT, "", (int, float))
    app.add_directive("autograd-graph", AutogradGraph)
    for transform in (InlineTransform, PictureConverter, AltTextTransform):
        app.add_post_transform(transform)
    app.add_css_file(STYLE_SHEET)
    app.connect("config-inited", _add_static_files)
    app.connect("build-finished", remove_stale_pictures)
    return {
        "version": graphviz_autograd.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_static_files(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(Path(__file__).parent / "static"))
    if config.html_theme in _light_themes():
        app.add_css_file(LIGHT_STYLE_SHEET)


def _light_themes() -> set[str]:
    """Themes whose pages are never dark: those that come with Sphinx, and that of Read the Docs."""
    folder = Path(sphinx.__file__).with_name("themes")
    return {"alabaster", "sphinx_rtd_theme", *(path.name for path in folder.iterdir())}
