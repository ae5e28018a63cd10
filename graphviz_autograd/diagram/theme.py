"""Themes: from the role of a thing to how it looks. Each is a TOML file; see docs/themes.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from graphviz_autograd.diagram.model import Note, Row, Span
from graphviz_autograd.diagram.style import Color, Style, TextStyle
from graphviz_autograd.diagram.theme_file import Document, ThemeError, merge, read_document, styles

_FOLDER = files("graphviz_autograd.diagram") / "themes"
BASE = "classic"
"""The theme that has a style for every role, and that others start from."""


@dataclass(frozen=True)
class Theme:
    """The styles of one look, by role."""

    name: str
    page: Color
    hair: Color
    frame: Mapping[str, Style]
    node: Mapping[str, Style]
    edge: Mapping[str, Style]
    note: Mapping[str, Style]
    mark: Mapping[str, Style]
    text: Mapping[str, TextStyle]

    def span(self, role: str, text: str) -> Span:
        """``text`` in the style of ``role``, after the sign of that role if it has one."""
        style = self.text[role]
        return Span(f"{style.sign} {text}" if style.sign else text, style)

    def make_note(self, role: str, *rows: Row, name: str = "") -> Note:
        """A note of ``rows``: a chip if the theme has a style for ``role``, else plain text."""
        return Note(role, rows, self.note.get(role), name)


def load_theme(theme: str | PathLike[str]) -> Theme:
    """The theme of that name, or in the TOML file at that path.

    Raises:
        ThemeError: if there is none of that name, or the file is no theme; the message names the
            file, the key, and the cure.

    """
    name = fspath(theme)
    if name in theme_names():
        return _built_in(name)
    if not name.endswith(".toml"):
        known = ", ".join(theme_names())
        raise ThemeError(f"no theme {name!r}; there are: {known}; or name a .toml file")
    return _theme(Path(name).stem, _read(name))


def theme_names() -> list[str]:
    """The themes there are, sorted."""
    return sorted(
        f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml")
    )


@cache
def _built_in(name: str) -> Theme:
    return _theme(name, _built_in_document(name))


@cache
def _built_in_document(name: str) -> Document:
    file = f"{name}.toml"
    document = read_document(file, (_FOLDER / file).read_text(encoding="utf-8"))
    return document if name == BASE else _extended(document)


def _read(path: str) -> Document:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ThemeError(f"no theme file {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: cannot be read as a theme: {error}") from None
    return _extended(read_document(path, text))


def _extended(document: Document) -> Document:
    base = document.data.get("extends", BASE)
    if base not in theme_names():
        known = ", ".join(theme_names())
        raise ThemeError(f"{document.file}: extends: no theme {base!r}; there are: {known}")
    return merge(_built_in_document(base), document)


def _theme(name: str, document: Document) -> Theme:
    found = styles(document)
    return Theme(
        name=name,
        page=found.colors["page"],
        hair=found.colors["hair"],
        text=found.text,
        **found.strokes,
    )
