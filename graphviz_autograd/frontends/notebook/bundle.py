"""What an object shows in a notebook, by MIME type, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from graphviz_autograd.frontends.notebook.content import content
from graphviz_autograd.frontends.notebook.html import prose
from graphviz_autograd.sources.ipython import running_shell

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
        include: the types that are wanted, by default all but those `ON_REQUEST`; in a terminal,
            those that IPython shows there, so that nothing is laid out for nobody.
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
    wanted = _shown_here(there) if include is None else set(include)
    return sorted(wanted & set(there) - set(exclude or ()))


def _shown_here(there: Collection[str]) -> set[str]:
    formatter = getattr(running_shell(), "display_formatter", None)
    types = set(there) if formatter is None else set(formatter.active_types)
    return types - set(ON_REQUEST)


def _words(shown: Any) -> str:
    try:
        return repr(shown)
    except Exception:
        return f"<{type(shown).__name__}>"
