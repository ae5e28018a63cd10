"""A custom fence for the superfences of Python-Markdown: MkDocs, Zensical and others.

Name `fence` as the format and `validator` as the validator of a custom fence.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from graphviz_autograd.frontends.data_image import DataImage, data_image, new_page
from graphviz_autograd.frontends.drawing_options import (
    Converter,
    flag,
    one_of,
    parse_options,
    seconds,
    some_text,
    text,
)
from graphviz_autograd.frontends.page import Page
from graphviz_autograd.frontends.snippet import Snippet, SnippetError

OPTIONS: dict[str, Converter] = {
    "alt": text,
    "caption": some_text,
    "context": flag,
    "include-source": one_of("above", "below", "no"),
    "no-picture": flag,
    "okexcept": flag,
    "show": some_text,
    "source": some_text,
    "timeout": seconds,
    "width": some_text,
}
"""Those of a fence, besides the ones of its drawing."""


def validator(
    _language: str, inputs: dict[str, str], options: dict[str, Any], _attrs: Any, _md: Any
) -> bool:
    """Take all options; `fence` says what is wrong with them."""
    options.update(inputs)
    return True


def fence(
    source: str,
    _language: str,
    _css_class: str,
    options: Mapping[str, str],
    md: Any,
    **_: Any,
) -> str:
    """The HTML of a fence: its code and the graph it computes.

    Raises:
        SuperFencesException: if the snippet fails; the build then fails too, where any other
            exception would leave the fence as text.

    """
    from pymdownx.superfences import SuperFencesException

    try:
        return _figure(source, parse_options(_as_written(options), OPTIONS), md)
    except Exception as error:
        raise SuperFencesException(_message(source, error)) from error


def _as_written(options: Mapping[str, str]) -> dict[str, str | None]:
    """Options as written: one alone comes as its own name, and ``no_legend`` is ``no-legend``.

    Names have no hyphen where superfences reads a header without braces.
    """
    return {k.replace("_", "-"): None if v == k else v for k, v in options.items()}


def _figure(source: str, options: Mapping[str, Any], md: Any) -> str:
    path = options.get("source")
    code = Path(path).read_text(encoding="utf-8") if path else source
    image = data_image(code, path or "the fence", options, _page(md))
    picture = "" if image is None else _captioned(image, options)
    visible = Snippet(code, "").visible
    shown = "" if options.get("include-source") == "no" else _highlighted(visible, md)
    parts = (picture, shown) if options.get("include-source") == "below" else (shown, picture)
    return "".join(parts)


_pages: WeakKeyDictionary[Any, Page] = WeakKeyDictionary()


def _page(md: Any) -> Page:
    """The page that ``md`` converts: site generators make a converter for each."""
    if md not in _pages:
        _pages[md] = new_page()
    return _pages[md]


def _captioned(image: DataImage, options: Mapping[str, Any]) -> str:
    width = f' width="{escape(options["width"])}"' if "width" in options else ""
    alt = escape(image.alt)
    shown = f'<img class="autograd-graph" src="{image.url}" alt="{alt}"{width}>'
    words = escape(options.get("caption", ""))
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{shown}{caption}</figure>"


def _highlighted(code: str, md: Any) -> str:
    """``code`` as the site highlights all its code."""
    from pymdownx.highlight import Highlight

    html: str = Highlight(md).highlight(code, "python")
    return html


def _message(source: str, error: Exception) -> str:
    first = source.strip().partition("\n")[0]
    if not isinstance(error, SnippetError):
        return f"autograd-graph: {error}"
    faults = "; ".join(f"line {fault.line}: {fault.message}" for fault in error.faults)
    return f"autograd-graph, in the fence that begins with {first!r}, {faults}"
