"""Explanations of errors: who knows more than the message may add a note to the exception.

The engine raises PyTorch's message and explains nothing; whoever ``explain_with`` named is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Raised = TypeVar("Raised", bound=Exception)

Explainer = Callable[[Exception, Sequence[Any], Sequence[Any]], None]

_explainers: list[Explainer] = []


def explain_with(explainer: Explainer) -> None:
    """Ask ``explainer``, and nobody else, for notes from now on."""
    _explainers[:] = [explainer]


def explained(error: Raised, tensors: Sequence[Any], inputs: Sequence[Any] = ()) -> Raised:
    """Return ``error``, after it got a note.

    Args:
        error: about to be raised, or caught and raised again.
        tensors: what a backward began at, or what an operation was given.
        inputs: the tensors whose gradients were asked for, if not those of all leaves.

    """
    for explainer in _explainers:
        explainer(error, tensors, inputs)
    return error
