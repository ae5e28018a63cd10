"""Notebooks: how drawings, graphs and answers show themselves, and the magic ``%%graph``.

What is shown survives the cleaning that untrusted notebooks get: an image with its data in it,
``<details>`` and tables. A style sheet besides, which may be cleaned away, makes pictures light or
dark as the page is. There is no script.
"""

from __future__ import annotations

from graphviz_autograd.frontends.notebook.bundle import mimebundle
from graphviz_autograd.frontends.notebook.content import Content, content
from graphviz_autograd.frontends.notebook.magic import load_ipython_extension

__all__ = ["Content", "content", "load_ipython_extension", "mimebundle"]
