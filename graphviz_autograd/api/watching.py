"""Watching a backward, to draw what it did."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphviz_autograd.annotations.backwards import Backwards
from graphviz_autograd.annotations.record import Record, Watched, recording
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.outputs import Outputs, source_of_all, tensors_of, walk_from
from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.sources import SOURCES, source_of_model
from graphviz_autograd.sources.after_import import after_import
from graphviz_autograd.sources.base import Source
from graphviz_autograd.sources.module_calls import (
    Module,
    all_module_scopes,
    compiled_modules,
    is_module,
    module_scopes,
)
from graphviz_autograd.sources.names import Names, namespace_of

COMPILED = (
    "{} compiled by torch.compile: what it made is drawn, mostly as one box for each, without "
    "frames for the modules inside; to see these, watch the model before it is compiled, or under "
    "TORCH_COMPILE_DISABLE=1"
)

MAX_COMPILED = 3
"""So many compiled modules are told one by one."""


@dataclass(frozen=True, repr=False)
class Seen(Watched, Displayed):
    """What `watch` saw; `capture` takes it in the place of the tensors."""

    def __repr__(self) -> str:
        return f"<Seen: {_outcome(self.record)}>"

    def draw(self, *, names: Names | None = None, **options: Any) -> Drawing:
        """Draw the tensors that were watched, and what happened to them.

        Args:
            names: see `capture`.
            options: those of `draw`.

        """
        namespace = namespace_of(sys._getframe(1)) if names is None else names
        return draw(self, names=namespace, **options)


@dataclass(repr=False)
class SeenModel(Backwards, Displayed):
    """What `watch` saw of a model; `capture` takes it in the place of the tensors."""

    def __repr__(self) -> str:
        return f"<SeenModel: {_outcome(self.found[-1].record if self.found else None)}>"

    def draw(
        self, outputs: Outputs | None = None, *, names: Names | None = None, **options: Any
    ) -> Drawing:
        """Draw what the last backward started from, or ``outputs``, and what happened to them.

        Args:
            outputs: other tensors to draw, made by the same computation.
            names: see `capture`.
            options: those of `draw`.

        Raises:
            NothingWatchedError: if there are no ``outputs``, and no backward ran.

        """
        namespace = namespace_of(sys._getframe(1)) if names is None else names
        if outputs is None:
            return draw(self.last(), names=namespace, **options)
        watched = self.through(tensors_of(outputs))
        return draw(outputs if watched is None else watched, names=namespace, **options)


def _outcome(record: Record | None) -> str:
    """How the backward went that ``record`` has seen."""
    if record is None or not record.steps:
        return "no backward ran"
    steps = f"a backward through {len(record.steps)} nodes"
    return f"{steps}, which failed: {record.failure}" if record.failure else steps


def _are(paths: list[str]) -> str:
    if paths == [""]:
        return "the model is"
    more = len(paths) - MAX_COMPILED
    shown = ", ".join(paths[:MAX_COMPILED]) + (f" and {more} more" if more > 0 else "")
    return f"{shown} {'are' if len(paths) > 1 else 'is'}"


@contextmanager
def watch_program() -> Iterator[Callable[[Outputs], Outputs | Watched]]:
    """Watch a program that runs in the block, whichever framework it is going to import.

    Yields a function that gives, for tensors, these or what the last backward through them did.
    """
    seen = {source: Backwards(source) for source in SOURCES}
    with ExitStack() as undo:
        for source, backwards in seen.items():
            begin = partial(_begin, undo, source, backwards)
            undo.enter_context(after_import(source.module, begin))
        yield partial(_watched, seen)


@contextmanager
def noting_cuts() -> Iterator[None]:
    """Note where a program that runs in the block cuts its graphs, whichever framework it uses."""
    with ExitStack() as undo:
        for source in SOURCES:
            begin = partial(_note_cuts, undo, source)
            undo.enter_context(after_import(source.module, begin))
        yield


def _note_cuts(undo: ExitStack, source: Source) -> None:
    undo.enter_context(source.watching_cuts())


def _begin(undo: ExitStack, source: Source, backwards: Backwards) -> None:
    _note_cuts(undo, source)
    layers = f"{source.module}.nn"  # which our engine imports when a program asks for it
    undo.enter_context(
        after_import(layers, lambda: undo.enter_context(all_module_scopes(source.module)))
    )
    undo.enter_context(backwards.watching())


def _watched(seen: Mapping[Source, Backwards], outputs: Outputs) -> Outputs | Watched:
    tensors = tensors_of(outputs)
    watched = seen[source_of_all(tensors)].through(tensors)
    return outputs if watched is None else watched


@contextmanager
def _watch_model(model: Module) -> Iterator[SeenModel]:
    source = source_of_model(model)
    seen = SeenModel(source)
    with source.watching_program(), module_scopes(model), seen.watching():
        yield seen


@contextmanager
def _watch(outputs: Outputs, namespace: Names) -> Iterator[Seen]:
    tensors = tensors_of(outputs)
    before = walk_from(tensors, namespace)
    with recording(before) as record:
        yield Seen.of(before, tensors, record)


def watch(watched: Any, *, names: Names | None = None) -> AbstractContextManager[Any]:
    """Watch every backward through some tensors: gradients, order, hooks, failures.

    >>> import graphviz_autograd as torch
    >>> w = torch.tensor(2.0, requires_grad=True)
    >>> z = w * 3
    >>> with torch.watch(z) as seen:
    ...     z.backward()
    >>> seen.draw()
    <Drawing: Computation graph of z: 1 operation, 1 leaf and 1 constant.>

    Of a model, watch what it computes and each backward of the program in the block:

    >>> model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())
    >>> with torch.watch(model):
    ...     loss = model(torch.ones(1, 2)).sum()
    >>> [cluster.name for cluster in torch.capture(loss).clusters]
    ['Sequential', '0: Linear', '1: Tanh']

    Then every drawing of what was computed has a frame for each module, the line of each operation
    and where the graph was cut, which PyTorch itself does not note; and ``SeenModel.draw`` also
    what the last backward in the block did.

    An exception leaves the ``with`` block as it would without; ``draw`` then shows how far the
    backward came. For PyTorch, hooks of ours are on modules and nodes while the block lasts.

    Args:
        watched: one tensor or many, of any shape, of our engine or of PyTorch, made already; or an
            ``nn.Module`` that is going to make them.
        names: see `capture`; hooks of tensors of PyTorch are seen if a name leads to them.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks.

    Warns:
        UserWarning: of a compiled model, the inside of which is not seen.

    """
    if is_module(watched):
        if compiled := compiled_modules(watched):
            warnings.warn(COMPILED.format(_are(compiled)), stacklevel=2)
        return _watch_model(watched)
    return _watch(watched, namespace_of(sys._getframe(1)) if names is None else names)
