"""A ``graphviz.Digraph`` that does not raise where a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphviz

MISSING = "There is no dot executable to draw this with; graphviz_autograd.draw needs none."


class Digraph(graphviz.Digraph):  # type: ignore[misc]
    """A graph in DOT. Its package shows it by the ``dot`` executable, which need not be there."""

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None, **_: Any
    ) -> dict[str, str]:
        try:
            bundle: dict[str, str] = super()._repr_mimebundle_(include, exclude)
        except graphviz.ExecutableNotFound:
            return {"text/plain": f"{MISSING}\n\n{self.source}"}
        return bundle
