"""Tensors of PyTorch. The only module that imports it, and only when one is in hand."""

from __future__ import annotations

import re
import sys
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import (
    Around,
    Cut,
    Function,
    Observer,
    Place,
    SavedTensor,
    Tensor,
)
from graphviz_autograd.sources.inputs import input_names
from graphviz_autograd.sources.torch_array import array_of
from graphviz_autograd.sources.torch_backward import around_backward
from graphviz_autograd.sources.torch_calls import (
    calls,
    cuts,
    hooked_results,
    next_sequence_nr,
    watching_calls,
    without_overrides,
)
from graphviz_autograd.sources.torch_origins import is_torch
from graphviz_autograd.sources.torch_saved import saved_by, saved_input
from graphviz_autograd.sources.torch_watch import hooks_on, watch_function, watch_hooks

_TRACE_LINE = re.compile(
    r'^ *File "(?P<filename>.*)", line (?P<line>\d+), in .*(?:\n    (?P<text>.*))?', re.MULTILINE
)


class TorchSource(AutogradSource):
    """The source for ``torch.Tensor``."""

    module = "torch"
    notes_cuts = False

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a ``torch.Tensor``; false without importing torch if none can be."""
        torch = sys.modules.get("torch")
        return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))

    def owns_module(self, value: object) -> bool:
        """Whether ``value`` is a ``torch.nn.Module``."""
        nn = sys.modules.get("torch.nn")
        return nn is not None and isinstance(value, nn.Module)

    def owns_function(self, value: object) -> bool:
        """Whether ``value`` is a ``torch.autograd.graph.Node``."""
        torch = sys.modules.get("torch")
        return torch is not None and isinstance(value, torch.autograd.graph.Node)

    def own_name(self, tensor: Tensor) -> str:  # noqa: ARG002
        """Nothing: PyTorch's tensors are made without names."""
        return ""

    def is_parameter(self, tensor: Tensor) -> bool:
        """Whether ``tensor`` is a ``torch.nn.Parameter``."""
        return isinstance(tensor, sys.modules["torch"].nn.Parameter)

    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """What ``function`` saved of that input, or was seen to be given while it was watched."""
        names = input_names(self.name(function))
        if input_nr < len(names):
            try:
                saved = saved_input(function, names[input_nr])
            except RuntimeError:  # freed by backward(), or modified since it was saved
                return None
            if self.owns(saved):
                return saved
        return cuts.input_tensor(function, input_nr)

    def saved(self, function: Function) -> list[SavedTensor]:
        """What ``function`` saved, by name."""
        return saved_by(function)

    def nbytes(self, tensor: Tensor) -> int:
        """What its elements would take, of a sparse tensor too; 0 if it is not initialized."""
        try:
            return int(tensor.numel() * tensor.element_size())
        except ValueError:
            return 0

    def version(self, tensor: Tensor) -> int | None:
        """``tensor._version``; inference tensors and parameters not yet initialized have none."""
        try:
            return super().version(tensor)
        except ValueError:
            return None

    def storage(self, tensor: Tensor) -> tuple[Hashable, int]:
        """The address of the untyped storage, and its bytes."""
        try:
            storage = tensor.untyped_storage()
            # Of meta and fake tensors there is an object, but no memory with an address.
            is_real = storage.device.type != "meta"
            return storage.data_ptr() if is_real else storage._cdata, storage.nbytes()
        except (NotImplementedError, RuntimeError, ValueError):  # sparse, or without memory
            return ("tensor", id(tensor)), 0

    def is_inplace(self, function: Function) -> None:  # noqa: ARG002
        """PyTorch's nodes do not tell."""
        return

    def cut(self, tensor: Tensor) -> Cut | None:
        """What was seen while the program was watched."""
        return cuts.of(tensor)

    def cut_input(self, function: Function, input_nr: int) -> Cut | None:
        """What was seen while the program was watched."""
        return cuts.input(function, input_nr)

    def place(self, function: Function) -> Place | None:
        """What was noted while the program was watched, or else by anomaly mode."""
        return calls.place(self.sequence_nr(function)) or _traced(function)

    def next_sequence_nr(self) -> int:
        """The number that this thread's next function gets; 0 before PyTorch is imported."""
        return next_sequence_nr()

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor`` on the CPU."""
        return array_of(tensor)

    hooks_of_function = staticmethod(hooks_on)

    @contextmanager
    def observing(
        self, observer: Observer, functions: Iterable[Function], tensors: Iterable[Tensor]
    ) -> Iterator[None]:
        """By hooks on each of ``functions``; those of ``tensors`` are wrapped for the while."""
        with ExitStack() as undo:
            with without_overrides():
                self._observe(undo, observer, functions, tensors)
            yield

    def _observe(
        self,
        undo: ExitStack,
        observer: Observer,
        functions: Iterable[Function],
        tensors: Iterable[Tensor],
    ) -> None:
        accumulators: dict[int, Function] = {}
        functions = tuple(functions)
        known = {id(one): one for one in [*tensors, *hooked_results(functions)]}
        for function in functions:
            if (leaf := self.variable(function)) is not None:
                accumulators[id(leaf)] = function
            for one in watch_function(function, observer):
                undo.callback(one)
        for tensor in known.values():
            function = tensor.grad_fn or accumulators.get(id(tensor))
            undo.enter_context(watch_hooks(tensor, function, observer))

    def watching_program(self) -> AbstractContextManager[None]:
        """By a function mode of PyTorch."""
        return watching_calls()

    watching_cuts = watching_program

    def around_backward(self, around: Around) -> AbstractContextManager[None]:
        """In the place of the function that starts PyTorch's engine stands one of ours."""
        return around_backward(around)

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """By ``torch.autograd.backward``."""
        sys.modules["torch"].autograd.backward(tensors)


def _traced(function: Function) -> Place | None:
    """The innermost line outside PyTorch of the traceback that anomaly mode kept."""
    trace = "".join(function.metadata.get("traceback_", ()))
    lines = [one for one in _TRACE_LINE.finditer(trace) if not is_torch(one["filename"])]
    if not lines:
        return None
    last = lines[-1]
    return Place(last["filename"], int(last["line"]), (last["text"] or "").strip())
