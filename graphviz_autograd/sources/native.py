"""Tensors of our own engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from graphviz_autograd import engine
from graphviz_autograd.engine import observe
from graphviz_autograd.engine.backward import backward as run_backward
from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import Function, Observer, Tensor
from graphviz_autograd.sources.hooks import HookKind, Registered


class NativeSource(AutogradSource):
    """The source for `graphviz_autograd.Tensor`."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a `graphviz_autograd.Tensor`."""
        return isinstance(value, engine.Tensor)

    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """What ``function`` saved of that input, also after it was freed if it still exists."""
        constant = getattr(function, "constant_input", None)
        return constant(input_nr) if constant else None

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, sharing its memory."""
        return np.asarray(tensor.detach().numpy())

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

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """By ``autograd.backward``."""
        run_backward(tensors)
