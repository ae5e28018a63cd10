"""Tensor: an array that remembers how it was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .node import NO_EDGE, Node
from .tensor_base import (
    AutogradMeta,
    InferenceCounter,
    VersionCounter,
    address,
    array_of,
    counter_of,
    meta_of,
    new_tensor,
    offset_in,
    strides_of,
)
from .tensor_new import Renewable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .grad_mode import Mode

__all__ = [
    "AutogradMeta",
    "Tensor",
    "VersionCounter",
    "address",
    "array_of",
    "counter_of",
    "made_by",
    "meta_of",
    "offset_in",
    "restored",
    "strides_of",
    "untracked",
    "untracked_in",
]


class Tensor(Renewable):
    """A multi-dimensional array on the CPU that autograd can differentiate.

    A 0-d tensor holds a NumPy scalar, several times faster to compute with than a 0-d array,
    until some other tensor or array has to share its memory.
    """

    __slots__ = ()

    __array_priority__ = 1000

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        from .overriding import takes_over

        if takes_over(cls):
            from .ops.overridable import install

            install()

    @classmethod
    def __torch_function__(
        cls,
        func: Callable[..., Any],
        types: Iterable[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Run a function that was given a tensor of a subclass, and return such tensors."""
        from .overriding import default

        return default(cls, func, types, args, kwargs)

    # Operators and methods are derived from the table of operations (see ops/methods.py).
    if TYPE_CHECKING:
        __add__: ClassVar[Callable[..., Tensor]]
        __radd__: ClassVar[Callable[..., Tensor]]
        __sub__: ClassVar[Callable[..., Tensor]]
        __rsub__: ClassVar[Callable[..., Tensor]]
        __mul__: ClassVar[Callable[..., Tensor]]
        __rmul__: ClassVar[Callable[..., Tensor]]
        __truediv__: ClassVar[Callable[..., Tensor]]
        __rtruediv__: ClassVar[Callable[..., Tensor]]
        __pow__: ClassVar[Callable[..., Tensor]]
        __rpow__: ClassVar[Callable[..., Tensor]]
        __matmul__: ClassVar[Callable[..., Tensor]]
        __neg__: ClassVar[Callable[..., Tensor]]
        __getitem__: ClassVar[Callable[..., Tensor]]
        __setitem__: ClassVar[Callable[..., None]]


def untracked(data: Any) -> Tensor:
    """Return a tensor of an array or a NumPy scalar, outside any graph."""
    tensor: Tensor = new_tensor(Tensor)
    tensor._data = data
    tensor._edge = NO_EDGE
    tensor._counter = tensor._meta = None
    return tensor


def untracked_in(mode: Mode, data: Any) -> Tensor:
    """Return a tensor outside any graph, an inference tensor in inference mode."""
    tensor = untracked(data)
    if mode.inference:
        tensor._counter = InferenceCounter()
    return tensor


def made_by(node: Node, output_nr: int, data: Any) -> Tensor:
    """Return the tensor of ``data`` that is output ``output_nr`` of ``node``."""
    tensor: Tensor = new_tensor(Tensor)
    tensor._data = data
    tensor._edge = (node, output_nr)
    tensor._counter = tensor._meta = None
    return tensor


def restored(
    data: Any, requires_grad: bool, kind: type[Tensor] = Tensor, attributes: Any = None
) -> Tensor:
    """Return the leaf that was pickled as an array, with the attributes that a program gave it."""
    tensor = untracked(data if data.ndim else data[()]).requires_grad_(requires_grad)
    if attributes:
        tensor.__dict__.update(attributes)
    tensor.__class__ = kind
    return tensor
