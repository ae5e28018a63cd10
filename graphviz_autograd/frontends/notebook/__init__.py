"""Notebooks: how drawings, graphs and inspections show themselves, and the magic ``%%graph``.

What is shown survives the cleaning that untrusted notebooks get: an image with its data in it,
``<details>`` and tables, and neither script nor style sheet.
"""

from __future__ import annotations

from graphviz_autograd.frontends.notebook.content import Content, content, mimebundle
from graphviz_autograd.frontends.notebook.magic import load_ipython_extension

__all__ = ["Content", "content", "load_ipython_extension", "mimebundle"]
