"""Where PyTorch's graph is cut while a program is watched: what was made so that no gradient flows.

PyTorch notes nothing of it, so each call is looked at: did tensors that require grad go in, and one
that does not come out?
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from graphviz_autograd.sources.base import Cut, CutOff, Function, Tensor
from graphviz_autograd.sources.torch_inputs import (
    Constants,
    as_tensor,
    bias_given,
    constants_given,
)
from graphviz_autograd.sources.torch_origins import Origin, caller, place_of

DETACHING = ("detach", "detach_")
CONVERSIONS = ("to", "type", "long", "int", "short", "char", "byte", "bool")
MAX_INPUTS = 100_000
"""So many constant inputs a thread remembers; a training loop forgets the oldest."""

TO_ARRAY = ("numpy", "__array__")
FROM_ARRAY = ("tensor", "as_tensor", "asarray", "from_numpy")


class _Lost(NamedTuple):
    """A tensor that a cut lost, by weak reference, and the function that had made it."""

    tensor: weakref.ref[Any]
    made_by: str
    sequence_nr: int | None
    output_nr: int


class _Noted(NamedTuple):
    """How something was cut off, what was lost by that, and where."""

    how: str
    lost: tuple[_Lost, ...]
    origin: Origin

    def told(self) -> Cut:
        sources = (CutOff(one.tensor(), *one[1:]) for one in self.lost)
        return Cut(self.how, tuple(sources), place_of(self.origin))


class _Input(NamedTuple):
    """An input of an operation that needs no gradient, and its version when it was used.

    ``noted`` tells how it was cut off, if it was.
    """

    tensor: Callable[[], Any]
    """What finds it while it exists; of a number, what makes a tensor of it."""
    version: int | None
    noted: _Noted | None


class Cuts(threading.local):
    """What one thread has cut off.

    Tensors are known by ``id``, arrays by the address of their memory, and inputs by the number of
    a node and their position.
    """

    def __init__(self) -> None:
        self.made: dict[int, tuple[weakref.ref[Any], _Noted]] = {}
        self.memory: dict[int, tuple[weakref.ref[Any], _Noted]] = {}
        self.inputs: dict[tuple[int, int], _Input] = {}

    def before(self, function: Any, args: tuple[Any, ...]) -> tuple[_Lost, ...]:
        """What a call that works in place is going to lose."""
        return self._lost(args[0]) if function.__name__ == "detach_" else ()

    def note(
        self,
        function: Any,
        args: tuple[Any, ...],
        result: Any,
        new_nodes: int,
        lost: tuple[_Lost, ...],
    ) -> None:
        """Look at a call: what it was given, what it gave, and how many nodes it made.

        ``lost`` is what was said `before`.
        """
        name = function.__name__
        if name == "__get__" and not _is_data(function):
            return
        for one in _results(result):
            if _is_cuttable(one):
                if how := _how(name, one):
                    self._note_result(how, args, one, lost)
                elif self.made and _is_tensor(one) and not _is_new(name):
                    self._carry(args, one)
            elif new_nodes == 1:
                self._note_inputs(constants_given(name, args, one), one)
            elif name == "linear":
                self._note_inputs(bias_given(args, one), one)

    def of(self, tensor: Tensor) -> Cut | None:
        """How ``tensor``, or what it is a view of, was cut off."""
        noted = self._noted(tensor) if self.made or self.memory else None
        return None if noted is None else noted.told()

    def input(self, function: Function, input_nr: int) -> Cut | None:
        """How an input of ``function`` was cut off, which may not exist any more."""
        found = self._input(function, input_nr)
        return None if found is None or found.noted is None else found.noted.told()

    def input_tensor(self, function: Function, input_nr: int) -> Tensor | None:
        """That input itself, if it exists and is as it was."""
        found = self._input(function, input_nr)
        if found is None or (tensor := found.tensor()) is None:
            return None
        return tensor if _version(tensor) == found.version else None

    def _input(self, function: Function, input_nr: int) -> _Input | None:
        return self.inputs.get((_number(function), input_nr)) if self.inputs else None

    def _noted(self, value: Any) -> _Noted | None:
        found = self.made.get(id(value))
        if found is not None and found[0]() is value:
            return found[1]
        if not _is_tensor(value):
            found = self.memory.get(_address(value)) if self.memory else None
            return None if found is None else found[1]
        base = value._base
        if base is not None:
            return None if base.requires_grad else self._noted(base)
        # What from_numpy() makes, which PyTorch does not tell of, has the memory of the array.
        found = self.memory.get(value.data_ptr()) if self.memory else None
        return None if found is None else found[1]

    def _note_result(
        self, how: str, args: tuple[Any, ...], result: Any, lost: tuple[_Lost, ...]
    ) -> None:
        lost = lost or tuple(one for value in _flat(args) for one in self._lost(value))
        if lost:
            if how == "torch.tensor" and not any(map(_is_tensor, args)):
                how = "numpy"
            noted = _Noted(how, lost, caller(3))
            if _is_tensor(result):
                _remember(self.made, id(result), result, noted)
            else:
                _remember(self.memory, _address(result), result, noted)

    def _carry(self, args: tuple[Any, ...], result: Any) -> None:
        """Let what is computed from data that was cut off note the first such cut.

        Not so what has no derivative anyway, or is written into other data.
        """
        if not result.is_floating_point() or any(one is result for one in args):
            return
        found = (self._noted(one) for one in args if _is_tensor(one))
        noted = next((one for one in found if one is not None), None)
        if noted is not None:
            _remember(self.made, id(result), result, noted)

    def _lost(self, value: Any) -> tuple[_Lost, ...]:
        if _is_tensor(value) and value.requires_grad:
            function = value.grad_fn
            if function is None:
                return (_Lost(weakref.ref(value), "", None, 0),)
            made_by, number = type(function).__name__, _number(function)
            return (_Lost(weakref.ref(value), made_by, number, value.output_nr),)
        earlier = self._noted(value)
        return () if earlier is None else earlier.lost

    def _note_inputs(self, constants: Constants, result: Any) -> None:
        if len(self.inputs) > MAX_INPUTS:
            for oldest in [*islice(self.inputs, MAX_INPUTS // 2)]:
                del self.inputs[oldest]
        for function, place, given in constants:
            self.inputs[_number(function), place] = self._as_input(given, given is result)

    def _as_input(self, given: Any, is_gone: bool) -> _Input:
        if not _is_tensor(given):
            return _Input(partial(as_tensor, given), 0, None)
        if is_gone:
            return _Input(_nothing, None, self._noted(given))
        return _Input(weakref.ref(given), _version(given), self._noted(given))


def _nothing() -> None:
    """Stand for a reference to data that was written over."""


def _is_new(name: str) -> bool:
    """Whether a call makes a tensor that has only shape and dtype of what it is given."""
    return name.endswith("_like") or name.startswith("new_")


def _remember(
    known: dict[int, tuple[weakref.ref[Any], _Noted]], key: int, value: Any, noted: _Noted
) -> None:
    known[key] = weakref.ref(value, lambda _: known.pop(key, None)), noted


def _address(value: Any) -> int:
    """Where the memory of an array begins; 0 for what is none."""
    interface = getattr(value, "__array_interface__", None)
    return interface["data"][0] if interface else 0


def _how(name: str, result: Any) -> str:
    """How a call cuts, as our engine says it; empty if it is not known to."""
    if name in DETACHING:
        return name
    if name == "__get__":
        return ".data"
    if name in TO_ARRAY:
        return "numpy"
    if not _is_tensor(result):
        return ""
    if name in FROM_ARRAY:
        return "torch.tensor"
    if not (result.is_floating_point() or result.is_complex()):
        return f"to({str(result.dtype).rpartition('.')[2]})" if name in CONVERSIONS else ""
    if sys.modules["torch"].is_grad_enabled():
        return ""
    return "inference_mode" if result.is_inference() else "no_grad"


def _results(result: Any) -> tuple[Any, ...] | list[Any]:
    is_several = isinstance(result, tuple | list) and result and _is_tensor(result[0])
    return result if is_several else (result,)


def _is_tensor(value: Any) -> bool:
    return isinstance(value, sys.modules["torch"].Tensor)


def _is_cuttable(value: Any) -> bool:
    """Whether ``value`` is an array, or a tensor through which no gradient flows."""
    return not value.requires_grad if _is_tensor(value) else type(value).__name__ == "ndarray"


def _is_data(getter: Any) -> bool:
    owner = getattr(getter, "__self__", None)
    return getattr(owner, "__name__", "") == "data"


def _flat(args: tuple[Any, ...]) -> Iterator[Any]:
    for one in args:
        if isinstance(one, tuple | list):
            yield from one
        else:
            yield one


def _number(function: Function) -> int:
    number = getattr(function, "_sequence_nr", None)
    return -1 if number is None else int(number())


def _version(tensor: Tensor) -> int | None:
    return None if tensor.is_inference() else tensor._version
