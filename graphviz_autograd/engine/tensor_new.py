"""New tensors from old ones: constructors, copies, and the same memory outside the graph."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from . import errors
from .cuts import cut_from, mark, marked
from .node import NO_EDGE
from .tensor_autograd import Differentiable
from .tensor_base import DetachedCounter, array_of, counter_of, meta_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from .dtypes import dtype
    from .tensor import Tensor


@cache  # an import in a function costs 3 us at every call
def _share() -> Callable[[Renewable], Tensor]:
    from .views import share

    return share


@cache
def _untracked() -> Callable[[Any], Tensor]:
    from .tensor import untracked

    return untracked


def _new(kind: dtype, data: tuple[Any, ...]) -> Tensor:
    from .legacy import legacy_tensor

    return legacy_tensor(kind, data)


class Renewable(Differentiable):
    """How other tensors are made from a tensor, and tensors by calling the class."""

    __slots__ = ()

    def __new__(cls, *data: Any) -> Any:
        """Return a tensor of numbers, or an uninitialised one of a shape, in the default type.

        ``Tensor([1, 2])`` holds 1 and 2; ``Tensor(2, 3)`` has that shape (and holds zeros here).

        Raises:
            TypeError: for a single number that is not a size.

        """
        from . import dtypes

        tensor = _new(dtypes.get_default_dtype(), data)
        tensor.__class__ = cls  # type: ignore[assignment]
        return tensor

    def as_subclass(self, cls: Any) -> Any:
        """Return a view of the tensor that is one of a subclass."""
        from .ops import FUNCTIONS

        tensor = FUNCTIONS["alias"](self)
        tensor.__class__ = cls
        return tensor

    @staticmethod
    def _make_subclass(cls: Any, data: Tensor, require_grad: bool = False) -> Any:
        tensor = data.detach()
        tensor.__class__ = cls
        return tensor.requires_grad_(require_grad)

    @property
    def data(self) -> Tensor:
        """The same memory, outside autograd: changes through it are not counted."""
        return marked(_untracked()(array_of(self)), ".data", self)

    @data.setter
    def data(self, value: Tensor) -> None:
        if not isinstance(value, Renewable):
            kind = type(value).__name__
            raise TypeError(f"Variable data has to be a tensor, but got {kind}")
        if self.requires_grad and not value.is_floating_point():
            raise RuntimeError(errors.DATA_NOT_FLOATING)
        self._data = value._data if self.requires_grad and value.ndim == 0 else array_of(value)

    @data.deleter
    def data(self) -> None:
        raise RuntimeError("Deleting tensor data is not allowed. Delete tensor instead!")

    def detach(self) -> Tensor:
        """Return a tensor of the same memory and version counter, outside the graph."""
        return marked(_share()(self), "detach", self)

    def detach_(self) -> Self:
        """Take this tensor out of the graph that made it, and return it.

        Raises:
            RuntimeError: if it is a view.

        """
        if self._is_view():
            raise RuntimeError(errors.DETACH_VIEW)
        cut = cut_from("detach_", self)
        if not self.is_leaf:
            self._counter = DetachedCounter(counter_of(self))
        self._edge = NO_EDGE
        mark(self, cut)
        return self

    def cpu(self, memory_format: Any = None) -> Self:
        """Return the tensor itself, which is on the CPU, or a copy in a format."""
        return self.to(memory_format=memory_format) if memory_format is not None else self

    def new_zeros(self, *size: Any, **options: Any) -> Tensor:
        """Return zeros of a shape, in this tensor's type unless ``dtype`` says another."""
        from . import creation

        return creation.zeros(*size, **{"dtype": self.dtype, **options})

    def new_ones(self, *size: Any, **options: Any) -> Tensor:
        """Return ones of a shape, in this tensor's type unless ``dtype`` says another."""
        from . import creation

        return creation.ones(*size, **{"dtype": self.dtype, **options})

    def new_empty(self, *size: Any, **options: Any) -> Tensor:
        """Return a tensor of a shape, in this tensor's type unless ``dtype`` says another."""
        return self.new_zeros(*size, **options)

    def new(self, *data: Any) -> Tensor:
        """Return a tensor of numbers, or an uninitialised one of a shape, in this tensor's type.

        Raises:
            TypeError: for a single number that is not a size.

        """
        return _new(self.dtype, data)

    def new_full(self, size: Sequence[int], fill_value: Any, **options: Any) -> Tensor:
        """Return a tensor of one value, in this tensor's type unless ``dtype`` says another."""
        from . import creation

        return creation.full(size, fill_value, **{"dtype": self.dtype, **options})

    def new_tensor(self, data: Any, **options: Any) -> Tensor:
        """Return a leaf that holds a copy of ``data``, in this tensor's type unless told."""
        from .from_data import tensor

        return tensor(data, **{"dtype": self.dtype, **options})

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        """Return a copy of a leaf, of its gradient, and of what a program gave it.

        Raises:
            RuntimeError: if it is not a leaf.

        """
        from .tensor import untracked

        if id(self) in memo:
            known: Tensor = memo[id(self)]
            return known
        if not self.is_leaf:
            raise RuntimeError(errors.DEEPCOPY_NON_LEAF)
        copy = memo[id(self)] = untracked(np.array(self._data) if self.ndim else self._data)
        counter_of(copy).value = 1  # PyTorch fills the copy in place
        grad = None if self._meta is None else self._meta.grad
        if grad is not None:
            meta_of(copy).grad = grad.__deepcopy__(memo)
        copy.__dict__.update(deepcopy(self.__dict__, memo))
        copy.__class__ = self.__class__  # type: ignore[assignment]
        return copy.requires_grad_(self.requires_grad)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        from .tensor import Tensor, restored

        leaf, more = (np.asarray(self._data), self.requires_grad), (type(self), self.__dict__)
        return restored, leaf if more == (Tensor, {}) else leaf + more
