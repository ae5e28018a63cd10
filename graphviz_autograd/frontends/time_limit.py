"""How long a snippet may run, so that one without an end does not hold up a build for ever."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NoReturn

TIMEOUT = 60
"""Seconds that a snippet may run unless its page says otherwise."""


def time_limit(seconds: float) -> AbstractContextManager[None]:
    """A context that stops what runs inside after ``seconds``; with 0 there is no limit.

    Outside the main thread, where some site generators work, and on systems without ``SIGALRM``,
    a single long call into C is let finish first.

    Raises:
        TimeoutError: at the line that is running then.

    """
    if not seconds:
        return nullcontext()
    is_main = threading.current_thread() is threading.main_thread()
    limit = _by_signal if is_main and hasattr(signal, "SIGALRM") else _by_thread
    return limit(seconds, _error(seconds))


def _error(seconds: float) -> type[TimeoutError]:
    """The error with its message: the interpreter is given a class, and makes one by itself."""
    message = f"it ran longer than {seconds:g} s; timeout sets another limit"
    return type("TimeoutError", (TimeoutError,), {"__str__": lambda _: message})


@contextmanager
def _by_signal(seconds: float, error: type[TimeoutError]) -> Iterator[None]:
    def stop(*_: object) -> NoReturn:
        raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


@contextmanager
def _by_thread(seconds: float, error: type[TimeoutError]) -> Iterator[None]:
    raise_in_thread = _raiser(threading.get_ident())
    timer = threading.Timer(seconds, raise_in_thread, [error])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        raise_in_thread(None)  # what was not raised in time is not raised at all


def _raiser(thread: int) -> Callable[[type[Exception] | None], None]:
    """What has the interpreter raise an exception in ``thread``, or with ``None`` takes it back."""

    def raise_in_thread(error: type[Exception] | None) -> None:
        raised = None if error is None else ctypes.py_object(error)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)

    return raise_in_thread
