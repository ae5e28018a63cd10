"""Layers that scale every sample to mean 0 and variance 1."""

from __future__ import annotations

from typing import Any, ClassVar

from ...engine.creation import ones, zeros
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from . import _functions
from .elementwise import FunctionModule
from .factory import makes_parameters
from .module import Module


class _Affine(Module):
    """Has a weight and a bias, ones and zeros at first, or None."""

    def _register(self, shape: tuple[int, ...], weight: bool, bias: bool) -> None:
        self.register_parameter("weight", Parameter(ones(*shape)) if weight else None)
        self.register_parameter("bias", Parameter(zeros(*shape)) if bias else None)

    def reset_parameters(self) -> None:
        """Set the weight to ones and the bias to zeros."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)


class LayerNorm(_Affine):
    """Normalizes over the last dimensions (Ba et al. 2016).

    Attributes:
        weight: of ``normalized_shape``, or None.
        bias: of ``normalized_shape``, or None.

    """

    @makes_parameters
    def __init__(
        self,
        normalized_shape: int | tuple[int, ...],
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.normalized_shape = _sizes(normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        self._register(self.normalized_shape, elementwise_affine, elementwise_affine and bias)

    def forward(self, input: Any) -> Any:
        """Return the input normalized."""
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Return the shape and the options."""
        return (
            f"{self.normalized_shape}, eps={self.eps}, "
            f"elementwise_affine={self.elementwise_affine}, bias={self.bias is not None}"
        )


class RMSNorm(Module):
    """Divides by the root of the mean square over the last dimensions (Zhang, Sennrich 2019).

    Attributes:
        weight: of ``normalized_shape``, or None.

    """

    @makes_parameters
    def __init__(
        self,
        normalized_shape: int | tuple[int, ...],
        eps: float | None = None,
        elementwise_affine: bool = True,
    ) -> None:
        super().__init__()
        self.normalized_shape = _sizes(normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        weight = Parameter(ones(*self.normalized_shape)) if elementwise_affine else None
        self.register_parameter("weight", weight)

    def forward(self, input: Any) -> Any:
        """Return the input normalized."""
        return F.rms_norm(input, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self) -> str:
        """Return the shape and the options."""
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"
        )


class GroupNorm(_Affine):
    """Normalizes groups of channels (Wu and He 2018).

    Attributes:
        weight: (num_channels,), or None.
        bias: (num_channels,), or None.

    Raises:
        ValueError: if the groups do not divide the channels.

    """

    @makes_parameters
    def __init__(
        self,
        num_groups: int,
        num_channels: int,
        eps: float = 1e-5,
        affine: bool = True,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(
                f"num_channels ({num_channels}) must be divisible by num_groups ({num_groups})"
            )
        self.num_groups = num_groups
        self.num_channels = num_channels
        self.eps = eps
        self.affine = affine
        self._register((num_channels,), affine, affine and bias)

    def forward(self, input: Any) -> Any:
        """Return (n, num_channels, ...) normalized."""
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Return the sizes and the options."""
        return (
            f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, "
            f"bias={self.bias is not None}"
        )


class LocalResponseNorm(FunctionModule):
    """Divides by the squares of neighbouring channels (Krizhevsky et al. 2012)."""

    function = "local_response_norm"
    arguments: ClassVar[dict[str, Any]] = {"size": ..., "alpha": 1e-4, "beta": 0.75, "k": 1.0}

    def extra_repr(self) -> str:
        """Return the size and the options."""
        return super().extra_repr().removeprefix("size=")


class CrossMapLRN2d(Module):
    """``LocalResponseNorm`` of (n, c, h, w) as Lua's Torch had it."""

    def __init__(self, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1) -> None:
        super().__init__()
        self.size = size
        self.alpha = alpha
        self.beta = beta
        self.k = k

    def forward(self, input: Any) -> Any:
        """Return the input normalized."""
        return _functions.CrossMapLRN2d.apply(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self) -> str:
        """Return the size and the options."""
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"


def _sizes(shape: int | tuple[int, ...]) -> tuple[int, ...]:
    return (shape,) if isinstance(shape, int) else tuple(shape)
