"""The activations and dropout of ``nn.functional``, made of operations."""

from __future__ import annotations

import warnings
from typing import Any

from .activations.activation import log_sigmoid, prelu_kernel
from .activations.softmax import log_softmax, softmax
from .pointwise.arithmetic import neg
from .pointwise.elementwise import abs  # noqa: A004
from .pointwise.trigonometry import tanh
from .record import FUNCTIONS, composite
from .shapes.shape import view

# What has a node of its own in PyTorch if it is done in place.
_STORED = {
    "leaky_relu_slope": "leaky_relu_stored_",
    "elu_scaled": "elu_stored_",
    "celu_alpha": "celu_stored_",
    "threshold_value": "threshold_stored_",
}


def _applied(name: str, inplace: bool, input: Any, *values: Any) -> Any:
    """Return the operation's result, stored in ``input`` if it is wanted in place."""
    return FUNCTIONS[_STORED.get(name, f"{name}_") if inplace else name](input, *values)


@composite
def functional_relu(input: Any, inplace: bool = False) -> Any:
    """Return the elements, and 0 in place of negative ones."""
    return _applied("relu", inplace, input)


@composite
def relu6(input: Any, inplace: bool = False) -> Any:
    """Return the elements cut off at 0 and 6."""
    return hardtanh(input, 0, 6, inplace)


@composite
def hardtanh(input: Any, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Any:
    """Return the elements cut off at ``min_val`` and ``max_val``.

    Raises:
        ValueError: if ``min_val`` is greater than ``max_val``.

    """
    if min_val > max_val:
        raise ValueError("min_val cannot be greater than max_val")
    return _applied("hardtanh_between", inplace, input, min_val, max_val)


@composite
def leaky_relu(input: Any, negative_slope: float = 0.01, inplace: bool = False) -> Any:
    """Return the elements, negative ones times ``negative_slope``."""
    return _applied("leaky_relu_slope", inplace, input, negative_slope)


@composite
def elu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    """Return the elements, negative ones as ``alpha * expm1(x)``."""
    return _applied("elu_scaled", inplace, input, alpha, 1, 1)


@composite
def selu(input: Any, inplace: bool = False) -> Any:
    """Return the scaled ELU that normalises itself (G. Klambauer et al., 2017)."""
    return _applied("elu_scaled", inplace, input, 1.6732632423543772, 1.0507009873554805, 1)


@composite
def celu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    """Return the elements, negative ones as ``alpha * expm1(x / alpha)``."""
    return _applied("celu_alpha", inplace, input, alpha)


@composite
def functional_silu(input: Any, inplace: bool = False) -> Any:
    """Return the elements times their sigmoid."""
    return _applied("silu", inplace, input)


@composite
def functional_mish(input: Any, inplace: bool = False) -> Any:
    """Return the elements times the tanh of their softplus."""
    return _applied("mish", inplace, input)


@composite
def hardswish(input: Any, inplace: bool = False) -> Any:
    """Return ``input * relu6(input + 3) / 6``."""
    return _applied("hardswish_all", inplace, input)


@composite
def hardsigmoid(input: Any, inplace: bool = False) -> Any:
    """Return ``relu6(input + 3) / 6``."""
    return _applied("hardsigmoid_all", inplace, input)


@composite
def threshold(input: Any, threshold: float, value: float, inplace: bool = False) -> Any:
    """Return the elements, and ``value`` in place of those not larger than ``threshold``."""
    return _applied("threshold_value", inplace, input, threshold, value)


@composite
def logsigmoid(input: Any) -> Any:
    """Return the logarithm of the sigmoid."""
    return log_sigmoid(input)[0]


@composite
def softsign(input: Any) -> Any:
    """Return ``input / (1 + abs(input))``."""
    return input / (abs(input) + 1)


@composite
def tanhshrink(input: Any) -> Any:
    """Return ``input - tanh(input)``."""
    return input - tanh(input)


def _dim_of(function: str, input: Any, dim: int | None) -> int:
    """Return the dimension that is meant: over the rows of a matrix or batch if none is given."""
    if dim is not None:
        return dim
    warnings.warn(
        f"Implicit dimension choice for {function} has been deprecated. Change the call to include "
        "dim=X as an argument.",
        stacklevel=3,
    )
    return 0 if input.ndim in (0, 1, 3) else 1


@composite
def functional_softmax(
    input: Any,
    dim: int | None = None,
    _stacklevel: int = 3,
    dtype: Any = None,
) -> Any:
    """Return the softmax over ``dim``, which should be given."""
    return softmax(input, _dim_of("softmax", input, dim), dtype=dtype)


@composite
def functional_log_softmax(
    input: Any,
    dim: int | None = None,
    _stacklevel: int = 3,
    dtype: Any = None,
) -> Any:
    """Return the logarithm of the softmax over ``dim``, which should be given."""
    return log_softmax(input, _dim_of("log_softmax", input, dim), dtype=dtype)


@composite
def softmin(
    input: Any,
    dim: int | None = None,
    _stacklevel: int = 3,
    dtype: Any = None,
) -> Any:
    """Return the softmax of ``-input`` over ``dim``, which should be given."""
    return softmax(neg(input), _dim_of("softmin", input, dim), dtype=dtype)


@composite
def prelu(input: Any, weight: Any) -> Any:
    """Return the elements, negative ones times the weight of all or of their channel.

    Raises:
        RuntimeError: if there are several weights, but not one for each channel, or they are of
            another type.

    """
    if input.dtype is not weight.dtype:
        given = f"{input.dtype.legacy} and {weight.dtype.legacy}"
        raise RuntimeError(f"prelu: Type promoting not supported. Got {given}")
    channels = input.shape[1] if input.ndim > 1 else 1
    if weight.numel() not in (1, channels):
        raise RuntimeError(
            "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
            f"{weight.numel()} and channel size = {channels}."
        )
    if weight.ndim == input.ndim:
        return prelu_kernel(input, weight)
    shape = (1, weight.numel(), *[1] * (input.ndim - 2)) if input.ndim > 1 else [1] * input.ndim
    return prelu_kernel(input, view(weight, tuple(shape)))


# ---- in place --------------------------------------------------------------------------------


@composite
def elu_(input: Any, alpha: float = 1.0) -> Any:
    """Replace the elements by their ELU."""
    return elu(input, alpha, True)


@composite
def selu_(input: Any) -> Any:
    """Replace the elements by their SELU."""
    return selu(input, True)


@composite
def celu_(input: Any, alpha: float = 1.0) -> Any:
    """Replace the elements by their CELU."""
    return celu(input, alpha, True)


@composite
def leaky_relu_(input: Any, negative_slope: float = 0.01) -> Any:
    """Scale negative elements by ``negative_slope``."""
    return leaky_relu(input, negative_slope, True)


@composite
def hardtanh_(input: Any, min_val: float = -1.0, max_val: float = 1.0) -> Any:
    """Cut the elements off at ``min_val`` and ``max_val``."""
    return FUNCTIONS["hardtanh_between_"](input, min_val, max_val)


@composite
def threshold_(input: Any, threshold: float, value: float) -> Any:
    """Replace the elements not larger than ``threshold`` by ``value``."""
    return _applied("threshold_value", True, input, threshold, value)
