"""The operation whose backward raised, and what it said."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.hooks import hook_name


@dataclass(frozen=True, slots=True)
class Failure:
    """The type and the message of the exception, and the name of the hook that raised it."""

    message: str
    hook: str = ""


FAILURE = Key("failure", Failure)


@collector(FAILURE)
def failures(capture: Capture) -> dict[str, Failure]:
    """The operation that was running when the backward ended in an exception, if any was.

    What an accumulator did is told of its leaf.
    """
    record = record_of(capture)
    if record is None or record.failure is None:
        return {}
    hook = hook_name(record.running_hook) if record.running_hook is not None else ""
    return {
        capture.leaves.get(node, node): Failure(record.failure, hook)
        for node, function in capture.functions.items()
        if function is record.running
    }
