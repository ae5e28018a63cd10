"""Configuration of Sphinx for the documentation."""

from importlib.util import find_spec

import graphviz_autograd

project = "graphviz_autograd"
author = "The graphviz_autograd developers"
copyright = author
version = release = graphviz_autograd.__version__

extensions = [
    "graphviz_autograd.sphinxext",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "none"
nitpicky = True
nitpick_ignore = [
    # Not among the public names, so they have no entry.
    ("py:obj", "MAX_VALUES"),
    ("py:obj", "check_graph"),
]
# Napoleon takes the words before a colon in the docstring of a property for its type.
nitpick_ignore_regex = [("py:class", r".* .*|outside autograd")]

if find_spec("torch") is None:
    # The pages that import PyTorch then have code without pictures.
    suppress_warnings = [f"autograd_graph.{kind}" for kind in ("exec", "output", "draw")]

html_theme = "furo"
pygments_dark_style = "monokai"  # that of Furo underlines modules as if they were links
html_title = "graphviz_autograd"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_copy_source = False
html_show_sphinx = False
