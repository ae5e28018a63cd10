"""What a node knows of its operation's outputs: enough to check the gradients sent to it.

A 0-d output is described by its NumPy scalar type alone, which a gradient is compared with by one
identity test; an array by its shape and dtype.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes
from .device import CPU, device
from .promotion import cast
from .sums import column_sums

if TYPE_CHECKING:
    from .dtypes import dtype
    from .node import Node

# The dtype is None where a leaf takes gradients of any.
Spec = type[np.generic] | tuple[tuple[int, ...], np.dtype[Any] | None]


@dataclass(frozen=True, slots=True)
class InputMetadata:
    """Shape, element type and device of one output of an operation."""

    shape: list[int]
    dtype: dtype | None
    device: device = CPU
    is_nested_tensor: bool = False
    is_cpp_nested_tensor: bool = False


def spec_of(data: Any) -> Spec:
    """Describe an array or a NumPy scalar."""
    return (data.shape, data.dtype) if isinstance(data, np.ndarray) else type(data)


def shape_and_kind(spec: Spec) -> tuple[tuple[int, ...], Any]:
    """Return the shape and the storage type that ``spec`` describes."""
    return spec if isinstance(spec, tuple) else ((), np.dtype(spec))


def described(spec: Spec) -> InputMetadata:
    """Return ``spec`` in the form a node shows it."""
    shape, kind = shape_and_kind(spec)
    return InputMetadata(list(shape), None if kind is None else dtypes.of(kind))


def zeros_of(spec: Spec) -> Any:
    """Return the zero gradient of an output."""
    shape, kind = shape_and_kind(spec)
    return np.zeros(shape, kind) if shape else kind.type(0)


def broadcasts_to(shape: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Return whether a gradient of ``shape`` can be summed to ``target``."""
    if len(target) > len(shape):
        return False
    tail = shape[len(shape) - len(target) :]
    return tail == target or all(want in (1, have) for want, have in zip(target, tail, strict=True))


def conform(grad: Any, spec: Spec, node: Node, edge: Any) -> Any:
    """Return an array gradient summed and cast to an output's shape and type.

    This is where broadcasting is undone, for every operation.

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    shape, kind = shape_and_kind(spec)
    have = grad.shape
    if len(have) == 2 and have[1:] == shape and kind.char in "fd":
        grad = column_sums(grad)  # a bias, the commonest by far
    elif have != shape:
        check_shape(have, shape, node, edge)
        grad = sum_to_size(grad, shape)
    return grad if kind is None or grad.dtype is kind else cast(grad, kind.type)


def check_shape(shape: tuple[int, ...], target: tuple[int, ...], node: Node, edge: Any) -> None:
    """Raise unless a gradient of ``shape`` can be summed to ``target``."""
    if not broadcasts_to(shape, target):
        raise RuntimeError(
            f"Function {node.name()} returned an invalid gradient at index "
            f"{node.edges.index(edge)} - "
            f"got {list(shape)} but expected shape compatible with {list(target)}"
        )


def lost_and_stretched(
    shape: tuple[int, ...], target: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the leading dimensions that broadcasting added and all that it stretched."""
    lead = len(shape) - len(target)
    stretched = (lead + i for i, size in enumerate(target) if size == 1 and shape[lead + i] != 1)
    return tuple(range(lead)), (*range(lead), *stretched)


def sum_to_size(grad: Any, shape: tuple[int, ...]) -> Any:
    """Return an array summed over the dimensions that broadcasting added or stretched."""
    lead = len(grad.shape) - len(shape)
    if grad.shape[lead:] == shape:
        return np.add.reduce(grad, axis=tuple(range(lead))) if lead else grad
    dims = lost_and_stretched(grad.shape, shape)[1]
    return np.add.reduce(grad, axis=dims, keepdims=True).reshape(shape)
