"""What a notebook is given of each kind of object."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Mapping
from functools import singledispatch
from html import escape
from typing import Any

from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.inspecting import Inspection
from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.frontends.inspector import fact_texts
from graphviz_autograd.graph.model import Graph

Content = Mapping[str, Callable[[], Any]]
"""For each MIME type, what makes the data."""

ON_REQUEST = ("image/png",)
"""Large, and only wanted by programs that name it."""

_TABLE = "border-collapse:collapse;font-size:90%"
_HEAD = "text-align:left;vertical-align:top;padding:2px 16px 2px 0;font-weight:600;opacity:.75"
_CELL = "text-align:left;padding:2px 0"
_CODE = "margin:0;white-space:pre-wrap;background:none;font-size:95%"
_IMAGE = "max-width:100%;height:auto"


def mimebundle(
    shown: Any, include: Collection[str] | None = None, exclude: Collection[str] | None = None
) -> dict[str, Any]:
    """The data of ``shown`` by MIME type.

    It never raises: what cannot be made is left out, and the text says why.

    Args:
        shown: an object that `content` knows.
        include: the types that are wanted, by default all but those `ON_REQUEST`.
        exclude: types that are not.

    """
    try:
        makers = content(shown)
    except Exception as error:  # a notebook would print the traceback of a display
        return {"text/plain": f"{shown!r}\ncannot be drawn: {error}"}
    wanted = set(makers) - set(ON_REQUEST) if include is None else set(include)
    bundle: dict[str, Any] = {}
    for kind in sorted(wanted & set(makers) - set(exclude or ())):
        try:
            bundle[kind] = makers[kind]()
        except Exception as error:
            return {"text/plain": f"{shown!r}\ncannot be shown as {kind}: {error}"}
    return bundle


@singledispatch
def content(shown: Any) -> Content:
    """What there is to show of an object; register a function for each class."""
    return {"text/plain": lambda: repr(shown)}


@content.register
def _drawing(shown: Drawing) -> Content:
    return {
        "text/html": lambda: _figure(shown),
        "image/svg+xml": lambda: shown.render("svg"),
        "image/png": lambda: shown.render("png"),
        "text/plain": lambda: repr(shown),
    }


@content.register
def _graph(shown: Graph) -> Content:
    return {**_drawing(draw(shown)), "text/plain": lambda: repr(shown)}


@content.register
def _inspection(shown: Inspection) -> Content:
    return {
        "text/html": lambda: table(shown.name or "(unnamed)", fact_texts(shown)),
        "text/plain": lambda: repr(shown),
    }


def _figure(drawing: Drawing) -> str:
    data = base64.b64encode(drawing.render("svg").encode()).decode()
    alt = escape(drawing.alt_text)
    image = f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" style="{_IMAGE}">'
    return f"{image}{details('as text', drawing.render('txt'))}"


def table(title: str, rows: Mapping[str, str]) -> str:
    """HTML of facts by their names; those of many lines are folded."""
    lines = "".join(
        f'<tr><th style="{_HEAD}">{escape(name)}</th><td style="{_CELL}">{_fact(text)}</td></tr>'
        for name, text in rows.items()
    )
    return f'<strong>{escape(title)}</strong><table style="{_TABLE}">{lines}</table>'


def details(summary: str, text: str) -> str:
    """HTML of a text that is shown when its summary is clicked."""
    return f"<details><summary>{escape(summary)}</summary>{_pre(text)}</details>"


def _fact(text: str) -> str:
    first, _, more = text.partition("\n")
    return details(first, text) if more else _pre(first)


def _pre(text: str) -> str:
    return f'<pre style="{_CODE}">{escape(text)}</pre>'
