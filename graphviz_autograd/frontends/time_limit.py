"""How long a snippet may run, so that one without an end does not hold up a build for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

TIMEOUT = 60
"""Seconds that a snippet may run unless its page says otherwise."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop what runs inside after ``seconds``; with 0 there is no limit.

    Nor is there one outside the main thread, and on systems without ``SIGALRM``.

    Raises:
        TimeoutError: at the line that is running then.

    """
    if not seconds or not _can_interrupt():
        yield
        return

    def stop(*_: object) -> NoReturn:
        raise TimeoutError(f"it ran longer than {seconds:g} s; timeout sets another limit")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def _can_interrupt() -> bool:
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
