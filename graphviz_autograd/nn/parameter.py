"""``torch.nn.Parameter``: a tensor that a module knows as its own to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ..engine.creation import empty
from ..engine.overriding import disabled
from ..engine.printing import tensor_repr
from ..engine.tensor import Tensor, restored
from ..engine.tensor_base import new_tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from ..engine.dtypes import dtype


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
    "`LazyModule` or explicitly manipulating `torch.nn.parameter.{}` objects. When using "
    "LazyModules Call `forward` with a dummy batch to initialize the parameters before calling "
    "torch functions"
)
_NOT_SHARED = (
    "Can't share memory on an uninitialized parameter or buffer. Call `forward` to initialize the "
    "parameters before calling `module.share_memory()`."
)


class UninitializedTensorMixin:
    """A tensor of a lazy module, whose shape is not known before the first call."""

    cls_to_become: ClassVar[type[Tensor]] = Tensor
    requires_grad: bool
    _kind: dtype

    @property
    def shape(self) -> Any:
        """Refuse: there is none yet.

        Raises:
            RuntimeError: always.

        """
        raise RuntimeError(_NO_SHAPE)

    def size(self, dim: int | None = None) -> Any:
        """Return the size of a row of no numbers."""
        return empty(0).size(dim)

    @property
    def _data(self) -> Any:
        raise ValueError(_NO_DATA.format(type(self).__name__))

    @property
    def dtype(self) -> dtype:
        """The type of the numbers to come."""
        return self._kind

    def converted(self, fn: Callable[[Tensor], Tensor]) -> Self:
        """Take the type that a conversion gives to tensors of the type so far."""
        self._kind = fn(empty(0, dtype=self._kind)).dtype
        return self

    def materialize(self, shape: Iterable[int], device: Any = None, dtype: Any = None) -> None:
        """Become a tensor of a shape, whose numbers are still to be set."""
        kind = self.__dict__.pop("_kind")
        data = empty(*shape, device=device, dtype=dtype or kind)._data
        now: Any = self
        now.__class__ = self.cls_to_become
        now._data = data

    def copy_(self, src: Any, non_blocking: bool = False) -> Self:  # noqa: ARG002
        """Stay without numbers, as ``src`` is.

        Raises:
            ValueError: if it has some.

        """
        return self if is_lazy(src) else self._data

    def share_memory_(self) -> Self:
        """Refuse: there is none yet.

        Raises:
            RuntimeError: always.

        """
        raise RuntimeError(_NOT_SHARED)

    def __repr__(self, *, tensor_contents: str | None = None) -> str:
        return f"<{type(self).__name__}>"

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.requires_grad, dtype=self._kind)  # type: ignore[call-arg]
        return memo[id(self)]

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return type(self), (self.requires_grad,)


def _without_data(kind: Any, requires_grad: bool, device: Any, dtype: Any) -> Any:
    tensor = _of_memory(kind.cls_to_become, empty(0, device=device, dtype=dtype))
    tensor.requires_grad_(requires_grad)._kind = tensor.dtype
    tensor.__class__ = kind
    return tensor


class UninitializedParameter(UninitializedTensorMixin, Parameter):  # type: ignore[misc]
    """A parameter of a lazy module, whose shape is not known before the first call."""

    cls_to_become = Parameter

    def __new__(cls, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> Any:  # noqa: D102
        return _without_data(cls, requires_grad, device, dtype)


class UninitializedBuffer(UninitializedTensorMixin, Buffer):  # type: ignore[misc]
    """A buffer of a lazy module, whose shape is not known before the first call."""

    def __new__(  # noqa: D102
        cls,
        requires_grad: bool = False,
        device: Any = None,
        dtype: Any = None,
        persistent: bool = True,
    ) -> Any:
        buffer = _without_data(cls, requires_grad, device, dtype)
        buffer.persistent = persistent
        return buffer


def is_lazy(param: Any) -> bool:
    """Return whether a parameter or buffer has no shape yet."""
    return isinstance(param, UninitializedTensorMixin)
