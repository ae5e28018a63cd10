"""Pictures in Markdown files, made in place: ``graphviz-autograd docs update``."""

from __future__ import annotations

from graphviz_autograd.frontends.markdown.update import Problem, Update, update

__all__ = ["Problem", "Update", "update"]
