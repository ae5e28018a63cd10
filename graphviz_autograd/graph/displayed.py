"""What a notebook shows as more than text."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import Any

FRONT_END = "graphviz_autograd.frontends.notebook"
"""The module that knows how: nothing here depends on it, and it is imported by a notebook only."""


class Displayed:
    """A base for what a notebook shows; `FRONT_END` has a function ``content`` for each kind."""

    __slots__ = ()

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """HTML, SVG and text, or those of ``include``; PNG only if it is asked for there."""
        bundle: dict[str, Any] = import_module(FRONT_END).mimebundle(self, include, exclude)
        return bundle

    def _repr_html_(self) -> str:
        """The HTML alone, for programs that do not know bundles."""
        return str(self._repr_mimebundle_(include=("text/html",)).get("text/html", ""))
