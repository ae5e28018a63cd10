"""Answers for frameworks that speak PyTorch's autograd interface, as our engine does too."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from graphviz_autograd.sources.base import Cut, Function, Place, SavedTensor, Tensor, TensorFacts
from graphviz_autograd.sources.hooks import HookKind, Registered


class AutogradSource(ABC):
    """A `Source` for any framework with ``grad_fn``, ``next_functions`` and ``_saved_*``."""

    module: str

    @abstractmethod
    def owns(self, value: object) -> bool:
        """Whether ``value`` is a tensor of this framework."""

    @abstractmethod
    def is_parameter(self, tensor: Tensor) -> bool:
        """Whether ``tensor`` is an ``nn.Parameter``."""

    @abstractmethod
    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``."""

    @abstractmethod
    def constant_input(self, function: Function, input_nr: int) -> Tensor | None:
        """The input without gradient at a position, if ``function`` still holds it."""

    @abstractmethod
    def saved(self, function: Function) -> Sequence[SavedTensor]:
        """What ``function`` saved."""

    @abstractmethod
    def is_inplace(self, function: Function) -> bool | None:
        """Whether an in-place operation made ``function``."""

    @abstractmethod
    def place(self, function: Function) -> Place | None:
        """Where the program called ``function``."""

    @abstractmethod
    def next_sequence_nr(self) -> int:
        """A number between those of the functions so far and those of later ones."""

    @abstractmethod
    def cut(self, tensor: Tensor) -> Cut | None:
        """How ``tensor`` was cut off from a graph."""

    @abstractmethod
    def cut_input(self, function: Function, input_nr: int) -> Cut | None:
        """How an input of ``function`` was cut off from a graph."""

    @abstractmethod
    def storage(self, tensor: Tensor) -> tuple[Hashable, int]:
        """The memory of ``tensor``, and its bytes."""

    def requires_grad(self, tensor: Tensor) -> bool:
        """``tensor.requires_grad``."""
        return bool(tensor.requires_grad)

    def version(self, tensor: Tensor) -> int | None:
        """``tensor._version``; inference tensors have none."""
        return None if tensor.is_inference() else tensor._version

    def nbytes(self, tensor: Tensor) -> int:
        """``tensor.nbytes``."""
        return int(tensor.nbytes)

    def base(self, tensor: Tensor) -> Tensor | None:
        """``tensor._base``."""
        return tensor._base

    def transposed(self, tensor: Tensor) -> Tensor | None:
        """``tensor._base``, if strides and shape are the same the other way round."""
        base = self.base(tensor)
        if base is None or base.dim() != 2 or tensor.storage_offset() != base.storage_offset():
            return None
        told, other = (tensor.shape, tensor.stride()), (base.shape, base.stride())
        return base if told == tuple(tuple(one)[::-1] for one in other) else None

    def sequence_nr(self, function: Function) -> int:
        """``function._sequence_nr()``; -1 for all in a version that does not number them."""
        number = getattr(function, "_sequence_nr", None)
        return -1 if number is None else int(number())

    def grad_fn(self, tensor: Tensor) -> tuple[Function | None, int]:
        """``tensor.grad_fn`` and ``tensor.output_nr``."""
        return tensor.grad_fn, tensor.output_nr

    def name(self, function: Function) -> str:
        """The last part of ``function.name()``."""
        return _last_part(function.name())

    def next_functions(self, function: Function) -> tuple[tuple[Function | None, int], ...]:
        """``function.next_functions``, positions without a function included."""
        return function.next_functions  # type: ignore[no-any-return]

    def variable(self, function: Function) -> Tensor | None:
        """``function.variable`` of an ``AccumulateGrad``."""
        return function.variable if type(function).__name__ == "AccumulateGrad" else None

    def output_facts(
        self, function: Function, output_nr: int
    ) -> tuple[tuple[int, ...], str] | None:
        """Shape and dtype from ``function._input_metadata``, which some versions do not have."""
        try:
            metadata = function._input_metadata[output_nr]
        except AttributeError:
            return None
        return _known(metadata.shape), _short(metadata.dtype)

    def outputs_facts(self, function: Function) -> list[tuple[tuple[int, ...], str]]:
        """Shapes and dtypes from ``function._input_metadata``."""
        return [
            (_known(one.shape), _short(one.dtype))
            for one in getattr(function, "_input_metadata", ())
        ]

    def facts(self, tensor: Tensor) -> TensorFacts:
        """Attributes of ``tensor`` under PyTorch's names."""
        return TensorFacts(
            _size(tensor),
            _short(tensor.dtype),
            tensor.requires_grad,
            tensor.is_leaf,
            tensor.retains_grad,
            self.version(tensor),
        )

    def grad(self, tensor: Tensor) -> Tensor | None:
        """``tensor.grad``, quietly."""
        if tensor.is_leaf:  # of others PyTorch warns, and to be quiet takes time
            return tensor.grad
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return tensor.grad

    def additions(self, leaf: Tensor) -> int | None:
        """Not counted, unless the framework says it."""
        del leaf
        return None

    def hooks_of_data(
        self, tensor: Tensor | None, producer: tuple[Function, int] | None
    ) -> tuple[Registered, ...]:
        """Hooks on the gradient, then those after accumulation; none if the tensor is gone."""
        del producer
        if tensor is None:
            return ()
        before = (tensor._backward_hooks or {}).values()
        after = getattr(tensor, "_post_accumulate_grad_hooks", None) if tensor.is_leaf else None
        return (
            *(Registered(HookKind.TENSOR, hook) for hook in before),
            *(Registered(HookKind.POST_ACCUMULATE, hook) for hook in (after or {}).values()),
        )


def _size(tensor: Tensor) -> tuple[int, ...]:
    try:
        return _known(tensor.shape)
    except RuntimeError:  # of a nested tensor, or of a parameter that is not initialized
        return ()


def _known(shape: Iterable[Any]) -> tuple[int, ...]:
    """The lengths of a shape; -1 for one that stands for many, as of a nested tensor's rows."""
    size = tuple(shape)
    try:
        return size if type(sum(size)) is int else tuple(map(int, size))
    except (AttributeError, TypeError, ValueError):
        return tuple(n if type(n) is int else -1 for n in size)


@cache
def _last_part(name: str) -> str:
    return name.rpartition("::")[2]


@cache
def _short(dtype: Hashable) -> str:
    return str(dtype).rpartition(".")[2]
