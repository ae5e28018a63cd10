"""Tensors of PyTorch. The only module that imports it, and only when one is in hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.autograd_api import AutogradSource
from graphviz_autograd.sources.base import Function, Observer, Tensor
from graphviz_autograd.sources.hooks import Registered
from graphviz_autograd.sources.torch_watch import watch_function, watch_hooks


class TorchSource(AutogradSource):
    """The source for ``torch.Tensor``."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a ``torch.Tensor``; false without importing torch if none can be."""
        torch = sys.modules.get("torch")
        return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor`` on the CPU; types NumPy lacks, such as bfloat16, as float32."""
        plain = tensor.detach().cpu()
        try:
            return np.asarray(plain.numpy())
        except TypeError:
            return np.asarray(plain.float().numpy())

    def hooks_of_function(self, function: Function) -> tuple[Registered, ...]:
        """None: PyTorch does not tell what is registered on a node."""
        del function
        return ()

    @contextmanager
    def observing(
        self, observer: Observer, functions: Iterable[Function], tensors: Iterable[Tensor]
    ) -> Iterator[None]:
        """By hooks on each of ``functions``; those of ``tensors`` are wrapped for the while."""
        with ExitStack() as undo:
            accumulators: dict[int, Function] = {}
            for function in functions:
                if (leaf := self.variable(function)) is not None:
                    accumulators[id(leaf)] = function
                for handle in watch_function(function, observer):
                    undo.callback(handle.remove)
            for tensor in tensors:
                function = tensor.grad_fn or accumulators.get(id(tensor))
                undo.enter_context(watch_hooks(tensor, function, observer))
            yield

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """By ``torch.autograd.backward``."""
        sys.modules["torch"].autograd.backward(tensors)
