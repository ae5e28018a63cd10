"""Convolutions with learned kernels."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from ...engine.creation import empty
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from .factory import makes_parameters
from .module import Module

Sizes = int | tuple[int, ...]


class _Convolution(Module):
    """What convolutions of one to three dimensions share.

    Attributes:
        weight: (out_channels, in_channels / groups, *kernel_size), or for a transposed one
            (in_channels, out_channels / groups, *kernel_size), uniform within 1 / sqrt(fan in).
        bias: (out_channels,), the same; None without ``bias``.

    Raises:
        ValueError: if the groups do not divide the channels, or a padding is unknown.

    """

    dims: ClassVar[int]
    transposed: ClassVar[bool] = False

    @makes_parameters
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Sizes,
        stride: Sizes = 1,
        padding: Sizes | str = 0,
        dilation: Sizes = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
    ) -> None:
        super().__init__()
        for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
            if channels % groups:
                raise ValueError(f"{name} must be divisible by groups")
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = self._tuple(kernel_size)
        self.stride = self._tuple(stride)
        self.padding = padding if isinstance(padding, str) else self._tuple(padding)
        self.dilation = self._tuple(dilation)
        self.groups = groups
        self.padding_mode = padding_mode
        self.output_padding = (0,) * self.dims
        self._register(bias)

    def _register(self, bias: bool) -> None:
        self.weight = Parameter(empty(*self._weight_shape()))
        self.register_parameter("bias", Parameter(empty(self.out_channels)) if bias else None)
        self.reset_parameters()

    def _weight_shape(self) -> tuple[int, ...]:
        first, second = self.out_channels, self.in_channels
        if self.transposed:
            first, second = second, first
        return (first, second // self.groups, *self.kernel_size)

    def _tuple(self, sizes: Sizes) -> tuple[int, ...]:
        return (sizes,) * self.dims if isinstance(sizes, int) else tuple(sizes)

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            fan_in, _ = init.fans(self.weight)
            bound = 1 / math.sqrt(fan_in) if fan_in else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input: Any) -> Any:
        """Return (n, in_channels, ...) convolved, (n, out_channels, ...)."""
        padding = self.padding
        if self.padding_mode != "zeros":
            input = F.pad(input, self._around(), mode=self.padding_mode)
            padding = self._tuple(0)
        function = getattr(F, f"conv{self.dims}d")
        options = self.stride, padding, self.dilation, self.groups
        return function(input, self.weight, self.bias, *options)

    def _around(self) -> list[int]:
        """Return how much to add on both sides of each dimension, the last one first."""
        if isinstance(self.padding, str):
            reach = [(k - 1) * d for k, d in zip(self.kernel_size, self.dilation, strict=True)]
            pairs = [(one // 2, one - one // 2) for one in reach]
            pairs = pairs if self.padding == "same" else [(0, 0)] * self.dims
        else:
            pairs = [(one, one) for one in self.padding]
        return [size for pair in reversed(pairs) for size in pair]

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        usual = {
            "padding": self._tuple(0),
            "dilation": self._tuple(1),
            "output_padding": self._tuple(0),
            "groups": 1,
        }
        given = {name: getattr(self, name) for name in usual}
        shown = [f"{name}={value}" for name, value in given.items() if value != usual[name]]
        shown += ["bias=False"] * (self.bias is None)
        shown += [f"padding_mode={self.padding_mode}"] * (self.padding_mode != "zeros")
        sizes = f"kernel_size={self.kernel_size}, stride={self.stride}"
        return ", ".join([f"{self.in_channels}, {self.out_channels}, {sizes}", *shown])


# PyTorch's name, which programs ask for.
_ConvNd = _Convolution


class Conv1d(_Convolution):
    """Convolution of (n, in_channels, l)."""

    dims = 1


class Conv2d(_Convolution):
    """Convolution of (n, in_channels, h, w)."""

    dims = 2


class Conv3d(_Convolution):
    """Convolution of (n, in_channels, d, h, w)."""

    dims = 3


class _Transposed(_Convolution):
    """The transpose of a convolution: from its outputs to its inputs."""

    transposed = True

    @makes_parameters
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Sizes,
        stride: Sizes = 1,
        padding: Sizes = 0,
        output_padding: Sizes = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Sizes = 1,
        padding_mode: str = "zeros",
    ) -> None:
        if padding_mode != "zeros":
            raise ValueError(f'Only "zeros" padding mode is supported for {type(self).__name__}')
        options = stride, padding, dilation, groups, bias
        super().__init__(in_channels, out_channels, kernel_size, *options)
        self.output_padding = self._tuple(output_padding)

    def forward(self, input: Any, output_size: Any = None) -> Any:
        """Return (n, in_channels, ...) spread, (n, out_channels, ...).

        Args:
            input: what is spread; n may be missing.
            output_size: which of the sizes that a convolution makes one size of, all or the last.

        Raises:
            ValueError: if the output cannot have that size.

        """
        function = getattr(F, f"conv_transpose{self.dims}d")
        added = self.output_padding if output_size is None else self._added(input, output_size)
        options = self.stride, self.padding, added, self.groups, self.dilation
        return function(input, self.weight, self.bias, *options)

    def _added(self, input: Any, output_size: Any) -> tuple[int, ...]:
        """Return how much to add at the ends, so that the output has a size."""
        ranks = self.dims, input.dim()
        if len(output_size) not in ranks:
            raise ValueError(
                f"ConvTranspose{self.dims}D: for {input.dim()}D input, output_size must have "
                f"{ranks[0]} or {ranks[1]} elements (got {len(output_size)})"
            )
        wanted = output_size[-self.dims :]
        options: Any = self.stride, self.padding, self.dilation, self.kernel_size
        least = [
            (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1
            for size, stride, padding, dilation, kernel in zip(
                input.shape[-self.dims :], *options, strict=True
            )
        ]
        most = [size + stride - 1 for size, stride in zip(least, self.stride, strict=True)]
        if any(not a <= size <= b for a, size, b in zip(least, wanted, most, strict=True)):
            raise ValueError(
                f"requested an output size of {list(wanted)}, but valid sizes range from {least} "
                f"to {most} (for an input of {input.size()[-self.dims :]})"
            )
        return tuple(size - one for size, one in zip(wanted, least, strict=True))


class ConvTranspose1d(_Transposed):
    """Transposed convolution of (n, in_channels, l)."""

    dims = 1


class ConvTranspose2d(_Transposed):
    """Transposed convolution of (n, in_channels, h, w)."""

    dims = 2


class ConvTranspose3d(_Transposed):
    """Transposed convolution of (n, in_channels, d, h, w)."""

    dims = 3
