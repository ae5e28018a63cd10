"""Tensors of our own engine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

import numpy as np
import numpy.typing as npt

from graphviz_autograd import engine
from graphviz_autograd.engine import cuts as engine_cuts
from graphviz_autograd.engine import observe, origin
from graphviz_autograd.engine.accumulate import additions_to
from graphviz_autograd.engine.backward import backward as run_backward
from graphviz_autograd.engine.constants import constant_at, cut_at
from graphviz_autograd.engine.engine import Task
from graphviz_autograd.engine.kept import Kept, kept_by
from graphviz_autograd.engine.node import Node, sequence
from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import (
    Around,
    Cut,
    CutOff,
    Function,
    Observer,
    Place,
    SavedState,
    SavedTensor,
    Tensor,
)
from graphviz_autograd.sources.hooks import HookKind, Registered
from graphviz_autograd.sources.stand_in import standing_in


class _Watching(threading.local):
    """How many watch the program in one thread, and the recording that this needs."""

    number = 0
    recording: AbstractContextManager[object]


_watching = _Watching()


class NativeSource(AutogradSource):
    """The source for `graphviz_autograd.Tensor`."""

    module = "graphviz_autograd"
    notes_cuts = True

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.Tensor`."""
        return isinstance(value, engine.Tensor)

    def owns_module(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.nn.Module`."""
        nn = sys.modules.get("graphviz_autograd.nn")
        return nn is not None and isinstance(value, nn.Module)

    def owns_function(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.engine.node.Node`."""
        return isinstance(value, Node)

    def own_name(self, tensor: Tensor) -> str:
        """The ``name`` that ``tensor()`` was given."""
        return tensor.name or ""

    def is_parameter(self, tensor: Tensor) -> bool:
        """Whether ``tensor`` is a `graphviz_autograd.nn.Parameter`, which few programs import."""
        nn = sys.modules.get("graphviz_autograd.nn.parameter")
        return nn is not None and isinstance(tensor, nn.Parameter)

    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """That input if it still exists, and was not modified since."""
        saved = function.constant_input(input_nr)
        return saved if saved is not None else constant_at(function, input_nr)

    def cut(self, tensor: Tensor) -> Cut | None:
        """What the tensor notes."""
        cut = engine_cuts.cut_of(tensor)
        return None if cut is None else _cut(cut)

    def cut_input(self, function: Function, input_nr: int) -> Cut | None:
        """What the node notes."""
        cut = cut_at(function, input_nr)
        return None if cut is None else _cut(cut)

    def saved(self, function: Function) -> list[SavedTensor]:
        """What ``function`` keeps, by name; freed tensors as far as they are known to have been."""
        return sorted(map(_saved, kept_by(function)), key=lambda one: one.name)

    def storage(self, tensor: Tensor) -> tuple[Hashable, int]:
        """The array that owns the memory; of a 0-d tensor without one, the number itself."""
        data = tensor._data
        while isinstance(getattr(data, "base", None), np.ndarray):
            data = data.base
        return id(data), data.nbytes if hasattr(data, "nbytes") else tensor.nbytes

    def is_inplace(self, function: Function) -> bool:
        """What the class of the node says."""
        return bool(function.is_inplace)

    def place(self, function: Function) -> Place | None:
        """What ``record_origins`` recorded."""
        return _place(function.where())

    def next_sequence_nr(self) -> int:
        """The next number, which no node will get now."""
        return next(sequence)

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, sharing its memory."""
        return np.asarray(tensor.detach().numpy())

    def additions(self, leaf: Tensor) -> int:
        """What the leaf counted."""
        return additions_to(leaf)

    def hooks_of_data(
        self, tensor: Tensor | None, producer: tuple[Function, int] | None
    ) -> tuple[Registered, ...]:
        """Those of a result are kept by the operation that made it."""
        if producer is None:
            return super().hooks_of_data(tensor, producer)
        function, output_nr = producer
        hooks = function.extra.tensor_hooks.get(output_nr, {}) if function.extra else {}
        return tuple(Registered(HookKind.TENSOR, hook) for hook in hooks.values())

    def hooks_of_function(self, function: Function) -> tuple[Registered, ...]:
        """Pre-hooks, then post-hooks."""
        if not function.extra:
            return ()
        return (
            *(Registered(HookKind.PRE, hook) for hook in function.extra.pre_hooks.values()),
            *(Registered(HookKind.POST, hook) for hook in function.extra.post_hooks.values()),
        )

    @contextmanager
    def observing(
        self, observer: Observer, functions: Iterable[Function], tensors: Iterable[Tensor]
    ) -> Iterator[None]:
        """The engine tells of every backward, and of every hook."""
        del functions, tensors
        with observe.observing(observer):
            yield

    @contextmanager
    def watching_program(self) -> Iterator[None]:
        """What the engine records on request; cuts it always notes.

        Several may last at once and end in any order.
        """
        if not _watching.number:
            _watching.recording = engine.record_origins()
            _watching.recording.__enter__()
        _watching.number += 1
        try:
            yield
        finally:
            _watching.number -= 1
            if not _watching.number:
                _watching.recording.__exit__(None, None, None)

    def watching_cuts(self) -> AbstractContextManager[None]:
        """Nothing is to do: the engine always notes them."""
        return nullcontext()

    def around_backward(self, around: Around) -> AbstractContextManager[None]:
        """In the place of the function that runs a backward stands one of ours."""

        def replace(original: Callable[..., None]) -> Callable[..., None]:
            def run(task: Task, roots: Sequence[Tensor], grads: Sequence[Tensor]) -> None:
                with around(tuple(one for one in roots if self.owns(one))):
                    task.observers = tuple(observe.observers)
                    original(task, roots, grads)

            return run

        return standing_in(sys.modules[run_backward.__module__], "_run", replace)

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """By ``autograd.backward``."""
        run_backward(tensors)


def _saved(kept: Kept) -> SavedTensor:
    name, tensor, version, freed = kept
    if tensor is None:
        return SavedTensor(name, SavedState.FREED if freed else SavedState.PACKED)
    is_same = tensor.is_inference() or tensor._version == version
    return SavedTensor(name, SavedState.LIVE if is_same else SavedState.MODIFIED, tensor, version)


def _cut(cut: engine_cuts.Cut) -> Cut:
    how, sources, where = cut
    place = _place(origin.resolve(*where)) if where is not None else None
    return Cut(how, tuple(_cut_off(*one) for one in sources), place)


def _cut_off(
    tensor: Callable[[], Tensor | None],
    node_class: type | None,
    sequence_nr: int | None,
    output_nr: int,
) -> CutOff:
    made_by = "" if node_class is None else node_class.__name__
    return CutOff(tensor(), made_by, sequence_nr, output_nr)


def _place(found: origin.Place | None) -> Place | None:
    if found is None or found.lineno is None:
        return None
    return Place(found.filename, found.lineno, origin.source_text(found))
