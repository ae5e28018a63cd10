"""HTML that survives the cleaning of notebooks and takes the colours of its page.

It is made of images that hold their data, tables and ``<details>``, with styles that JupyterLab
leaves in notebooks that are not trusted.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing

LEAST_SCALE = 2 / 3
"""A picture wider than its page is made so small, and then scrolled: its text stays legible."""

FOLLOW_THE_PAGE = (
    "<style>"
    ':is([data-jp-theme-light="true"],[data-theme="light"],[theme="light"],'
    ".vscode-light,.vscode-high-contrast-light) img.autograd-graph{color-scheme:light}"
    ':is([data-jp-theme-light="false"],[data-theme="dark"],[theme="dark"],'
    ".vscode-dark,.vscode-high-contrast:not(.vscode-high-contrast-light))"
    " img.autograd-graph{color-scheme:dark}"
    "</style>"
)
"""Makes a picture light or dark as JupyterLab, Sphinx, Colab and VS Code mark their pages.

Where it is cleaned away, a picture follows the browser, on a background of its own.
"""

_MONOSPACE = "margin:0;padding:0;background:none;font-family:monospace"
_PROSE = f"{_MONOSPACE};white-space:pre-wrap;word-break:normal;overflow-wrap:break-word"
_FIXED = f"{_MONOSPACE};white-space:pre;overflow-x:auto"
_TABLE = "border-collapse:collapse;font-size:90%;margin:0"
_CELL = "text-align:left;vertical-align:top;padding:2px 16px 2px 0"
_HEAD = f"{_CELL};white-space:nowrap;font-weight:600;opacity:.75"


def figure(drawing: Drawing) -> str:
    """The picture, which can be scrolled if it is wide, and its text, folded."""
    data = base64.b64encode(drawing.render("svg").encode()).decode()
    least = round(drawing.picture.layout.width * LEAST_SCALE)
    style = f"max-width:100%;min-width:{least}px;height:auto"
    image = (
        f'<img class="autograd-graph" src="data:image/svg+xml;base64,{data}" '
        f'alt="{escape(drawing.alt_text)}" style="{style}">'
    )
    text = details("as text", fixed(drawing.render("txt").rstrip()))
    return f"{_scrolled(image)}{text}{FOLLOW_THE_PAGE}"


def details(summary: str, body: str) -> str:
    """HTML ``body``, which is shown when its summary is clicked."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def heading(text: str, quiet: str = "") -> str:
    """A line above a table, the end of it ``quiet``."""
    return f"<div><strong>{escape(text)}</strong> {note(quiet) if quiet else ''}</div>"


def note(text: str) -> str:
    """Some words in small print."""
    return f'<span style="font-size:90%;opacity:.75">{escape(text)}</span>'


def facts(rows: Mapping[str, str]) -> str:
    """A table of HTML by its names; it can be scrolled if it is wide."""
    lines = (
        f'<tr><th scope="row" style="{_HEAD}">{escape(name)}</th>'
        f'<td style="{_CELL}">{body}</td></tr>'
        for name, body in rows.items()
    )
    return _table("".join(lines))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of short texts under their titles; it can be scrolled if it is wide."""
    head = "".join(f'<th scope="col" style="{_HEAD}">{escape(title)}</th>' for title in titles)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return _table(f"<tr>{head}</tr>{body}")


def prose(text: str) -> str:
    """Text or code whose lines may be broken."""
    return f'<pre style="{_PROSE}">{escape(text)}</pre>'


def fixed(text: str) -> str:
    """Text whose lines stay as they are, such as a tree."""
    return f'<pre style="{_FIXED}">{escape(text)}</pre>'


def _table(rows: str) -> str:
    return _scrolled(f'<table style="{_TABLE}">{rows}</table>')


def _scrolled(body: str) -> str:
    return f'<div style="overflow-x:auto">{body}</div>'


def _cell(text: str) -> str:
    return f'<td style="{_CELL};white-space:nowrap">{escape(text)}</td>'
