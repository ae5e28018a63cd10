"""``torch.nn.init``: how parameters start. The rules are PyTorch's, the random numbers are not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..engine.grad_mode import no_grad
from ..engine.random import drawing

if TYPE_CHECKING:
    from ..engine.tensor import Tensor

_GAINS = {"tanh": 5 / 3, "relu": math.sqrt(2), "selu": 3 / 4}
_LINEAR = "linear conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d sigmoid"


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """Return by how much weights grow to make up for what a nonlinearity takes away.

    ``param`` is the negative slope of ``"leaky_relu"``, 0.01 by default.

    Raises:
        ValueError: for an unknown nonlinearity.

    """
    if nonlinearity in _LINEAR.split():
        return 1
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        return math.sqrt(2 / (1 + slope**2))
    if nonlinearity not in _GAINS:
        raise ValueError(f"Unsupported nonlinearity {nonlinearity}")
    return _GAINS[nonlinearity]


def fans(tensor: Tensor) -> tuple[int, int]:
    """Return how many inputs each output of a weight has, and how many outputs each input.

    Raises:
        ValueError: if there are fewer than two dimensions.

    """
    if tensor.ndim < 2:
        raise ValueError(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
        )
    field = math.prod(tensor.shape[2:])
    return tensor.shape[1] * field, tensor.shape[0] * field


_calculate_fan_in_and_fan_out = fans


@drawing
def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0) -> Tensor:
    """Fill a tensor with uniform random numbers from [a, b) and return it."""
    with no_grad():
        filled: Tensor = tensor.uniform_(a, b)
    return filled


@drawing
def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0) -> Tensor:
    """Fill a tensor with normal random numbers and return it."""
    with no_grad():
        filled: Tensor = tensor.normal_(mean, std)
    return filled


def constant_(tensor: Tensor, val: float) -> Tensor:
    """Fill a tensor with one number and return it."""
    with no_grad():
        filled: Tensor = tensor.fill_(val)
    return filled


def ones_(tensor: Tensor) -> Tensor:
    """Fill a tensor with ones and return it."""
    return constant_(tensor, 1.0)


def zeros_(tensor: Tensor) -> Tensor:
    """Fill a tensor with zeros and return it."""
    return constant_(tensor, 0.0)


@drawing
def xavier_uniform_(tensor: Tensor, gain: float = 1.0) -> Tensor:
    """Fill a weight uniformly, as Glorot and Bengio (2010) advise, and return it."""
    bound = gain * math.sqrt(6 / sum(fans(tensor)))
    return uniform_(tensor, -bound, bound)


@drawing
def xavier_normal_(tensor: Tensor, gain: float = 1.0) -> Tensor:
    """Fill a weight normally, as Glorot and Bengio (2010) advise, and return it."""
    return normal_(tensor, 0.0, gain * math.sqrt(2 / sum(fans(tensor))))


@drawing
def kaiming_uniform_(
    tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"
) -> Tensor:
    """Fill a weight uniformly, as He et al. (2015) advise, and return it."""
    bound = math.sqrt(3) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound)


@drawing
def kaiming_normal_(
    tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"
) -> Tensor:
    """Fill a weight normally, as He et al. (2015) advise, and return it."""
    return normal_(tensor, 0.0, _kaiming_std(tensor, a, mode, nonlinearity))


def _kaiming_std(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    modes = ("fan_in", "fan_out")
    if mode not in modes:
        raise ValueError(f"Mode {mode} not supported, please use one of {list(modes)}")
    return calculate_gain(nonlinearity, a) / math.sqrt(fans(tensor)[modes.index(mode)])
