"""Saved tensors that are not kept, but computed again when a backward asks for them."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

from ..engine.creation import zeros
from ..engine.engine import current
from ..engine.function import Function
from ..engine.grad_mode import enable_grad
from ..engine.graph import saved_tensors_hooks
from ..engine.random import drawing_from
from ..engine.tensor import Tensor
from .graph_exec_group import GraphExecGroup, current_group
from .saving_log import SavingLog

_MORE = (
    "torch.utils.checkpoint: trying to save more tensors during recomputation than during the "
    "original forward pass."
)
_TWICE = (
    "torch.utils.checkpoint: Unpack is being triggered for a tensor that was already unpacked "
    "once. {}If you are calling ctx.saved_tensors in backward, make sure to do so only once. "
    "Otherwise please open an issue with details on your use case."
)
_OVERLAP = (
    "Performing two backward calls that overlap (i.e. require the same saved activation in order "
    "to compute gradients) is not allowed while under the torch.utils.checkpoint.GraphExecGroup "
    "context. "
)
_TIP = "\n\nTip: debug=True, passed to checkpoint(), tells where each of the tensors was saved."
# Tensors may also be asked for outside a backward; every time is one of its own.
_outside = itertools.count(-1, -1)


class CheckpointError(RuntimeError):
    """What is computed again is not what was computed before."""


class _EverythingIsThereError(Exception):
    """Ends the computation of what is there already."""


class _Place:
    """What a node saves in the place of a tensor: the tensor found by each backward, once.

    A group of backwards counts as one.
    """

    __slots__ = ("__weakref__", "found")

    def __init__(self) -> None:
        self.found: dict[int | GraphExecGroup, Tensor | None] = {}


class _Inputs(Function):
    """Saves the arguments of a call as a node does, so that hooks around the call see them."""

    @staticmethod
    def forward(ctx: Any, _: Tensor, *args: Any) -> Tensor:
        """Save the arguments."""
        ctx.save_for_backward(*[one for one in args if isinstance(one, Tensor)])
        ctx.args = [None if isinstance(one, Tensor) else (one,) for one in args]
        return zeros(0)


def _current_backward() -> int:
    return next(_outside) if current.task is None else current.task.id


def _metadata(tensor: Tensor) -> Any:
    return {"shape": tensor.shape, "dtype": tensor.dtype, "device": tensor.device}


_DESCRIPTIONS: dict[str, Callable[[Tensor], Any]] = {
    "default": _metadata,
    "none": lambda _: None,
}


class Recomputation:
    """One call of a function, whose saved tensors are computed again in each backward.

    Attributes:
        context: what the function is called in when it is computed again.
        random: the state of the random numbers at the call, or None.
        log: where the tensors were saved, or None unless an error is to tell it.
        forward_done: whether the call has returned; a backward inside it finds less.

    """

    def __init__(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        early_stop: bool,
        determinism_check: str,
    ) -> None:
        if determinism_check not in _DESCRIPTIONS:
            raise ValueError(
                f"determinism_check should be one of {[*_DESCRIPTIONS]}, "
                f"but got {determinism_check}"
            )
        self.function, self.kwargs = function, kwargs
        self.inputs = _Inputs.apply(zeros(0, requires_grad=True), *args).grad_fn
        self.early_stop = early_stop
        self.describe = _DESCRIPTIONS[determinism_check]
        self.context: Any = nullcontext()
        self.random: Any = None
        self.log: SavingLog | None = None
        self.forward_done = False
        self.places: list[weakref.ref[_Place]] = []
        self.descriptions: list[Any] = []
        self.computed: set[int | GraphExecGroup] = set()

    def pack(self, tensor: Tensor) -> _Place:
        """Return a place instead of a tensor, and keep no more than its description."""
        place = _Place()
        self.places.append(weakref.ref(place))
        self.descriptions.append(self.describe(tensor))
        if self.log is not None:
            self.log.note(tensor)
        return place

    def unpack(self, place: _Place) -> Tensor:
        """Return the tensor of a place, computed again.

        Raises:
            CheckpointError: if it comes out otherwise, or was given to this backward before.

        """
        backward = current_group() or _current_backward()
        if backward not in self.computed:
            self._compute(backward)
            self.computed.add(backward)
        tensor = place.found.get(backward)
        if tensor is None:
            raise CheckpointError(_TWICE.format(_OVERLAP if current_group() else ""))
        place.found[backward] = None
        return tensor

    def _compute(self, backward: int | GraphExecGroup) -> None:
        count = 0
        if self.log is not None:
            self.log.again = []

        def collect(tensor: Tensor) -> Tensor:
            nonlocal count
            if self.log is not None:
                self.log.note(tensor, again=True)
            tensor = tensor.detach() if tensor.requires_grad else tensor
            if count < len(self.places):
                place = self.places[count]()
                if place is not None:
                    place.found[backward] = tensor
            elif self.forward_done:
                raise CheckpointError(f"{_MORE}{self._more()}")
            count += 1
            if self.early_stop and count == len(self.places):
                raise _EverythingIsThereError
            return tensor.detach()

        hooks = saved_tensors_hooks(collect, lambda tensor: tensor)
        args, there = self._arguments(), suppress(_EverythingIsThereError)
        with there, enable_grad(), same_numbers(self.random), self.context, hooks:
            self.function(*args, **self.kwargs)
        self._check(backward, count)

    def _arguments(self) -> list[Any]:
        tensors = iter(self.inputs.saved_tensors)
        return [next(tensors) if one is None else one[0] for one in self.inputs.args]

    def _check(self, backward: int | GraphExecGroup, count: int) -> None:
        if count > len(self.places):
            return  # the call has not saved everything yet
        if count < len(self.places):
            raise CheckpointError(
                "torch.utils.checkpoint: A different number of tensors was saved during the "
                f"original forward and recomputation.\nNumber of tensors saved during forward: "
                f"{len(self.places)}\nNumber of tensors saved during recomputation: {count}."
                f"{self._more()}"
            )
        differences = "".join(
            f"tensor at position {number}:\nsaved metadata: {saved}\nrecomputed metadata: {now}\n"
            for number, saved in enumerate(self.descriptions)
            if (now := self._description(number, backward)) not in (None, saved)
        )
        if differences:
            raise CheckpointError(
                "torch.utils.checkpoint: Recomputed values for the following tensors have "
                f"different metadata than during the forward pass.\n{differences}.{self._more()}"
            )

    def _more(self) -> str:
        return _TIP if self.log is None else str(self.log)

    def _description(self, number: int, backward: int | GraphExecGroup) -> Any:
        place = self.places[number]()
        tensor = None if place is None else place.found.get(backward)
        return None if tensor is None else self.describe(tensor)


def same_numbers(state: Any) -> Any:
    """Return a context in which random numbers are drawn from a state, or one of nothing."""
    return nullcontext() if state is None else drawing_from(state)
