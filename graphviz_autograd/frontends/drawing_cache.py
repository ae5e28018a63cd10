"""What snippets gave, kept in a folder: a snippet runs only if its result is not there.

A result is named after all that it was made from. Files are replaced whole, so that builds that
run side by side do not disturb each other.
"""

from __future__ import annotations

import os
import pickle
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_autograd.files import write_atomically
from graphviz_autograd.frontends.page import Page, Request
from graphviz_autograd.frontends.snippet import Fault, Snippet, SnippetError
from graphviz_autograd.layout.dot import LayoutError

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing

FOLDER = ".graphviz-autograd"
"""Where results are kept by tools that have no such place: in the working folder."""

DAYS = 30
"""After which a result there is removed that no build asked for."""


class DrawingCache:
    """The results in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, page: Page, request: Request) -> Path:
        """The file of the result of ``request``; if it is there, the snippet ran well."""
        return self.folder / f"ag-{page.digest(request)}.pickle"

    def draw(self, page: Page, request: Request, *, rerun: bool = False) -> Drawing | None:
        """The drawing of ``request``, if it wants one; what is kept does not run unless ``rerun``.

        Raises:
            SnippetError: if the snippet fails or cannot be drawn.

        """
        path = self.path(page, request)
        if not rerun:
            # Where nothing is kept, or what another version kept, which raises anything.
            with suppress(Exception):
                kept = load(path)
                page.skip(request)
                return kept
        drawing = page.draw(request)
        if drawing is not None:
            _lay_out(drawing, request.snippet)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, pickle.dumps(drawing))
        return drawing


def _lay_out(drawing: Drawing, snippet: Snippet) -> None:
    """Make the layout of ``drawing`` now, to be kept with it; a failure is that of ``snippet``."""
    try:
        _ = drawing.picture.layout
    except LayoutError as error:
        fault = Fault(f"cannot draw: {error}", snippet.first_line, "draw")
        raise SnippetError([fault]) from error


class ProjectCache(DrawingCache):
    """A cache that nobody tells when a build ends: results go when they are no longer asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            write_atomically(folder / ".gitignore", "*\n")
        self._remove_old()

    def draw(self, page: Page, request: Request, *, rerun: bool = False) -> Drawing | None:
        """As that of every cache; the result then stays for another `DAYS` days."""
        path = self.path(page, request)
        drawing = super().draw(page, request, rerun=rerun)
        with suppress(OSError):  # another build may have removed it
            os.utime(path)
        return drawing

    def _remove_old(self) -> None:
        oldest = time.time() - DAYS * 24 * 60 * 60
        for path in self.folder.glob("ag-*.pickle"):
            if _is_before(path, oldest):
                path.unlink(missing_ok=True)


def _is_before(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except OSError:  # another build has removed it
        return False


@cache
def project_cache(folder: Path) -> ProjectCache:
    """The cache of the project in ``folder``."""
    return ProjectCache(folder / FOLDER)


def load(path: Path) -> Drawing | None:
    """The result that is kept at ``path``."""
    drawing: Drawing | None = pickle.loads(path.read_bytes())
    return drawing
