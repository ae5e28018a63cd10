"""The kinds of parameters in PyTorch's signatures: what each is called, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...device import device
from ...dtypes import dtype
from ...memory_format import Layout, MemoryFormat
from ...overriding import takes_over
from ...random import Generator
from ...size import Size
from ...tensor_base import TensorBase

if TYPE_CHECKING:
    from collections.abc import Callable

# What messages call a parameter of each kind.
SPOKEN = {
    "Tensor": "Tensor",
    "TensorList": "tuple of Tensors",
    "c10::List<::std::optional<Tensor>>": "tuple of Tensors",
    "Scalar": "Number",
    "ScalarList": "tuple of Scalars",
    "int64_t": "int",
    "SymInt": "int",
    "IntArrayRef": "tuple of ints",
    "SymIntArrayRef": "tuple of ints",
    "double": "float",
    "ArrayRef<double>": "tuple of floats",
    "bool": "bool",
    "c10::string_view": "str",
    "ScalarType": "torch.dtype",
    "Layout": "torch.layout",
    "MemoryFormat": "torch.memory_format",
    "Device": "torch.device",
    "Generator": "torch.Generator",
    "PyObject": "object",
}
INTS = ("IntArrayRef", "SymIntArrayRef")
TENSORS = ("TensorList", "c10::List<::std::optional<Tensor>>")

_OURS = {
    dtype: "torch.dtype",
    device: "torch.device",
    Layout: "torch.layout",
    MemoryFormat: "torch.memory_format",
    Size: "torch.Size",
    Generator: "torch._C.Generator",
}


def type_name(value: Any) -> str:
    """Return what a message calls the type of a value."""
    kind = type(value)
    numpy = kind.__module__ == "numpy"
    return _OURS.get(kind) or (f"numpy.{kind.__name__}" if numpy else kind.__name__)


def is_tensor(value: Any) -> bool:
    """Return whether a value is a tensor, or of a type that takes functions over."""
    return isinstance(value, TensorBase) or takes_over(type(value))


def is_index(value: Any) -> bool:
    """Return whether a value stands for an integer, as a 0-d tensor of integers does."""
    if isinstance(value, bool | np.bool_):
        return False
    if isinstance(value, TensorBase):
        return value._data.dtype.kind in "iu" and value._data.size == 1
    return isinstance(value, int) or hasattr(value, "__index__")


def _is_int(value: Any) -> bool:
    if isinstance(value, TensorBase):
        whole = np.asarray(value._data).dtype.kind in "iu"
        return whole and _is_plain_number(value)
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _is_float(value: Any) -> bool:
    if isinstance(value, TensorBase):
        return _is_plain_number(value)
    return isinstance(value, int | float | np.number | np.bool_)


def _is_plain_number(value: Any) -> bool:
    return not value.requires_grad and not np.ndim(value._data)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, complex) or _is_float(value)


def _are_ints(value: Any) -> bool:
    return isinstance(value, tuple | list) and (not value or is_index(value[0]))


def _are_floats(value: Any) -> bool:
    listed = isinstance(value, tuple | list)
    return listed and (not value or isinstance(value[0], int | float | complex))


def _are_scalars(value: Any) -> bool:
    return isinstance(value, tuple | list) and all(
        _is_scalar(one) and not isinstance(one, TensorBase) for one in value
    )


def _are_tensors(value: Any) -> bool:
    return isinstance(value, tuple | list) and all(map(is_tensor, value))


def _of(*types: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, types)


# Whether a value is of a kind.
IS: dict[str, Callable[[Any], bool]] = {
    "Tensor": is_tensor,
    "TensorList": _are_tensors,
    "c10::List<::std::optional<Tensor>>": _are_tensors,
    "Scalar": _is_scalar,
    "ScalarList": _are_scalars,
    "int64_t": _is_int,
    "SymInt": is_index,
    "IntArrayRef": _are_ints,
    "SymIntArrayRef": _are_ints,
    "double": _is_float,
    "ArrayRef<double>": _are_floats,
    "bool": _of(bool),
    "c10::string_view": _of(str),
    "ScalarType": lambda value: isinstance(value, dtype) or value in (bool, int, float),
    "Layout": _of(Layout),
    "MemoryFormat": _of(MemoryFormat),
    "Device": _of(int, str, device),
    "Generator": _of(Generator),
    "PyObject": lambda _: True,
}
