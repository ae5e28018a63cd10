"""What every tensor is made of: storage, a version counter, an edge, and rarer metadata."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from . import dtypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .accumulate import AccumulateGrad
    from .dtypes import dtype
    from .hooks import Hooks
    from .node import Edge
    from .tensor import Tensor
    from .views import View


if TYPE_CHECKING:
    read_only = property
    WithAttributes = object
else:
    # Attributes of the program's own need a dictionary, made when there are any. A slot for it
    # takes 32 bytes a tensor on Python 3.11; of the types that one can derive from, this one alone
    # takes 8, and it has nothing else.
    from _ast import AST as WithAttributes  # noqa: N811

    class read_only(property):  # noqa: N801
        """A property that says so when it is written."""

        def __set__(self, _: Any, value: Any) -> None:
            name = self.fget.__name__
            raise AttributeError(
                f"attribute '{name}' of 'torch._C.TensorBase' objects is not writable"
            )


class VersionCounter:
    """Counts the in-place modifications of storage that tensors share."""

    __slots__ = ("value",)

    # How the tensors of the storage were cut off from a graph (see cuts).
    cut: Any = None

    def __init__(self) -> None:
        self.value = 0


class CutCounter(VersionCounter):
    """The version counter of what was computed under ``no_grad`` from what requires grad."""

    __slots__ = ("cut",)

    def __init__(self, cut: Any) -> None:
        self.value = 0
        self.cut = cut


class InferenceCounter(VersionCounter):
    """The version counter of inference tensors, which marks them and their views as such.

    It never says 0: who takes a tensor of version 0 for unmodified need not ask for its class.
    """

    __slots__ = ("cut",)

    def __init__(self, cut: Any = None) -> None:
        self.value = 1
        self.cut = cut


class DetachedCounter(VersionCounter):
    """The version counter of what ``detach_`` took out of its graph.

    It counts on from ``DETACHED``: who saved the tensor before finds another version.
    """

    __slots__ = ("cut", "shared")

    def __init__(self, shared: VersionCounter) -> None:
        self.shared = shared
        self.cut = shared.cut

    @property
    def value(self) -> int:
        """The version, and ``DETACHED``."""
        return self.shared.value + DETACHED

    @value.setter
    def value(self, version: int) -> None:
        self.shared.value = version - DETACHED


DETACHED = 2**32


class AutogradMeta:
    """What only some tensors have: a gradient, hooks, a name, a base."""

    __slots__ = (
        "accumulator", "added_at", "additions", "cut", "grad", "grad_dtype", "hooks", "name",
        "post_accumulate_hooks", "retains_grad", "view",
    )  # fmt: skip

    # cut: how the tensor was cut off from a graph (see cuts).
    # additions, added_at: how many gradients were added up in ``grad``, and the version that it
    # had after the last one (see accumulate.additions_to).
    def __init__(self) -> None:
        self.cut: Any = None
        self.additions = self.added_at = 0
        self.grad: Tensor | None = None
        self.accumulator: Callable[[], AccumulateGrad | None] | None = None
        self.hooks: Hooks | None = None
        self.post_accumulate_hooks: Hooks | None = None
        self.grad_dtype: Any = ...
        self.retains_grad = False
        self.name: str | None = None
        self.view: View | None = None


class Hidden:
    """A name that a class lists and a tensor has not; a program may use it for its own."""

    def __get__(self, _: Any, kind: type) -> NoReturn:
        raise AttributeError(f"type object '{kind.__name__}' has no such attribute")


class TensorBase(WithAttributes):
    """The parts of a tensor; what it can do is added by the classes that derive from this one.

    A program may give a tensor attributes of its own.
    """

    # _edge: where the tensor's gradient goes; None where that must be looked up (see edge_of).
    # _counter: the version counter, or None while nobody can share the storage.
    __slots__ = ("__weakref__", "_counter", "_data", "_edge", "_meta")

    _attributes = _fields = Hidden()

    def __init__(self, *_: Any, **__: Any) -> None:
        """Take no notice of what the constructor was given."""

    def __dir__(self) -> list[str]:
        listed = (vars(kind).items() for kind in type(self).__mro__)
        hidden = {name for pairs in listed for name, one in pairs if isinstance(one, Hidden)}
        return [name for name in super().__dir__() if name not in hidden]

    _data: Any
    _edge: Edge | None
    _counter: VersionCounter | None
    _meta: AutogradMeta | None

    # Operations are methods too (see ops/methods.py).
    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]: ...


# Makes a tensor, or one of a subclass, whose parts are still to be filled in.
new_tensor: Callable[[type[Any]], Any] = WithAttributes.__new__


def meta_of(tensor: TensorBase) -> AutogradMeta:
    """Return a tensor's metadata, made at its first use."""
    if tensor._meta is None:
        tensor._meta = AutogradMeta()
    return tensor._meta


def counter_of(tensor: TensorBase) -> VersionCounter:
    """Return a tensor's version counter, made at its first use."""
    if tensor._counter is None:
        tensor._counter = VersionCounter()
    return tensor._counter


def array_of(tensor: TensorBase) -> np.ndarray[Any, Any]:
    """Return the array of a tensor, from now on its storage, which others may share."""
    if not isinstance(tensor._data, np.ndarray):
        tensor._data = np.array(tensor._data, dtype=type_of(tensor._data).numpy)
    array: np.ndarray[Any, Any] = tensor._data
    return array


def type_of(data: Any) -> dtype:
    """Return the element type of an array, a NumPy scalar or a Python number."""
    if isinstance(data, (np.ndarray, np.generic)):
        return dtypes.of(data.dtype)
    # A Python number in an expression: PyTorch shows what was saved of it in double precision.
    if isinstance(data, bool):
        return dtypes.bool
    return dtypes.int64 if isinstance(data, int) else dtypes.float64


def strides_of(data: Any) -> tuple[int, ...]:
    """Return the strides of an array in elements."""
    if not isinstance(data, np.ndarray):
        return ()
    if not data.size and not any(data.strides):  # which is what NumPy gives empty arrays
        return _row_by_row(data.shape)
    return in_elements(data.strides, data.itemsize)


def _row_by_row(shape: tuple[int, ...]) -> tuple[int, ...]:
    sizes = [max(size, 1) for size in shape[1:]]
    return tuple(prod(sizes[at:]) for at in range(len(shape)))


@lru_cache  # programs use few layouts, and this is asked for in every matrix product
def in_elements(strides: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Return strides in bytes as strides in elements of ``size`` bytes."""
    return tuple([step // size for step in strides])


def address(array: np.ndarray[Any, Any]) -> int:
    """Return the address of an array's first element."""
    where: int = array.__array_interface__["data"][0]
    return where


def offset_in(base: np.ndarray[Any, Any], view: np.ndarray[Any, Any]) -> int:
    """Return the distance in elements between the first elements of two arrays."""
    return (address(view) - address(base)) // base.itemsize if view.size else 0
