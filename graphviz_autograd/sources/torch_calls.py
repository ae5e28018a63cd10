"""What a program calls of PyTorch while it is watched: where, and what it cuts off.

A function mode of PyTorch is told of each call. What it notes are numbers of nodes, places in code,
and weak references: no tensor and no graph is kept alive by it.
"""

from __future__ import annotations

import sys
import threading
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import Any

from graphviz_autograd.sources.base import Function, Place
from graphviz_autograd.sources.torch_cuts import Cuts
from graphviz_autograd.sources.torch_origins import Origin, caller, place_of

MAX_CALLS = 500_000
"""So many calls a thread remembers; a training loop forgets the oldest."""


class Calls(threading.local):
    """The calls of one thread that made nodes, by the numbers of the first of those and the next.

    The numbers of the nodes of a thread grow.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.origins: list[Origin] = []

    def note(self, start: int, end: int) -> None:
        """The innermost call outside PyTorch made the nodes from ``start`` to ``end``."""
        if len(self.starts) >= 2 * MAX_CALLS:
            for one in (self.starts, self.ends, self.origins):
                del one[:MAX_CALLS]
        self.starts.append(start)
        self.ends.append(end)
        self.origins.append(caller(2))

    def place(self, sequence_nr: int) -> Place | None:
        """Where the node of that number was made, if it was while this was noted."""
        position = bisect_right(self.starts, sequence_nr) - 1
        if position < 0 or self.ends[position] <= sequence_nr:
            return None
        return place_of(self.origins[position])


calls = Calls()
cuts = Cuts()
_hooked: dict[int, weakref.ref[Any]] = {}
"""Tensors that got a hook while the program was watched, by ``id``."""


def hooked_results(functions: Iterable[Function]) -> list[Any]:
    """The tensors that got a hook while the program was watched and one of ``functions`` made."""
    alive = [tensor for one in [*_hooked.values()] if (tensor := one()) is not None]
    made_by = set(map(id, functions)) if alive else set()
    return [tensor for tensor in alive if id(tensor.grad_fn) in made_by]


def _note_hooked(tensor: Any) -> None:
    key = id(tensor)
    _hooked[key] = weakref.ref(tensor, lambda _: _hooked.pop(key, None))


_OURS = "graphviz_autograd.engine.overriding"


def watching_calls() -> AbstractContextManager[Any]:
    """Note the calls of this thread while the context lasts; nothing before PyTorch is imported."""
    return _mode() if "torch.overrides" in sys.modules else nullcontext()


@contextmanager
def without_overrides() -> Iterator[None]:
    """Ask the framework itself while the context lasts, whatever types and modes make of a call."""
    theirs = getattr(sys.modules.get("torch._C"), "DisableTorchFunction", nullcontext)
    ours = getattr(sys.modules.get(_OURS), "undisturbed", nullcontext)
    with theirs(), ours():
        yield


def next_sequence_nr() -> int:
    """The number that this thread's next function gets; 0 where PyTorch does not tell."""
    tell = getattr(sys.modules.get("torch._C._autograd"), "_get_sequence_nr", None)
    return tell() if tell is not None else 0


def _mode() -> AbstractContextManager[Any]:
    return _mode_class()()  # type: ignore[no-any-return]


@cache
def _mode_class() -> Any:
    register_hook = sys.modules["torch"].Tensor.register_hook
    is_compiling = getattr(sys.modules.get("torch.compiler"), "is_compiling", lambda: False)

    def told(
        self: object,
        function: Any,
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        del self, types
        if is_compiling():  # traced by torch.compile, to which this call is all there is
            return function(*args, **(kwargs or {}))
        lost = cuts.before(function, args)
        start = next_sequence_nr()
        result = function(*args, **(kwargs or {}))
        end = next_sequence_nr()
        if end > start:
            calls.note(start, end)
        cuts.note(function, args, result, end - start, lost)
        if function is register_hook:
            _note_hooked(args[0])
        return result

    base = sys.modules["torch.overrides"].TorchFunctionMode
    return type("Calls", (base,), {"__torch_function__": told})
