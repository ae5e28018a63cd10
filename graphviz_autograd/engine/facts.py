"""Questions about tensors and element types that PyTorch asks by functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .dtypes import get_default_dtype
from .promotion import result_type_of
from .tensor import Tensor

if TYPE_CHECKING:
    from .dtypes import dtype


def numel(input: Tensor) -> int:
    """Return the number of elements."""
    return input.numel()


def is_floating_point(input: Tensor) -> bool:
    """Return whether the elements are floating point numbers."""
    return input.is_floating_point()


def is_complex(input: Tensor) -> bool:  # noqa: ARG001
    """Return False: complex numbers are not supported."""
    return False


def is_signed(input: Tensor) -> bool:
    """Return whether the element type has negative values."""
    return input.is_signed()


def is_same_size(input: Tensor, other: Tensor) -> bool:
    """Return whether the shapes are equal."""
    return input.is_same_size(other)


def get_device(input: Tensor) -> int:
    """Return -1, the number of the CPU."""
    return input.get_device()


def is_inference(input: Tensor) -> bool:
    """Return whether a tensor was made in inference mode."""
    return input.is_inference()


def is_nonzero(input: Tensor) -> bool:
    """Return whether the only element is not 0.

    Raises:
        RuntimeError: if there is not exactly one element.

    """
    return bool(input)


def result_type(tensor1: Any, tensor2: Any) -> dtype:
    """Return the element type of a computation on two tensors or numbers."""
    operands = (one._data if isinstance(one, Tensor) else one for one in (tensor1, tensor2))
    return result_type_of(operands)


def can_cast(from_: dtype, to: dtype) -> bool:
    """Return whether a result of one type may be stored in a tensor of the other."""
    return from_.category <= to.category


class finfo:  # noqa: N801
    """The limits of a floating point type: ``eps``, ``max``, ``min``, ``tiny``, ``bits``."""

    def __init__(self, type: dtype | None = None) -> None:
        type = get_default_dtype() if type is None else type
        if not type.is_floating_point:
            raise TypeError(
                "torch.finfo() requires a floating point input type. Use torch.iinfo to handle "
                "'torch.finfo'"
            )
        limits = np.finfo(type.numpy)
        self.bits = limits.bits
        self.dtype = type.name
        self.eps, self.resolution = float(limits.eps), 10.0**-limits.precision
        self.max, self.min = float(limits.max), float(limits.min)
        self.tiny = self.smallest_normal = float(limits.tiny)

    def __repr__(self) -> str:
        names = ("resolution", "min", "max", "eps", "smallest_normal", "tiny")
        shown = ", ".join(f"{name}={getattr(self, name):g}" for name in names)
        return f"finfo({shown}, dtype={self.dtype})"


class iinfo:  # noqa: N801
    """The limits of an integer type: ``max``, ``min``, ``bits``."""

    def __init__(self, type: dtype) -> None:
        if type.is_floating_point or type.numpy.kind == "b":
            raise TypeError(
                "torch.iinfo() requires an integer input type. Use torch.finfo to handle "
                "'torch.iinfo'"
            )
        limits = np.iinfo(type.numpy)
        self.bits = limits.bits
        self.dtype = type.name
        self.max, self.min = int(limits.max), int(limits.min)

    def __repr__(self) -> str:
        return f"iinfo(min={self.min:g}, max={self.max:g}, dtype={self.dtype})"
