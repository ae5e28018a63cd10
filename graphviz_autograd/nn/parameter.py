"""``torch.nn.Parameter``: a tensor that a module knows as its own to learn."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..engine.creation import empty
from ..engine.overriding import disabled
from ..engine.printing import tensor_repr
from ..engine.tensor import Tensor, restored
from ..engine.tensor_base import new_tensor


def _of_memory(kind: type[Tensor], data: Tensor | None) -> Any:
    """Return a tensor of a subclass of the memory of ``data``, or an empty one, cut off from it."""
    source = empty(0) if data is None else data.detach()
    tensor = new_tensor(kind)
    tensor._data, tensor._counter = source._data, source._counter
    tensor._edge, tensor._meta = source._edge, None
    return tensor


class Parameter(Tensor):
    """A leaf of the memory of ``data``; as an attribute of a module, one of its parameters.

    Args:
        data: the tensor; by default an empty one.
        requires_grad: whether it learns.

    """

    # Functions of parameters return plain tensors.
    __torch_function__ = staticmethod(disabled)

    def __new__(cls, data: Tensor | None = None, requires_grad: bool = True) -> Any:  # noqa: D102
        return _of_memory(cls, data).requires_grad_(requires_grad)

    def __repr__(self, *, tensor_contents: str | None = None) -> str:  # type: ignore[override]
        shown = tensor_repr(self, tensor_contents)
        plain = type(self) is Parameter
        return f"Parameter containing:\n{shown if plain else f'Parameter({shown})'}"

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        """Return a parameter of a copy of the data; the gradient stays behind."""
        if id(self) not in memo:
            # Of a new array: the copy was not cut off from this one.
            data = restored(np.array(self._data), requires_grad=False)
            memo[id(self)] = type(self)(data, self.requires_grad)
        copy: Tensor = memo[id(self)]
        return copy

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        _, (data, requires_grad, _, attributes) = super().__reduce_ex__(protocol)
        return _restored, (data, requires_grad, *([attributes] if attributes else []))


def _restored(data: Any, requires_grad: bool, attributes: Any = None) -> Parameter:
    parameter: Parameter = Parameter(restored(data, requires_grad=False), requires_grad)
    if attributes:
        parameter.__dict__.update(attributes)
    return parameter


class Buffer(Tensor):
    """A tensor of the memory of ``data``; as an attribute of a module, one of its buffers.

    Args:
        data: the tensor; by default an empty one.
        persistent: whether it is part of the state of the module.

    """

    # Functions of buffers return plain tensors.
    __torch_function__ = staticmethod(disabled)
    persistent: bool

    def __new__(cls, data: Tensor | None = None, *, persistent: bool = True) -> Any:  # noqa: D102
        buffer = _of_memory(cls, data)
        buffer.persistent = persistent
        buffer.requires_grad_(data is not None and data.requires_grad)
        return buffer


_NO_SHAPE = (
    "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in "
    "`load_state_dict` when trying to load an uninitialized parameter into an initialized one. "
    "Call `forward` to initialize the parameters before accessing their attributes."
)
_NO_DATA = (
    "Attempted to use an uninitialized parameter. This error happens when you are using a "
    "`LazyModule`. Call `forward` with a dummy batch to initialize the parameters before."
)


def _raising(error: type[Exception], message: str) -> Any:
    def read(_: Any) -> Any:
        raise error(message)

    return property(read)


class UninitializedParameter(Parameter):
    """A parameter of a lazy module, whose shape is not known before the first call."""

    shape = _raising(RuntimeError, _NO_SHAPE)
    _data = _raising(ValueError, _NO_DATA)

    def __new__(cls, requires_grad: bool = True) -> Any:  # noqa: D102
        parameter = Parameter(None, requires_grad)
        parameter.__class__ = cls
        return parameter

    def materialize(self, shape: tuple[int, ...]) -> None:
        """Become a parameter of a shape, whose numbers are still to be drawn."""
        data = empty(*shape)._data
        self.__class__ = Parameter  # type: ignore[assignment]
        self._data = data

    def is_floating_point(self) -> bool:
        """Return False, so that a module passes over it when it converts its parameters."""
        return False

    def __repr__(self, *, tensor_contents: str | None = None) -> str:  # type: ignore[override]
        return "<UninitializedParameter>"
