"""``torch.FloatTensor`` and its kin: the types that tensors had before element types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import creation, dtypes
from .from_data import tensor
from .size import Size
from .tensor import Tensor
from .warning import warn

if TYPE_CHECKING:
    from .dtypes import dtype


def legacy_tensor(kind: dtype, data: tuple[Any, ...]) -> Tensor:
    """Return a tensor of numbers, or one of a shape that holds anything (zeros, here).

    Raises:
        TypeError: for a single number that is not a size.

    """
    if len(data) == 1 and isinstance(data[0], Tensor):
        return data[0].detach()
    if len(data) == 1 and isinstance(data[0], Size):
        return creation.empty(*data[0], dtype=kind)
    if len(data) == 1 and isinstance(data[0], (Sequence, np.ndarray)):
        return tensor(data[0], dtype=kind)
    for one in data:
        if not isinstance(one, int):
            raise TypeError(f"new(): data must be a sequence (got {type(one).__name__})")
    return creation.empty(*data or (0,), dtype=kind)


class TensorType:
    """``torch.FloatTensor``: makes tensors of one element type, and knows them."""

    def __init__(self, kind: dtype) -> None:
        self.dtype = kind

    def __call__(self, *data: Any) -> Tensor:
        """Return a tensor of numbers, or an uninitialised one of a shape."""
        return legacy_tensor(self.dtype, data)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, Tensor) and instance.dtype is self.dtype

    def __repr__(self) -> str:
        return f"<class 'torch.{self.dtype.legacy}Tensor'>"


def set_default_tensor_type(t: Any) -> None:
    """Make the element type of an old type, or of its name, the type given to Python floats.

    Raises:
        TypeError: if it is none, or not one of floating point numbers.

    """
    warn(_OLD_DEFAULT)
    kind = dtypes.named(t) if isinstance(t, str) else getattr(t, "dtype", None)
    if not isinstance(kind, dtypes.dtype):
        raise TypeError(
            "invalid type object: only floating-point types are supported as the default type"
        )
    dtypes.set_default_dtype(kind)


_OLD_DEFAULT = (
    "torch.set_default_tensor_type() is deprecated as of PyTorch 2.1, please use "
    "torch.set_default_dtype() and torch.set_default_device() as alternatives."
)


def typename(obj: Any) -> str:
    """Return the old type name of a tensor, or the place and name of anything else's type."""
    if isinstance(obj, Tensor):
        return str(obj.type())
    named: Any = obj if hasattr(obj, "__qualname__") else type(obj)
    module = getattr(named, "__module__", None) or ""
    name: str = named.__qualname__
    return name if module in ("", "builtins", "__builtin__") else f"{module}.{name}"


TENSOR_TYPES = {f"{kind.legacy}Tensor": TensorType(kind) for kind in dtypes.all_dtypes()}
