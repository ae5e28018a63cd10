"""Questions about tensors and element types that PyTorch asks by functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

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

    def __init__(self, type: dtype) -> None:
        limits = np.finfo(type.numpy)
        self.bits = limits.bits
        self.dtype = type.name
        self.eps, self.resolution = float(limits.eps), float(limits.resolution)
        self.max, self.min = float(limits.max), float(limits.min)
        self.tiny = self.smallest_normal = float(limits.tiny)


class iinfo:  # noqa: N801
    """The limits of an integer type: ``max``, ``min``, ``bits``."""

    def __init__(self, type: dtype) -> None:
        limits = np.iinfo(type.numpy)
        self.bits = limits.bits
        self.dtype = type.name
        self.max, self.min = int(limits.max), int(limits.min)
