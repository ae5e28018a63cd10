"""``torch.nn.init``: how parameters start. The rules are PyTorch's, the random numbers are not."""

from __future__ import annotations

import functools
import math
import warnings
from typing import TYPE_CHECKING, Any

from ..engine.creation import empty, randperm
from ..engine.grad_mode import no_grad
from ..engine.ops import FUNCTIONS
from ..engine.random import drawing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..engine.tensor import Tensor

_GAINS = {"tanh": 5 / 3, "relu": math.sqrt(2), "selu": 3 / 4}
_LINEAR = "linear conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d sigmoid"


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """Return by how much weights grow to make up for what a nonlinearity takes away.

    ``param`` is the negative slope of ``"leaky_relu"``, 0.01 by default.

    Raises:
        ValueError: for an unknown nonlinearity, or a slope that is no number.

    """
    if nonlinearity in _LINEAR.split():
        return 1
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        if isinstance(slope, bool) or not isinstance(slope, (int, float)):
            raise ValueError(f"negative_slope {param} not a valid number")
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
    if _is_empty(tensor):
        return tensor
    bound = math.sqrt(3) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound)


@drawing
def kaiming_normal_(
    tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"
) -> Tensor:
    """Fill a weight normally, as He et al. (2015) advise, and return it."""
    if _is_empty(tensor):
        return tensor
    return normal_(tensor, 0.0, _kaiming_std(tensor, a, mode, nonlinearity))


def _is_empty(tensor: Tensor) -> bool:
    if 0 not in tensor.shape:
        return False
    warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=4)
    return True


def _kaiming_std(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    modes = ("fan_in", "fan_out")
    if mode not in modes:
        raise ValueError(f"Mode {mode} not supported, please use one of {list(modes)}")
    return calculate_gain(nonlinearity, a) / math.sqrt(fans(tensor)[modes.index(mode)])


@drawing
def trunc_normal_(
    tensor: Tensor, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0
) -> Tensor:
    """Fill a tensor with normal random numbers from ``a`` to ``b`` and return it."""
    if mean < a - 2 * std or mean > b + 2 * std:
        warnings.warn(
            "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of "
            "values may be incorrect.",
            stacklevel=3,
        )
    low, high = (math.erf((one - mean) / std / math.sqrt(2)) for one in (a, b))
    with no_grad():
        filled: Tensor = tensor.uniform_(low, high).erfinv_()
        filled.mul_(std * math.sqrt(2)).add_(mean).clamp_(a, b)
    return filled


def eye_(tensor: Tensor) -> Tensor:
    """Fill a matrix with zeros, and ones on its diagonal, and return it.

    Raises:
        ValueError: if there are not two dimensions.

    """
    if tensor.ndim != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    with no_grad():
        tensor.zero_().fill_diagonal_(1)
    return tensor


def dirac_(tensor: Tensor, groups: int = 1) -> Tensor:
    """Fill the weight of a convolution so that it passes on as many channels as it can.

    Raises:
        ValueError: if there are not three to five dimensions, or the groups do not divide.

    """
    if tensor.ndim not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.shape[0] % groups:
        raise ValueError("dim 0 must be divisible by groups")
    middle = tuple(size // 2 for size in tensor.shape[2:])
    channels = tensor.shape[0] // groups
    with no_grad():
        tensor.zero_()
        for group in range(groups):
            for channel in range(min(channels, tensor.shape[1])):
                tensor[(group * channels + channel, channel, *middle)] = 1
    return tensor


@drawing
def orthogonal_(tensor: Tensor, gain: float = 1) -> Tensor:
    """Fill a weight with orthonormal rows or columns, times ``gain`` (Saxe et al. 2013).

    Raises:
        ValueError: if there are fewer than two dimensions.

    """
    if tensor.ndim < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if not tensor.numel():
        return tensor
    rows = tensor.shape[0]
    columns = tensor.numel() // rows
    with no_grad():
        shape = max(rows, columns), min(rows, columns)
        basis, upper = FUNCTIONS["linalg_qr"](empty(*shape, dtype=tensor.dtype).normal_())
        basis = basis * upper.diagonal().sign()
        tensor.copy_((basis.t() if rows < columns else basis).reshape(tensor.shape)).mul_(gain)
    return tensor


@drawing
def sparse_(tensor: Tensor, sparsity: float, std: float = 0.01) -> Tensor:
    """Fill a matrix normally, a share of each column with zeros, and return it (Martens 2010).

    Raises:
        ValueError: if there are not two dimensions.

    """
    if tensor.ndim != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.shape
    normal_(tensor, 0, std)
    with no_grad():
        for column in range(columns):
            tensor[randperm(rows)[: math.ceil(sparsity * rows)], column] = 0
    return tensor


def _deprecated(new: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function under its name of old, without the last ``_``."""
    name = new.__name__

    @functools.wraps(new)
    def old(*args: Any, **kwargs: Any) -> Any:
        told = f"`nn.init.{name[:-1]}` is now deprecated in favor of `nn.init.{name}`."
        warnings.warn(told, FutureWarning, stacklevel=2)
        return new(*args, **kwargs)

    return old


uniform, normal, constant = map(_deprecated, (uniform_, normal_, constant_))
eye, dirac, orthogonal, sparse = map(_deprecated, (eye_, dirac_, orthogonal_, sparse_))
xavier_uniform, xavier_normal = map(_deprecated, (xavier_uniform_, xavier_normal_))
kaiming_uniform, kaiming_normal = map(_deprecated, (kaiming_uniform_, kaiming_normal_))
