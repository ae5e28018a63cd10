"""Modules that learn how large their input is from the first one they get."""

from __future__ import annotations

from typing import Any, ClassVar

from ...engine.creation import ones, zeros
from ..parameter import UninitializedParameter
from . import batchnorm, conv
from .factory import makes_parameters
from .linear import Linear
from .module import Module


class _Lazy(Module):
    """Is another module from its first call on.

    Attributes:
        becomes: the class of the other module.

    """

    becomes: ClassVar[type[Module]]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Give the parameters their shapes, and do what the module that this is now does."""
        self.initialize_parameters(*args, **kwargs)
        self.__class__ = self.becomes  # type: ignore[assignment]
        return self(*args, **kwargs)

    def has_uninitialized_params(self) -> bool:
        """Return True: the shapes are not known yet."""
        return True

    def initialize_parameters(self, *args: Any, **kwargs: Any) -> None:
        """Give the parameters their shapes, for an input."""
        raise NotImplementedError


def _filled(parameter: Any, *shape: int) -> None:
    if parameter is not None:
        parameter.materialize(shape)


class LazyLinear(_Lazy, Linear):
    """A ``Linear`` of as many features as the last dimension of its first input has."""

    becomes = Linear

    @makes_parameters
    def __init__(self, out_features: int, bias: bool = True) -> None:
        Module.__init__(self)
        self.in_features = 0
        self.out_features = out_features
        self.weight = UninitializedParameter()
        self.register_parameter("bias", UninitializedParameter() if bias else None)

    def initialize_parameters(self, input: Any) -> None:
        """Give the parameters their shapes, for an input."""
        self.in_features = input.shape[-1]
        _filled(self.weight, self.out_features, self.in_features)
        _filled(self.bias, self.out_features)
        self.reset_parameters()


class _LazyConvolution(_Lazy, conv._Convolution):
    def __init__(self, out_channels: int, kernel_size: conv.Sizes, *args: Any, **kwargs: Any):
        super().__init__(0, out_channels, kernel_size, *args, **kwargs)

    def _register(self, bias: bool) -> None:
        self.weight = UninitializedParameter()
        self.register_parameter("bias", UninitializedParameter() if bias else None)

    def initialize_parameters(self, input: Any) -> None:
        """Give the parameters their shapes, for an input.

        Raises:
            ValueError: if the groups do not divide its channels.

        """
        self.in_channels = input.shape[-1 - self.dims]
        if self.in_channels % self.groups:
            raise ValueError("in_channels must be divisible by groups")
        first, second = self.out_channels, self.in_channels
        if self.transposed:
            first, second = second, first
        _filled(self.weight, first, second // self.groups, *self.kernel_size)
        _filled(self.bias, self.out_channels)
        self.reset_parameters()


class LazyConv1d(_LazyConvolution, conv.Conv1d):
    """A ``Conv1d`` of as many channels as its first input has."""

    becomes = conv.Conv1d


class LazyConv2d(_LazyConvolution, conv.Conv2d):
    """A ``Conv2d`` of as many channels as its first input has."""

    becomes = conv.Conv2d


class LazyConv3d(_LazyConvolution, conv.Conv3d):
    """A ``Conv3d`` of as many channels as its first input has."""

    becomes = conv.Conv3d


class LazyConvTranspose1d(_LazyConvolution, conv.ConvTranspose1d):
    """A ``ConvTranspose1d`` of as many channels as its first input has."""

    becomes = conv.ConvTranspose1d


class LazyConvTranspose2d(_LazyConvolution, conv.ConvTranspose2d):
    """A ``ConvTranspose2d`` of as many channels as its first input has."""

    becomes = conv.ConvTranspose2d


class LazyConvTranspose3d(_LazyConvolution, conv.ConvTranspose3d):
    """A ``ConvTranspose3d`` of as many channels as its first input has."""

    becomes = conv.ConvTranspose3d


class _LazyNorm(_Lazy, batchnorm._Tracking):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(0, *args, **kwargs)

    def _register(self, shape: tuple[int, ...], weight: bool, bias: bool) -> None:  # noqa: ARG002
        self.register_parameter("weight", UninitializedParameter() if weight else None)
        self.register_parameter("bias", UninitializedParameter() if bias else None)

    def initialize_parameters(self, input: Any) -> None:
        """Give the parameters and statistics their shapes, for an input."""
        self.num_features = input.shape[1]
        for one in (self.weight, self.bias):
            _filled(one, self.num_features)
        if self.track_running_stats:
            self.running_mean = zeros(self.num_features)
            self.running_var = ones(self.num_features)
        self.reset_parameters()


class LazyBatchNorm1d(_LazyNorm, batchnorm.BatchNorm1d):
    """A ``BatchNorm1d`` of as many channels as its first input has."""

    becomes = batchnorm.BatchNorm1d


class LazyBatchNorm2d(_LazyNorm, batchnorm.BatchNorm2d):
    """A ``BatchNorm2d`` of as many channels as its first input has."""

    becomes = batchnorm.BatchNorm2d


class LazyBatchNorm3d(_LazyNorm, batchnorm.BatchNorm3d):
    """A ``BatchNorm3d`` of as many channels as its first input has."""

    becomes = batchnorm.BatchNorm3d
