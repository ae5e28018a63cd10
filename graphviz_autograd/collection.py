"""No garbage collection while what stays is made: a drawing, or the modules of an import."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def without_collection(function: Callable[P, R]) -> Callable[P, R]:
    """Make ``function`` run while the cyclic garbage collector pauses.

    A drawing is a large number of small objects that all stay and form no cycles, as are modules.
    The collector would look at them again and again, which makes the time grow faster than the
    graph, and at all that the program has besides.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            if was_enabled:
                gc.enable()

    return run
