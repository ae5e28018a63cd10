"""The questions a graph asks of a framework, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from graphviz_autograd.engine.observe import Observer as Observer
from graphviz_autograd.sources.hooks import Registered

Tensor = Any
"""A tensor of the framework."""

Function = Any
"""A ``grad_fn``: an operation or an ``AccumulateGrad`` of the framework."""


class TensorFacts(NamedTuple):
    """What can be said of a tensor without looking at its numbers."""

    size: tuple[int, ...]
    dtype: str
    """Without the framework's prefix: ``float32``."""
    requires_grad: bool
    is_leaf: bool
    retains_grad: bool
    version: int | None
    """How often it was modified in place; ``None`` where that is not counted."""


class Source(Protocol):
    """One framework. The same program on two frameworks gets the same answers."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a tensor of this framework."""

    def grad_fn(self, tensor: Tensor) -> tuple[Function | None, int]:
        """The operation that made ``tensor`` and which of its outputs it is; ``None`` for none."""

    def name(self, function: Function) -> str:
        """The short name of ``function``, as in ``MulBackward0``."""

    def next_functions(self, function: Function) -> tuple[tuple[Function | None, int], ...]:
        """For each input: the function that made it (``None``: no gradient), and which output."""

    def variable(self, function: Function) -> Tensor | None:
        """The leaf of an ``AccumulateGrad``; ``None`` for an operation."""

    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """The input without gradient at a position, if ``function`` still holds it."""

    def output_facts(self, function: Function, output_nr: int) -> tuple[tuple[int, ...], str]:
        """Shape and dtype of one output of ``function``."""

    def facts(self, tensor: Tensor) -> TensorFacts:
        """What is known of ``tensor`` without its numbers."""

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, read only; integer, boolean, or real floating point."""

    def grad(self, tensor: Tensor) -> Tensor | None:
        """``tensor.grad``, without the warning that PyTorch gives for a non-leaf."""

    def hooks_of_data(
        self, tensor: Tensor | None, producer: tuple[Function, int] | None
    ) -> tuple[Registered, ...]:
        """The hooks of a tensor, in the order in which they fire.

        It is given by itself if it is alive, and by the operation and output that made it, if one
        did; a framework tells what it can with one of the two.
        """

    def hooks_of_function(self, function: Function) -> tuple[Registered, ...]:
        """The hooks of ``function``, as far as the framework lets them be seen."""

    def observing(
        self, observer: Observer, functions: Iterable[Function], tensors: Iterable[Tensor]
    ) -> AbstractContextManager[None]:
        """Tell ``observer`` about every backward through ``functions`` while the context lasts.

        Hooks of ``tensors`` are told of too. Nothing stays behind.
        """

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """Run backward from ``tensors``, as ``autograd.backward`` does; they must be scalars."""
