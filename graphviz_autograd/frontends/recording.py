"""What must be recorded while a program runs, to be shown afterwards."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext


def recording(show: str | None) -> AbstractContextManager[None]:
    """A context that records what the facets of ``show`` need, for programs that run in it.

    Raises:
        ValueError: if ``show`` has a word that names no facet.

    """
    from graphviz_autograd.annotations import parse_show
    from graphviz_autograd.engine import record_origins

    return record_origins() if "lines" in parse_show(show) else nullcontext()
