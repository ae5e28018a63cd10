"""What must be recorded while a program runs, to be shown afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext


def recording(show: str | None) -> AbstractContextManager[None]:
    """A context that records what the facets of ``show`` need, for programs that run in it.

    Raises:
        ValueError: if ``show`` has a word that names no facet.

    """
    from graphviz_autograd.annotations import parse_show

    return _lines_recorded() if "lines" in parse_show(show) else nullcontext()


@contextmanager
def _lines_recorded() -> Iterator[None]:
    """Record the lines that call operations.

    PyTorch records them in its anomaly mode, which is on from the moment the program imports it.
    NaN is no error in it, as it is none outside.
    """
    from graphviz_autograd.engine import record_origins
    from graphviz_autograd.sources.after_import import after_import

    with ExitStack() as undo:

        def switch_on() -> None:
            anomaly_mode = sys.modules["torch"].autograd.set_detect_anomaly
            undo.enter_context(anomaly_mode(True, check_nan=False))

        undo.enter_context(record_origins())
        undo.enter_context(after_import("torch", switch_on))
        yield
