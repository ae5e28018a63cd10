"""The backwards that a program runs while it is watched, each with its record."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from operator import is_

from graphviz_autograd.annotations.record import Record, Watched, recording
from graphviz_autograd.sources.base import Function, Source, Tensor
from graphviz_autograd.sources.capture import Capture, Constants, capture, constants_of
from graphviz_autograd.sources.torch_calls import without_overrides


class NothingWatchedError(ValueError):
    """No backward ran while a program was watched; the message says what to draw instead."""


@dataclass(frozen=True)
class _Backward:
    """One backward, or several from the same tensors, which are known by weak reference."""

    roots: tuple[weakref.ref[Tensor], ...]
    functions: tuple[Function, ...]
    constants: Constants
    record: Record

    @property
    def is_alive(self) -> bool:
        return all(root() is not None for root in self.roots)

    def starts_from(self, tensors: tuple[Tensor, ...]) -> bool:
        known = [root() for root in self.roots]
        return len(known) == len(tensors) and all(map(is_, known, tensors))

    def seen_from(self, outputs: tuple[Tensor, ...]) -> Watched:
        return Watched(outputs, self.record, self.constants, self.functions)


@dataclass
class Backwards:
    """Every backward of a program whose tensors are still there, the last in any case.

    So a training loop remembers its last step only.
    """

    source: Source
    found: list[_Backward] = field(default_factory=list)
    last_roots: tuple[Tensor, ...] = ()

    def watching(self) -> AbstractContextManager[None]:
        """Record each backward while the context lasts."""
        return self.source.around_backward(self._around)

    def last(self) -> Watched:
        """The last one.

        Raises:
            NothingWatchedError: if none ran.

        """
        if not self.found:
            raise NothingWatchedError(
                "no backward ran while this was watched; draw the tensor itself, as in draw(loss)"
            )
        return self.found[-1].seen_from(self.last_roots)

    def through(self, outputs: tuple[Tensor, ...]) -> Watched | None:
        """The last one that ran through all of ``outputs``; ``None`` if none did."""
        made_by = {id(self.source.grad_fn(one)[0]) for one in outputs}
        for one in reversed(self.found):
            if made_by <= {id(function) for function in one.functions}:
                return one.seen_from(outputs)
        return None

    @contextmanager
    def _around(self, tensors: tuple[Tensor, ...]) -> Iterator[None]:
        if not tensors:
            yield
            return
        with without_overrides():
            before = capture(tensors, self.source)
        backward = self._known(tensors) or self._new(tensors, before)
        try:
            with recording(before, backward.record):
                yield
        finally:
            alive = (one for one in self.found if one is not backward and one.is_alive)
            self.found = [*alive, backward]
            self.last_roots = tensors

    def _known(self, tensors: tuple[Tensor, ...]) -> _Backward | None:
        return next((one for one in self.found if one.starts_from(tensors)), None)

    def _new(self, tensors: tuple[Tensor, ...], before: Capture) -> _Backward:
        roots, functions = map(weakref.ref, tensors), before.functions.values()
        record = Record(self.source)
        return _Backward(tuple(roots), tuple(functions), constants_of(before), record)
