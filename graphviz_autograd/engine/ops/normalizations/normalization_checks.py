"""What the normalisations demand of their arguments, in PyTorch's words."""

from __future__ import annotations

from math import prod
from typing import Any

from ..demands import require
from ..element_types import refuse_type

Dims = tuple[int, ...]


def normalized_shape(function: str, shape: Any) -> Dims:
    """Return the shape to be normalised as a tuple.

    Raises:
        TypeError: for a number.
        RuntimeError: if it is empty.

    """
    if isinstance(shape, int):
        raise TypeError(
            f"{function}(): argument 'normalized_shape' (position 2) must be tuple of ints, not int"
        )
    require(
        len(shape) > 0,
        "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one "
        f"element, but got normalized_shape = {list(shape)}",
    )
    return tuple(shape)


def check_layer_norm(input: Any, shape: Dims, weight: Any, bias: Any) -> None:
    """Raise a RuntimeError unless the tensors fit ``shape``."""
    _check_parameter("weight", weight, shape)
    _check_parameter("bias", bias, shape)
    _check_shape(input, shape, ", *")
    check_same_types(input, weight, bias)


def check_rms_norm(input: Any, shape: Dims, weight: Any) -> None:
    """Raise a RuntimeError unless the tensors fit ``shape``."""
    _check_parameter("weight", weight, shape)
    _check_shape(input, shape, "*")


def _check_parameter(name: str, one: Any, shape: Dims) -> None:
    if one is not None and one.shape != shape:
        raise RuntimeError(
            f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
            f"{list(one.shape)} and normalized_shape = {list(shape)}"
        )


def _check_shape(input: Any, shape: Dims, star: str) -> None:
    if input.shape[-len(shape) :] == shape:
        return
    listed = ", ".join(map(str, shape))
    expected = f"[*{listed}]" if star == "*" else f"[*, {listed}]"
    raise RuntimeError(
        f"Given normalized_shape={list(shape)}, expected input with shape {expected}, but got "
        f"input of size{list(input.shape)}"
    )


def check_group_norm(input: Any, groups: int, weight: Any, bias: Any) -> None:
    """Raise a RuntimeError unless the channels can be grouped and the parameters fit."""
    if input.ndim < 2:
        raise RuntimeError(
            f"Expected at least 2 dimensions for input tensor but received {input.ndim}"
        )
    require(
        input.shape[1] % groups == 0,
        "Expected number of channels in input to be divisible by num_groups, but got input of "
        f"shape {list(input.shape)} and num_groups={groups}",
    )
    for name, one in (("weight", weight), ("bias", bias)):
        require(
            one is None or tuple(one.shape) == (input.shape[1],),
            f"Expected {name} to be a vector of size equal to the number of channels in input, but "
            f"got {name} of shape {None if one is None else list(one.shape)} and input of shape "
            f"{list(input.shape)}",
        )
    check_same_types(input, weight, bias)


def check_batch_norm(
    input: Any, running_mean: Any, running_var: Any, weight: Any, bias: Any, training: bool
) -> None:
    """Raise a RuntimeError unless there is an element for every channel."""
    given = {
        "running_mean": running_mean, "running_var": running_var, "weight": weight, "bias": bias,
    }  # fmt: skip
    for name, one in given.items():
        statistic = name.startswith("running")
        require(
            one is not None or training or not statistic,
            f"{name} must be defined in evaluation mode",
        )
        require(
            one is None or one.numel() == input.shape[1],
            f"{name} should contain {input.shape[1]} elements not "
            f"{None if one is None else one.numel()}",
        )
    if not input.dtype.is_floating_point:
        refuse_type("batch_norm", input)
    check_same_types(input, *given.values())


def check_same_types(input: Any, *parameters: Any) -> None:
    """Raise a RuntimeError unless the parameters have the element type of the input."""
    for one in parameters:
        if one is None or one.dtype == input.dtype:
            continue
        raise RuntimeError(
            "mixed dtype (CPU): expect parameter to have scalar type of Float"
            if one.dtype.itemsize > input.dtype.itemsize
            else "mixed dtype (CPU): all inputs must share same datatype."
        )


def check_several_values(input: Any) -> None:
    """Raise a ValueError if there is only one value per channel."""
    if input.shape[0] * prod(input.shape[2:]) == 1:
        raise ValueError(
            "Expected more than 1 value per channel when training, got input size "
            f"torch.Size({list(input.shape)})"
        )


def check_several_pixels(input: Any) -> None:
    """Raise a ValueError if there is only one value per channel of a sample."""
    if prod(input.shape[2:]) == 1:
        raise ValueError(
            "Expected more than 1 spatial element when training, got input size "
            f"torch.Size({list(input.shape)})"
        )
