"""The questions a graph asks of a framework, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from graphviz_autograd.engine.observe import Observer as Observer
from graphviz_autograd.sources.hooks import Registered

Tensor = Any
"""A tensor of the framework."""

Function = Any
"""A ``grad_fn``: an operation or an ``AccumulateGrad`` of the framework."""


Around = Callable[[tuple[Tensor, ...]], AbstractContextManager[object]]
"""Makes the context that a backward from some tensors runs in."""


class NoNumbersError(ValueError):
    """A tensor whose numbers cannot be read; the message says why in a few words."""


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


class SavedState(StrEnum):
    """What became of a tensor since an operation saved it."""

    LIVE = "live"
    """It is as it was."""
    FREED = "freed"
    """A backward pass let it go."""
    MODIFIED = "modified"
    """It was modified in place, so that a backward pass would raise."""
    PACKED = "packed"
    """A hook packed it; only its unpack hook knows what it was."""


class SavedTensor(NamedTuple):
    """One tensor that an operation saved."""

    name: str
    """Of the attribute, without ``_saved_``."""
    state: SavedState
    tensor: Tensor | None = None
    """The tensor itself, where it can be seen."""
    saved_version: int | None = None
    """Its version when it was saved, where that is known."""
    version: int | None = None
    """Its version now, where that is known although the tensor cannot be seen."""


class Place(NamedTuple):
    """Where the program called an operation."""

    filename: str
    line: int
    """Counted from 1."""
    text: str
    """The expression, or the whole line where only that is known; empty if neither is."""


class CutOff(NamedTuple):
    """What a cut lost: the tensor, if it still exists, and the function that had made it."""

    tensor: Tensor | None
    made_by: str
    """The name of the function; empty for a leaf."""
    sequence_nr: int | None
    """The number of the function."""
    output_nr: int


class Cut(NamedTuple):
    """How data was made from what requires grad so that no gradient flows back."""

    how: str
    """As in ``detach``."""
    sources: tuple[CutOff, ...]
    place: Place | None


class Source(Protocol):
    """One framework. The same program on two frameworks gets the same answers."""

    module: str
    """The name that a program imports it by."""
    notes_cuts: bool
    """Whether the framework notes where graphs are cut, without being watched."""

    def owns(self, value: object) -> bool:
        """Whether ``value`` is a tensor of this framework."""

    def owns_module(self, value: object) -> bool:
        """Whether ``value`` is an ``nn.Module`` of this framework."""

    def owns_function(self, value: object) -> bool:
        """Whether ``value`` is a function of this framework's graphs."""

    def own_name(self, tensor: Tensor) -> str:
        """The name that ``tensor`` was made with; empty for none."""

    def is_parameter(self, tensor: Tensor) -> bool:
        """Whether ``tensor`` is an ``nn.Parameter``."""

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

    def output_facts(
        self, function: Function, output_nr: int
    ) -> tuple[tuple[int, ...], str] | None:
        """Shape and dtype of one output of ``function``; ``None`` where it does not tell."""

    def outputs_facts(self, function: Function) -> Sequence[tuple[tuple[int, ...], str]]:
        """Shapes and dtypes of all outputs of ``function``."""

    def saved(self, function: Function) -> Sequence[SavedTensor]:
        """What ``function`` saved, by name; no unpack hook is called."""

    def base(self, tensor: Tensor) -> Tensor | None:
        """The tensor that ``tensor`` is a view of, itself no view; ``None`` for no view."""

    def transposed(self, tensor: Tensor) -> Tensor | None:
        """The matrix that ``tensor`` is the transpose of, as a view; ``None`` for none."""

    def storage(self, tensor: Tensor) -> tuple[Hashable, int]:
        """The memory ``tensor`` lies in, equal for all that share it while they live; its bytes."""

    def version(self, tensor: Tensor) -> int | None:
        """How often ``tensor`` was modified in place; ``None`` where that is not counted."""

    def nbytes(self, tensor: Tensor) -> int:
        """How many bytes the elements of ``tensor`` take."""

    def is_inplace(self, function: Function) -> bool | None:
        """Whether an in-place operation made ``function``; ``None`` where that is not known."""

    def cut(self, tensor: Tensor) -> Cut | None:
        """How ``tensor`` was cut off from a graph, if it was and the framework noted it."""

    def cut_input(self, function: Function, input_nr: int) -> Cut | None:
        """The same of an input of ``function``, which may not exist any more."""

    def place(self, function: Function) -> Place | None:
        """Where the program called ``function``, if that was recorded."""

    def sequence_nr(self, function: Function) -> int:
        """The number of ``function``; later functions of a thread have greater ones."""

    def next_sequence_nr(self) -> int:
        """A number greater than those of all functions so far, and no greater than later ones."""

    def requires_grad(self, tensor: Tensor) -> bool:
        """Whether ``tensor`` requires grad."""

    def facts(self, tensor: Tensor) -> TensorFacts:
        """What is known of ``tensor`` without its numbers."""

    def array(self, tensor: Tensor) -> npt.NDArray[np.generic]:
        """The numbers of ``tensor``, read only; integer, boolean, or real floating point.

        Raises:
            NoNumbersError: if it has none that can be read.

        """

    def grad(self, tensor: Tensor) -> Tensor | None:
        """``tensor.grad``, without the warning that PyTorch gives for a non-leaf."""

    def additions(self, leaf: Tensor) -> int | None:
        """How many backwards added to ``leaf.grad`` since it was cleared; ``None``: not counted."""

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

    def watching_program(self) -> AbstractContextManager[None]:
        """Note, while the context lasts, what the framework would not: lines, and cuts."""

    def watching_cuts(self) -> AbstractContextManager[None]:
        """Note cuts only, if the framework does not do so itself."""

    def around_backward(self, around: Around) -> AbstractContextManager[None]:
        """Run each backward of the program, while the context lasts, inside a context of ours.

        ``around`` makes it of the tensors that the backward starts from.
        """

    def backward(self, tensors: Sequence[Tensor]) -> None:
        """Run backward from ``tensors``, as ``autograd.backward`` does; they must be scalars."""
