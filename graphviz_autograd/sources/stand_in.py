"""Standing in for a function while something is watched, and giving its place back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from typing import Any

Function = Callable[..., Any]


class StandIn:
    """Calls ``replacement`` in the place of ``original``, until it is over.

    Others may stand in for this one in turn and be over later; then it still is called, and calls
    ``original``.
    """

    def __init__(self, original: Function, replacement: Function) -> None:
        update_wrapper(self, original)  # first: attributes of a stand-in would become ours
        self.original, self.replacement, self.is_over = original, replacement, False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the one or the other."""
        return (self.original if self.is_over else self.replacement)(*args, **kwargs)

    def leave(self, now: Any) -> Any:
        """Be over; what belongs in the place where ``now`` stands."""
        self.is_over = True
        while isinstance(now, StandIn) and now.is_over:
            now = now.original
        return now


@contextmanager
def standing_in(owner: Any, name: str, replace: Callable[[Function], Function]) -> Iterator[None]:
    """Let what ``replace`` makes of the function stand at ``owner.name`` while the context lasts.

    Such contexts may end in any order.
    """
    original = getattr(owner, name)
    stand_in = StandIn(original, replace(original))
    setattr(owner, name, stand_in)
    try:
        yield
    finally:
        setattr(owner, name, stand_in.leave(getattr(owner, name)))
