"""The frameworks a graph can be captured from, and the one walker that captures it."""

from __future__ import annotations

from graphviz_autograd.sources.base import Source
from graphviz_autograd.sources.native import NativeSource
from graphviz_autograd.sources.torch import TorchSource

SOURCES: tuple[Source, ...] = (NativeSource(), TorchSource())
"""Every framework whose tensors can be drawn."""


class NotATensorError(TypeError):
    """An object that no source knows as a tensor; the message says what it is."""


def source_of(value: object) -> Source:
    """The source that owns ``value``.

    Raises:
        NotATensorError: if ``value`` is not a tensor of our engine or of PyTorch.

    """
    source = find_source(value)
    if source is None:
        raise NotATensorError(f"expected a tensor, got {describe(value)}")
    return source


def find_source(value: object) -> Source | None:
    """The source that owns ``value``, or ``None`` if it is no tensor."""
    return next((source for source in SOURCES if source.owns(value)), None)


def source_of_model(model: object) -> Source:
    """The source of the tensors that an ``nn.Module`` computes with."""
    return next((source for source in SOURCES if source.owns_module(model)), SOURCES[0])


def find_source_of_function(value: object) -> Source | None:
    """The source of whose graphs ``value`` is a function, or ``None`` if it is none."""
    return next((source for source in SOURCES if source.owns_function(value)), None)


def describe(value: object) -> str:
    """What ``value`` is, in a few words: its type, and itself where that is short."""
    kind = type(value)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    text = repr(value) if isinstance(value, str | int | float | bool | None) else ""
    return f"{name} {text}".strip() if len(text) <= 40 else name
