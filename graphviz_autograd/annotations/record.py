"""What a backward did, noted while it ran: the record that several annotations read."""

from __future__ import annotations

import traceback
import weakref
from collections import defaultdict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

from graphviz_autograd.annotations.results import memory_of, summaries_of_results
from graphviz_autograd.annotations.summary import MAX_ITEMS, Summary, summary_of
from graphviz_autograd.engine.observe import Observer
from graphviz_autograd.sources.base import Function, Source, Tensor
from graphviz_autograd.sources.capture import Capture, Constants, constants_of
from graphviz_autograd.sources.hooks import Hook
from graphviz_autograd.sources.torch_calls import without_overrides

Gradients = tuple[Summary | None, ...]
"""A gradient for each input or output of an operation; ``None`` where none flowed."""


@dataclass(frozen=True)
class HookCall:
    """A call of a hook: the gradients it was given and those that went on."""

    kind: str
    function: Function | None
    hook: Hook
    before: Gradients
    after: Gradients


@dataclass(eq=False)
class Record(Observer):
    """An observer that keeps summaries, not tensors: what flowed, in which order, who failed.

    Everything is by the ``id`` of a function, all of which ``steps`` keeps alive.
    """

    source: Source
    steps: list[Function] = field(default_factory=list)
    """The operations and accumulators in the order in which they started."""
    arrived: dict[int, Gradients] = field(default_factory=dict)
    """What each function was given when it last ran, after tensor hooks and pre-hooks."""
    sent: dict[int, Gradients] = field(default_factory=dict)
    """What each function returned when it last ran."""
    additions: dict[int, list[Summary]] = field(default_factory=lambda: defaultdict(list))
    """What was added to a leaf, by its accumulator."""
    calls: list[HookCall] = field(default_factory=list)
    results: dict[tuple[int, int], Summary] = field(default_factory=dict)
    """What operations had saved of each other's results when a backward began, which frees it.

    They are by function and output, of those that no variable held.
    """
    known: dict[Hashable, tuple[weakref.ref[Tensor], int | None, Summary]] = field(
        default_factory=dict, repr=False
    )
    """Gradients that still exist, by their memory: these, their version, and the summary."""
    running: Function | None = None
    """The function that started, or whose hook did, and has not come to its end."""
    running_hook: Hook | None = None
    """The hook that started and has not come to its end."""
    failure: str | None = None
    """What an exception that ended the backward said."""

    @property
    def is_complete(self) -> bool:
        """Whether a backward ran, and to its end."""
        return bool(self.steps) and self.failure is None

    def node_starts(self, node: Function, grad_outputs: tuple[Tensor | None, ...]) -> None:
        """Note the step and what arrived."""
        self.steps.append(node)
        self.running = node
        self.arrived[id(node)] = self._summaries(grad_outputs)

    def node_ran(
        self,
        node: Function,
        grad_inputs: tuple[Tensor | None, ...],
        grad_outputs: tuple[Tensor | None, ...],
    ) -> None:
        """Note what goes on."""
        del grad_outputs
        self.running = None
        self.sent[id(node)] = self._summaries(grad_inputs)

    def hook_starts(self, node: Function | None, kind: str, hook: Hook) -> None:
        """Note that it runs."""
        del kind
        self.running, self.running_hook = node, hook

    def hook_called(
        self,
        node: Function | None,
        kind: str,
        hook: Hook,
        before: Tensor | tuple[Tensor | None, ...] | None,
        after: Tensor | tuple[Tensor | None, ...] | None,
    ) -> None:
        """Note the gradients before and after."""
        self.running = self.running_hook = None
        before, after = (one if isinstance(one, tuple) else (one,) for one in (before, after))
        self.calls.append(
            HookCall(kind, node, hook, self._summaries(before), self._summaries(after))
        )

    def leaf_accumulated(self, node: Function, grad: Tensor | None) -> None:
        """Note what was added."""
        if grad is not None:
            summary = self._summary(grad)
            self.additions[id(node)] += [] if summary is None else [summary]

    def failed(self, error: BaseException) -> None:
        """Note that ``error`` ended the backward."""
        self.failure = traceback.format_exception_only(error)[0].strip()  # without notes

    def _summaries(self, grads: tuple[Tensor | None, ...]) -> Gradients:
        return tuple(None if grad is None else self._summary(grad) for grad in grads)

    def _summary(self, grad: Tensor) -> Summary | None:
        """The summary of ``grad``; one tensor is sent here and arrives there, maybe transposed."""
        key, version = memory_of(grad, self.source), self.source.version(grad)
        known = self.known.get(key)
        if known is not None and known[0]() is not None and known[1] == version:
            return known[2]
        summary = summary_of(grad, self.source)
        if summary is not None and summary.size > MAX_ITEMS:
            forget = weakref.ref(grad, lambda _: self.known.pop(key, None))
            self.known[key] = forget, version, summary
        return summary


@contextmanager
def recording(capture: Capture, record: Record | None = None) -> Iterator[Record]:
    """A record of every backward through ``capture`` while the context lasts.

    An earlier ``record`` is continued. An exception is noted and goes on.
    """
    record = Record(capture.source) if record is None else record
    functions, tensors = capture.functions.values(), capture.tensors.values()
    with without_overrides():
        for node, summary in summaries_of_results(capture).items():
            function, output_nr = capture.producers[node]
            record.results[id(function), output_nr] = summary
    with capture.source.observing(record, functions, tensors):
        try:
            yield record
        except BaseException as error:
            record.failed(error)
            raise


@dataclass(frozen=True)
class Watched:
    """Tensors and the record of the backwards through them.

    ``constants`` are the inputs that need no gradient, which a backward frees, as `constants_of`
    tells them; ``functions`` keeps alive those that it names by ``id``.
    """

    outputs: tuple[Tensor, ...]
    record: Record
    constants: Constants
    functions: tuple[Function, ...]

    @classmethod
    def of(cls, before: Capture, outputs: tuple[Tensor, ...], record: Record) -> Self:
        """``outputs`` as they were ``before`` the first backward, and what is to be seen of it."""
        return cls(outputs, record, constants_of(before), tuple(before.functions.values()))


@dataclass(frozen=True)
class WatchedCapture(Capture):
    """A capture after a backward that was watched."""

    record: Record


def record_of(capture: Capture) -> Record | None:
    """The record of the backward that was watched, if one was."""
    return capture.record if isinstance(capture, WatchedCapture) else None
