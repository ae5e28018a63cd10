"""Element types: PyTorch's names and order over NumPy's storage types."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

_BY_NUMPY: dict[np.dtype[Any], dtype] = {}


class dtype:  # noqa: N801
    """An element type, printed as PyTorch prints it.

    Attributes:
        name: PyTorch's name, such as ``"float32"``.
        legacy: the word of PyTorch's old type names, such as ``"Float"`` in ``torch.FloatTensor``.
        numpy: the NumPy dtype that stores it.
        category: 0 for bool, 1 for integers, 2 for floating point.

    """

    __slots__ = ("category", "legacy", "name", "numpy")

    def __init__(self, name: str, legacy: str) -> None:
        self.name = name
        self.legacy = legacy
        self.numpy = np.dtype(name)
        self.category = {"b": 0, "i": 1, "u": 1, "f": 2}[self.numpy.kind]
        _BY_NUMPY[self.numpy] = self

    @property
    def is_floating_point(self) -> builtins.bool:
        """Whether values of this type may have gradients."""
        return self.category == 2

    @property
    def is_complex(self) -> builtins.bool:
        """Always False: complex numbers are not supported."""
        return False

    @property
    def is_signed(self) -> builtins.bool:
        """Whether the type has negative values."""
        return self.numpy.kind in "if"

    @property
    def itemsize(self) -> builtins.int:
        """Bytes per element."""
        return self.numpy.itemsize

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> tuple[Any, ...]:
        return of, (self.numpy,)


float32 = float = dtype("float32", "Float")
float64 = double = dtype("float64", "Double")
float16 = half = dtype("float16", "Half")
int64 = long = dtype("int64", "Long")
int32 = int = dtype("int32", "Int")
int16 = short = dtype("int16", "Short")
int8 = dtype("int8", "Char")
uint8 = dtype("uint8", "Byte")
bool = dtype("bool", "Bool")

_OF_PYTHON: dict[type, dtype] = {builtins.float: float64, builtins.int: int64, builtins.bool: bool}

_default = float32


def of(numpy_dtype: np.dtype[Any]) -> dtype:
    """Return the element type stored as ``numpy_dtype``.

    Raises:
        NotImplementedError: if the engine has no such type (complex numbers, for one).

    """
    try:
        return _BY_NUMPY[numpy_dtype]
    except KeyError:
        raise NotImplementedError(
            f"tensors of dtype {numpy_dtype} are not supported: "
            "only real floating point, integers of up to 64 bits and bool are"
        ) from None


def all_dtypes() -> tuple[dtype, ...]:
    """Return every element type."""
    return tuple(_BY_NUMPY.values())


def named(legacy: str) -> dtype:
    """Return the element type of an old type name, such as ``"torch.FloatTensor"``.

    Raises:
        ValueError: if there is no such type.

    """
    for kind in _BY_NUMPY.values():
        if legacy == f"torch.{kind.legacy}Tensor":
            return kind
    raise ValueError(f"invalid type: '{legacy}'")


def given(kind: Any, function: str) -> Any:
    """Return an element type that may be given as a type of Python's, such as ``float``.

    Raises:
        TypeError: for a type that stands for none.

    """
    if not isinstance(kind, type):
        return kind
    if kind not in _OF_PYTHON:
        raise TypeError(f"{function}(): argument 'dtype' must be torch.dtype, not type")
    return _OF_PYTHON[kind]


def get_default_dtype() -> dtype:
    """Return the type given to Python floats, ``float32`` unless it was changed."""
    return _default


def set_default_dtype(new: dtype) -> None:
    """Make ``new`` the type given to Python floats.

    Raises:
        NotImplementedError: if ``new`` is a type that no tensor here has.
        TypeError: if it is not a floating point type.

    """
    global _default
    if not new.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    _default = of(new.numpy)


def default_numpy() -> np.dtype[Any]:
    """Return the storage type given to Python floats."""
    return _default.numpy
