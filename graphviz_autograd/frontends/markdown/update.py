"""The pictures of one Markdown file: which are stale, and what the file is with new ones."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphviz_autograd.diagram.theme import theme_names
from graphviz_autograd.frontends.drawing_options import (
    Converter,
    flag,
    one_of,
    parse_options,
    seconds,
    some_text,
    text,
)
from graphviz_autograd.frontends.imported_files import own_folders
from graphviz_autograd.frontends.markdown.block import Block, block_lines, find_block
from graphviz_autograd.frontends.markdown.content import Content, content_of, picture_names
from graphviz_autograd.frontends.markdown.fences import Fence, find_fences
from graphviz_autograd.frontends.page import Page, Request
from graphviz_autograd.frontends.snippet import Fault, Snippet, SnippetError
from graphviz_autograd.frontends.time_limit import TIMEOUT
from graphviz_autograd.layout.dot import LayoutError
from graphviz_autograd.render import RenderError

OPTIONS: dict[str, Converter] = {
    "alt": text,
    "as": one_of("picture", "mermaid"),
    "context": flag,
    "okexcept": flag,
    "show": some_text,
    "timeout": seconds,
    "width": some_text,
}
"""Those of a fence, besides the ones of its drawing."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and at which line of the file."""

    line: int
    message: str


@dataclass
class Update:
    """What a file ought to be: its text, and the pictures that are to be written.

    ``problems`` are fences that could not be drawn, or whose blocks someone edited; these are
    left as they are.
    """

    path: Path
    before: str
    after: str = ""
    pictures: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_stale(self) -> bool:
        """Whether something is to be written."""
        return self.before != self.after or bool(self.pictures)

    def check_unchanged(self) -> None:
        """See that nobody edited the file while its snippets ran.

        Raises:
            OSError: if somebody did: to write `after` would undo that.

        """
        if _text(self.path) != self.before:
            raise OSError(f"{self.path} was edited while its snippets ran: update it again")

    @property
    def unused(self) -> set[Path]:
        """Pictures that the file had and has no more."""
        gone = picture_names(self.before) - picture_names(self.after)
        return {self.path.parent / name for name in gone}


def _text(path: Path) -> str:
    """The text of the file at ``path``, with the line endings that it has."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def update(
    path: Path, images: str = "images", *, rerun: bool = False, force: bool = False
) -> Update:
    """What the Markdown file at ``path`` is with new pictures; nothing is written.

    Args:
        path: the file.
        images: the folder of its pictures, as seen from the file.
        rerun: whether to run what has not changed, too.
        force: whether to replace what was edited by hand.

    Raises:
        OSError: if the file cannot be read.

    """
    before = _text(path)
    updated = Update(path, before)
    ending = "\r\n" if "\r\n" in before else "\n"
    lines = before.split(ending)
    with _importing_from(path.parent):
        parts = list(_Writer(updated, lines, images, rerun, force).parts())
    updated.after = ending.join(parts)
    return updated


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder.absolute()))
    try:
        yield
    finally:
        sys.path.pop(0)


def dependencies(path: Path) -> set[Path]:
    """The files that the pictures of the Markdown file at ``path`` depend on; nothing is run."""
    found: set[Path] = set()
    with _importing_from(path.parent), suppress(OSError, UnicodeDecodeError):
        page = Page(own_folders())
        for fence in find_fences(path.read_text(encoding="utf-8").splitlines()):
            with suppress(ValueError):
                found.update(page.files(_request(path, fence)))
    return found


def _request(path: Path, fence: Fence) -> Request:
    """What ``fence`` of the file at ``path`` asks for.

    Raises:
        ValueError: if its options make no sense.

    """
    written = (word.partition("=")[::2] for word in shlex.split(fence.options))
    options: dict[str, Any] = parse_options(dict(written), OPTIONS)
    theme = options.get("theme")
    if theme is not None and theme not in theme_names():
        options["theme"] = str(path.parent / theme)
    return Request(
        Snippet(fence.code, str(path), fence.first_line, options.get("timeout", TIMEOUT)),
        options.get("show", ""),
        options,
        context="context" in options,
        okexcept="okexcept" in options,
    )


@dataclass
class _Writer:
    """Writes the lines of a file anew, fence by fence."""

    updated: Update
    lines: Sequence[str]
    images: str
    rerun: bool
    force: bool

    def __post_init__(self) -> None:
        self.page = Page(own_folders())

    def parts(self) -> Iterator[str]:
        done = 0
        for fence in find_fences(self.lines):
            block = find_block(self.lines, fence.end)
            yield from self.lines[done : block.start]
            yield from self._block(fence, block)
            done = block.end
        yield from self.lines[done:]

    def _block(self, fence: Fence, block: Block) -> Sequence[str]:
        old = self.lines[block.start : block.end]
        try:
            request = _request(self.updated.path, fence)
        except ValueError as error:
            return self._problem(old, Fault(str(error), fence.first_line - 1))
        digest = self.page.digest(request)
        if block.is_edited and not self.force:
            self.page.skip(request)
            edited = "the block of its picture was edited by hand; edit the code, or use --force"
            return self._problem(old, Fault(edited, block.start + 1))
        if not self.rerun and block.digest == digest and self._has_pictures(old):
            self.page.skip(request)
            return old
        try:
            return self._drawn(fence, block, request, digest)
        except SnippetError as error:
            return self._problem(old, *error.faults)
        except (LayoutError, RenderError) as error:
            return self._problem(old, Fault(f"cannot draw: {error}", fence.first_line))

    def _drawn(self, fence: Fence, block: Block, request: Request, digest: str) -> list[str]:
        drawing = self.page.draw(request)
        assert drawing is not None
        content = content_of(drawing, request.options, f"{self.images}/ag-{digest}")
        self._write(content)
        gap = [] if block.digest else [""]
        return [*gap, *block_lines(digest, content.lines, fence.indent)]

    def _write(self, content: Content) -> None:
        folder = self.updated.path.parent
        for name, svg in content.pictures.items():
            path = folder / name
            if not path.is_file() or path.read_text(encoding="utf-8") != svg:
                self.updated.pictures[path] = svg

    def _has_pictures(self, block: Sequence[str]) -> bool:
        folder = self.updated.path.parent
        return all((folder / name).is_file() for name in picture_names("\n".join(block)))

    def _problem(self, old: Sequence[str], *faults: Fault) -> Sequence[str]:
        self.updated.problems += [Problem(fault.line, fault.message) for fault in faults]
        return old
