"""The Sphinx extension: ``extensions = ["graphviz_autograd.sphinxext"]`` in ``conf.py``."""

from __future__ import annotations

from graphviz_autograd.frontends.sphinx_ext import setup

__all__ = ["setup"]
