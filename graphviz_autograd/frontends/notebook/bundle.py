"""What an object shows in a notebook, by MIME type, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from graphviz_autograd.frontends.notebook.content import content
from graphviz_autograd.frontends.notebook.html import prose

ON_REQUEST = ("image/png",)
"""Large, and only wanted by programs that name it."""


def mimebundle(
    shown: Any, include: Collection[str] | None = None, exclude: Collection[str] | None = None
) -> dict[str, Any]:
    """The data of ``shown`` by MIME type.

    It never raises, for a notebook would show the traceback: if something cannot be made, HTML and
    text say what and why.

    Args:
        shown: an object that `content` knows.
        include: the types that are wanted, by default all but those `ON_REQUEST`.
        exclude: types that are not.

    """
    try:
        makers = content(shown)
        kinds = _chosen(makers, include, exclude)
        return {kind: makers[kind]() for kind in kinds}
    except Exception as error:
        text = f"{_words(shown)}\ncannot be shown: {error}"
        failed = {"text/html": prose(text), "text/plain": text}
        return {kind: failed[kind] for kind in _chosen(failed, include, exclude)}


def _chosen(
    there: Collection[str], include: Collection[str] | None, exclude: Collection[str] | None
) -> list[str]:
    wanted = set(there) - set(ON_REQUEST) if include is None else set(include)
    return sorted(wanted & set(there) - set(exclude or ()))


def _words(shown: Any) -> str:
    try:
        return repr(shown)
    except Exception:
        return f"<{type(shown).__name__}>"
