"""Observers: what a recorder is told during a backward. Nothing is paid when nobody listens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Observer:
    """Told what a backward does; override what is of interest.

    Gradients are tensors or None; they are valid after the call too.
    """

    def node_starts(self, node: Any, grad_outputs: tuple[Any, ...]) -> None:
        """``node`` is about to run, after its pre-hooks."""

    def node_ran(
        self, node: Any, grad_inputs: tuple[Any, ...], grad_outputs: tuple[Any, ...]
    ) -> None:
        """``node`` has run, before its post-hooks."""

    def hook_starts(self, node: Any, kind: str, hook: Callable[..., Any]) -> None:
        """A hook of ``kind`` is about to be called; if it raises, no more is told of it."""

    def hook_called(
        self, node: Any, kind: str, hook: Callable[..., Any], before: Any, after: Any
    ) -> None:
        """Hear that a hook of ``kind`` tensor, pre, post or post_accumulate returned.

        ``before`` and ``after`` are a gradient, or for pre and post a tuple of them.
        """

    def leaf_accumulated(self, node: Any, grad: Any) -> None:
        """``grad`` was added to the gradient of the leaf ``node.variable``."""


observers: list[Observer] = []


@contextmanager
def observing(observer: Observer) -> Iterator[Observer]:
    """Tell ``observer`` about every backward that starts within the ``with`` block."""
    observers.append(observer)
    try:
        yield observer
    finally:
        observers.remove(observer)
