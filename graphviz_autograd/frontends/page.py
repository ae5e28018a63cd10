"""The snippets of one document, each of which runs only if its result is not known yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphviz_autograd.diagram.theme import theme_names
from graphviz_autograd.frontends.drawing_options import drawing_arguments
from graphviz_autograd.frontends.imported_files import imported_files
from graphviz_autograd.frontends.snippet import Snippet, draw_snippet, run_snippet

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing


@dataclass(frozen=True)
class Request:
    """A snippet and what a document wants of it; ``options`` are values of `drawing_options`."""

    snippet: Snippet
    expression: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    setup: str = ""
    context: bool = False
    okexcept: bool = False
    draws: bool = True

    @property
    def own_theme(self) -> Path | None:
        """The file of a theme that does not come with this package."""
        theme = self.options.get("theme")
        return None if theme is None or theme in theme_names() else Path(theme)


class Page:
    """The snippets of one document, in their order; those with a ``context`` share variables.

    Args:
        folders: where the snippets find the user's own modules.
        versions: whatever else the results depend on.

    """

    def __init__(self, folders: Iterable[str | Path], versions: str = "") -> None:
        self._folders = list(folders)
        self._versions = versions
        self._shared: dict[str, Any] = {}
        self._digest = ""
        self._pending: list[Request] = []

    def files(self, request: Request) -> list[Path]:
        """The files that the result of ``request`` depends on."""
        code = f"{request.setup}\n{request.snippet.statements}"
        theme = request.own_theme
        found = imported_files(code, self._folders)
        return [*found, theme] if theme and theme.is_file() else found

    def digest(self, request: Request) -> str:
        """What tells the result of ``request``, at this place of the document, from any other."""
        snippet = request.snippet
        parts = [
            self._versions,
            self._digest if request.context else "",
            request.setup,
            snippet.code,
            request.expression,
            repr(sorted(request.options.items())),
            repr((request.context, request.okexcept, request.draws)),
            *(file.read_bytes().hex() for file in self.files(request)),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]

    def skip(self, request: Request) -> None:
        """Go on to the next snippet; this one runs when another needs its variables."""
        if request.context:
            self._digest = self.digest(request)
            self._pending.append(request)

    def draw(self, request: Request) -> Drawing | None:
        """Run the snippet of ``request`` and draw its result, unless it wants no drawing.

        Raises:
            SnippetError: if it fails or cannot be drawn.

        """
        namespace = self._namespace(request)
        if request.context:
            self._digest = self.digest(request)
        snippet, okexcept = request.snippet, request.okexcept
        if not request.draws:
            run_snippet(snippet, namespace, okexcept=okexcept)
            return None
        arguments = drawing_arguments(request.options)
        return draw_snippet(snippet, namespace, request.expression, okexcept=okexcept, **arguments)

    def _namespace(self, request: Request) -> dict[str, Any]:
        if not request.context:
            return _fresh(request)
        for skipped in self._pending:
            self._prepare(skipped)
            skipped.snippet.run(self._shared)
        self._pending.clear()
        self._prepare(request)
        return self._shared

    def _prepare(self, request: Request) -> None:
        if not self._shared:
            self._shared.update(_fresh(request))


def _fresh(request: Request) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__", "__file__": request.snippet.source}
    run_snippet(Snippet(request.setup, "<setup>"), namespace)
    return namespace
