"""Every hook where it is registered, in firing order, and what it did to the gradient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import Gradients, HookCall, Record, record_of
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.base import Function
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.hooks import HookKind, Registered, hook_name


class HookState(StrEnum):
    """What became of a hook."""

    WAITING = "waiting"
    """No backward was watched, or it did not come so far."""
    NEVER_FIRED = "never fired"
    """A backward was watched to its end, and did not call it."""
    UNCHANGED = "unchanged"
    """It left the gradient as it was."""
    CHANGED = "changed"
    """Another gradient went on."""
    RAISED = "raised"
    """It ended the backward."""
    ZEROED = "zeroed"
    """A gradient that was not zero became zero."""


@dataclass(frozen=True, slots=True)
class HookFact:
    """One hook: when it is called, its name in the program, and what it last did.

    ``before`` and ``after`` hold one gradient, or of the hooks of an operation one for each of its
    outputs (``pre``) or inputs (``post``); ``None`` where none flowed.
    """

    kind: HookKind
    name: str
    state: HookState
    before: tuple[Summary | None, ...] = ()
    after: tuple[Summary | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Hooks:
    """The hooks of one node, in the order in which they fire."""

    facts: tuple[HookFact, ...]


HOOKS = Key("hooks", Hooks)

OF_RESULT = (HookKind.TENSOR,)
OF_FUNCTION = (HookKind.PRE, HookKind.POST)
FIRING_ORDER = (HookKind.TENSOR, HookKind.PRE, HookKind.POST_ACCUMULATE, HookKind.POST)


@collector(HOOKS)
def hooks(capture: Capture) -> dict[str, Hooks]:
    """Hooks of data and of operations; those of an accumulator are told of its leaf."""
    record = record_of(capture)
    calls = defaultdict(list)
    for call in record.calls if record else ():
        calls[id(call.function)].append(call)
    facts = {}
    for node, function, registered, kinds in _places(capture, is_watched=bool(calls)):
        if found := _called(registered, kinds, calls.get(id(function), ())):
            told = (_fact(*one, _unless_called(function, one[0], record)) for one in found.items())
            facts[node] = Hooks(tuple(told))
    return {node: facts[node] for node in capture.kinds if node in facts} if facts else facts


def _unless_called(function: Function, registered: Registered, record: Record | None) -> HookState:
    """What became of a hook of ``function`` of which no call is told."""
    if record is None:
        return HookState.WAITING
    if record.failure is not None and record.running is function:
        is_running = record.running_hook is registered.hook
        return HookState.RAISED if is_running else HookState.WAITING
    return HookState.NEVER_FIRED if record.is_complete else HookState.WAITING


_Place = tuple[str, Function, tuple[Registered, ...], tuple[HookKind, ...]]
"""Where hooks may be: the node that shows them, the function that calls them, and of which kinds
they are."""


def _places(capture: Capture, is_watched: bool) -> Iterator[_Place]:
    """Where hooks are registered; if hooks were seen to be called, also where they may have been.

    Those of an accumulator are told of its leaf.
    """
    source, tensors, leaves = capture.source, capture.tensors, capture.leaves
    for node, function in capture.functions.items():
        found = source.hooks_of_function(function)
        leaf = leaves.get(node)
        if leaf is not None:
            found += source.hooks_of_data(tensors[leaf], None)
        if found or is_watched:
            in_order = tuple(sorted(found, key=lambda one: FIRING_ORDER.index(one.kind)))
            yield leaf or node, function, in_order, FIRING_ORDER if leaf else OF_FUNCTION
    for node, producer in capture.producers.items():
        found = source.hooks_of_data(tensors.get(node), producer)
        if found or is_watched:
            # A call tells its operation; one that is registered no more is told of output 0.
            yield node, producer[0], found, () if producer[1] else OF_RESULT


def _called(
    registered: tuple[Registered, ...], kinds: tuple[HookKind, ...], calls: Iterable[HookCall]
) -> dict[Registered, HookCall | None]:
    """What is ``registered``, or of ``kinds`` and removed itself; and the last call of each."""
    found: dict[Registered, HookCall | None] = dict.fromkeys(registered)
    for call in calls:
        hook = Registered(HookKind(call.kind), call.hook)
        if hook in found or hook.kind in kinds:
            found[hook] = call
    return found


def _fact(registered: Registered, call: HookCall | None, unfired: HookState) -> HookFact:
    name = hook_name(registered.hook)
    if call is None or unfired is HookState.RAISED:
        return HookFact(registered.kind, name, unfired)
    state = _state(call.before, call.after)
    return HookFact(registered.kind, name, state, call.before, call.after)


def _state(before: Gradients, after: Gradients) -> HookState:
    if before == after:
        return HookState.UNCHANGED
    lost = [
        was is not None and not was.is_zero and now is not None and now.is_zero
        for was, now in zip(before, after, strict=True)
    ]
    return HookState.ZEROED if any(lost) else HookState.CHANGED
