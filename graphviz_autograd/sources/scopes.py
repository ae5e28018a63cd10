"""Named parts of a program: what operations are recorded in them.

A scope notes how far the numbering of nodes has come where it begins and where it ends. So
operations cost nothing more inside one, and no tensor is kept alive by it.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter

from graphviz_autograd.sources import SOURCES
from graphviz_autograd.sources.base import Function, Source

MAX_SCOPES = 50_000
"""So many scopes a thread remembers; a training loop forgets the oldest."""


@dataclass(eq=False, slots=True)
class Scope:
    """One passage through a ``with scope(name)``.

    ``starts`` and ``ends`` are the next numbers of nodes there, one for each of `SOURCES`;
    ``ends`` is ``None`` while it lasts.
    """

    name: str
    parent: Scope | None
    starts: tuple[int, ...] = field(default_factory=lambda: _numbers())
    ends: tuple[int, ...] | None = None


class _Scopes(threading.local):
    """The scopes of one thread, in the order of their beginnings, and the innermost now."""

    def __init__(self) -> None:
        self.entered: deque[Scope] = deque(maxlen=MAX_SCOPES)
        self.current: Scope | None = None


_scopes = _Scopes()


@contextmanager
def scope(name: str) -> Iterator[None]:
    """Let a drawing put a frame called ``name`` around the operations recorded in this block.

    Scopes may be nested. They may also decorate a function, such as a ``forward``: then each call
    is a scope. They are known to the thread that entered them.

    Raises:
        TypeError: if ``name`` is no text.

    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a scope is a str, not {type(name).__name__}: {name!r}")
    entered = enter(name)
    try:
        yield
    finally:
        leave(entered)


def enter(name: str) -> Scope:
    """Begin a scope in the innermost one of this thread."""
    entered = Scope(name, _scopes.current)
    _scopes.entered.append(entered)
    _scopes.current = entered
    return entered


def leave(entered: Scope) -> None:
    """End ``entered``."""
    entered.ends = _numbers()
    _scopes.current = entered.parent


def _numbers() -> tuple[int, ...]:
    return tuple(source.next_sequence_nr() for source in SOURCES)


def scope_finder(source: Source) -> Callable[[Function], Scope | None] | None:
    """What finds the innermost scope that a function was recorded in; ``None`` without scopes."""
    if not _scopes.entered:
        return None
    which = SOURCES.index(source)
    known = list(_scopes.entered)
    starts = [starts[which] for starts in map(attrgetter("starts"), known)]

    def find(function: Function) -> Scope | None:
        number = source.sequence_nr(function)
        position = bisect_right(starts, number) - 1
        found = known[position] if position >= 0 else None
        while found is not None and found.ends is not None and found.ends[which] <= number:
            found = found.parent
        return found

    return find
