"""The traceback of the user's program, without the frames of the program that runs it."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from traceback import FrameSummary, TracebackException, walk_tb

import graphviz_autograd

_OURS = os.path.dirname(os.path.abspath(graphviz_autograd.__file__)) + os.sep
_IMPORT_SYSTEM = ("<frozen importlib", importlib.__file__)


def format_user_traceback(error: BaseException) -> str:
    """``error`` as Python shows it, with the frames of the user's files and of their libraries."""
    trace = TracebackException.from_exception(error)
    for part in _chain(trace):
        part.stack[:] = [frame for frame in part.stack if _is_users(frame)]
    return "".join(trace.format())


def has_user_frames(error: BaseException) -> bool:
    """Whether ``error`` comes from inside the user's code, not from how it was called."""
    frames = (frame.f_code.co_filename for frame, _ in walk_tb(error.__traceback__))
    return any(_is_users_file(name) for name in frames)


def _chain(trace: TracebackException) -> Iterator[TracebackException]:
    pending: list[TracebackException | None] = [trace]
    while pending:
        part = pending.pop()
        if part is not None:
            yield part
            pending += [part.__cause__, part.__context__, *(part.exceptions or ())]


def _is_users(frame: FrameSummary) -> bool:
    return _is_users_file(frame.filename)


def _is_users_file(name: str) -> bool:
    return not name.startswith((_OURS, *_IMPORT_SYSTEM))
