"""The operation whose backward raised, and what it said."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Failure:
    """The type and the message of the exception."""

    message: str


FAILURE = Key("failure", Failure)


@collector(FAILURE)
def failures(capture: Capture) -> dict[str, Failure]:
    """The operation that was running when the backward ended in an exception, if any was."""
    record = record_of(capture)
    if record is None or record.failure is None:
        return {}
    return {
        node: Failure(record.failure)
        for node, function in capture.functions.items()
        if function is record.running
    }
