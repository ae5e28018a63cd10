"""An executable plugin for MyST, the engine of Jupyter Book 2: the directive ``autograd-graph``.

A project names a file that runs ``python -m graphviz_autograd.frontends.myst_plugin``, see
docs/documents.md. MyST asks for the specification by running it without arguments, and for a
directive with ``--directive NAME`` and the directive as JSON on stdin; the answer is JSON too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from graphviz_autograd.frontends.data_image import data_image
from graphviz_autograd.frontends.drawing_options import (
    OPTIONS,
    Converter,
    flag,
    one_of,
    parse_options,
    seconds,
    some_text,
    text,
)
from graphviz_autograd.frontends.snippet import Snippet, SnippetError

NAME = "autograd-graph"

MORE: dict[str, Converter] = {
    "align": one_of("left", "center", "right"),
    "alt": text,
    "caption": some_text,
    "include-source": one_of("above", "below", "no"),
    "name": some_text,
    "okexcept": flag,
    "show": some_text,
    "timeout": seconds,
    "width": some_text,
}

Node = dict[str, Any]


def specification() -> dict[str, Any]:
    """What this plugin offers."""
    known = {**OPTIONS, **MORE}
    options = {
        name: {"type": "boolean" if convert is flag else "string"}
        for name, convert in known.items()
    }
    directive = {
        "name": NAME,
        "doc": "Run Python and show the graph that it computes.",
        "body": {"type": "string", "doc": "Python code.", "required": True},
        "options": options,
    }
    return {"name": NAME, "directives": [directive]}


def directive(data: Mapping[str, Any]) -> list[Node]:
    """The nodes of one directive: the code and its figure, or the code and what is wrong."""
    code = str(data.get("body") or "")
    source: Node = {"type": "code", "lang": "python", "value": Snippet(code, "").visible}
    try:
        options = parse_options(_written(data.get("options") or {}), MORE)
        figure = _figure(code, options)
    except (SnippetError, ValueError, OSError) as error:  # the last if results cannot be kept
        print(f"{NAME}: {error}", file=sys.stderr)
        return [source, _warning(str(error))]
    match options.get("include-source", "above"):
        case "no":
            return [figure]
        case "below":
            return [figure, source]
    return [source, figure]


def _written(options: Mapping[str, Any]) -> dict[str, str | None]:
    """Options as words; MyST sends a boolean for a flag."""
    given = {name: value for name, value in options.items() if value is not False}
    return {name: None if value is True else str(value) for name, value in given.items()}


def _figure(code: str, options: Mapping[str, Any]) -> Node:
    made = data_image(code, "the directive", options)
    assert made is not None
    image = {
        "type": "image",
        "url": made.url,
        "alt": made.alt,
        **{name: options[name] for name in ("align", "width") if name in options},
    }
    return _captioned(image, options) if {"caption", "name"} & set(options) else image


def _captioned(image: Node, options: Mapping[str, Any]) -> Node:
    words = [{"type": "text", "value": options.get("caption", "")}]
    caption = {"type": "caption", "children": [{"type": "paragraph", "children": words}]}
    label = options.get("name")
    named = {"label": label, "identifier": label} if label else {}
    return {"type": "container", "kind": "figure", "children": [image, caption], **named}


def _warning(message: str) -> Node:
    words = {"type": "paragraph", "children": [{"type": "text", "value": message}]}
    return {"type": "admonition", "kind": "warning", "children": [words]}


def main(arguments: list[str]) -> None:
    """Answer MyST."""
    answer: Any = specification()
    if arguments[:1] == ["--directive"]:
        answer = directive(json.load(sys.stdin))
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
