"""Modules that learn how large their input is from the first one they get."""

from __future__ import annotations

from typing import Any, ClassVar

from ...engine.grad_mode import no_grad
from ..parameter import UninitializedBuffer, UninitializedParameter, is_lazy
from . import batchnorm, conv
from .factory import makes_parameters
from .linear import Linear
from .module import Module
from .registry import tables_of


class LazyModuleMixin(Module):
    """Gives parameters and buffers their shapes before the first call; before that it has none.

    Attributes:
        cls_to_become: the class of the module from then on; None for its own.

    """

    cls_to_become: ClassVar[type[Module] | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._load_hook = self._register_load_state_dict_pre_hook(self._lazy_load_hook)
        self._initialize_hook = self.register_forward_pre_hook(
            self._infer_parameters, with_kwargs=True
        )

    def _lazy_load_hook(self, state_dict: Any, prefix: str, *_: Any) -> None:
        """Give the parameters and buffers the shapes of those of a state."""
        for name, one in self._members():
            new = state_dict.get(prefix + name)
            if is_lazy(one) and new is not None and not is_lazy(new):
                one.materialize(new.shape)

    def initialize_parameters(self, *args: Any, **kwargs: Any) -> None:
        """Give the parameters their shapes, for an input; to be defined by the subclass."""
        raise NotImplementedError(
            f"initialize_parameters is not implemented for {type(self).__name__}"
        )

    def has_uninitialized_params(self) -> bool:
        """Return whether a parameter or buffer has no shape yet."""
        return any(is_lazy(one) for _, one in self._members())

    def _members(self) -> list[tuple[str, Any]]:
        return [*tables_of(self, "_parameters"), *tables_of(self, "_buffers")]

    def _infer_parameters(self, module: Any, args: Any, kwargs: Any = None) -> None:
        """Initialize the parameters, once, and be the other module.

        Raises:
            RuntimeError: if some are left over.

        """
        module.initialize_parameters(*args, **(kwargs or {}))
        if module.has_uninitialized_params():
            raise RuntimeError(f"module {self._get_name()} has not been fully initialized")
        for name in ("_initialize_hook", "_load_hook"):
            getattr(module, name).remove()
            delattr(module, name)
        if module.cls_to_become is not None:
            module.__class__ = module.cls_to_become


class _Lazy(LazyModuleMixin):
    """A lazy module whose weight and bias follow from one size of its input."""

    # The attribute that is 0 until that is known.
    size: ClassVar[str]

    def reset_parameters(self) -> None:
        """Draw new parameters, once there are any."""
        if not self.has_uninitialized_params() and getattr(self, self.size):
            super().reset_parameters()  # type: ignore[misc]

    def initialize_parameters(self, input: Any) -> None:
        """Give the parameters their shapes, for an input."""
        if not self.has_uninitialized_params():
            return
        setattr(self, self.size, self._size_of(input))
        self._check_size()
        for name, one in self._members():
            if is_lazy(one):
                one.materialize(self._shape_of(name))
        with no_grad():
            self.reset_parameters()

    def _size_of(self, input: Any) -> int:
        raise NotImplementedError

    def _check_size(self) -> None:
        """Raise if the size does not fit the other ones."""

    def _shape_of(self, name: str) -> tuple[int, ...]:
        raise NotImplementedError


class LazyLinear(_Lazy, Linear):
    """A ``Linear`` of as many features as the last dimension of its first input has."""

    cls_to_become = Linear
    size = "in_features"

    @makes_parameters
    def __init__(self, out_features: int, bias: bool = True) -> None:
        super().__init__(0, 0, False)
        self.out_features = out_features
        self.weight = UninitializedParameter()
        self.bias = UninitializedParameter() if bias else None

    def initialize_parameters(self, input: Any) -> None:
        """Give the parameters their shapes, for an input.

        Raises:
            AssertionError: if they were loaded, and do not fit.

        """
        super().initialize_parameters(input)
        found, known = input.shape[-1], self.weight.shape[-1]
        if self.in_features == 0 and found != known:
            raise AssertionError(
                f"The in_features inferred from input: {found} is not equal to in_features from "
                f"self.weight: {known}"
            )
        self.in_features = known

    def _size_of(self, input: Any) -> int:
        return int(input.shape[-1])

    def _shape_of(self, name: str) -> tuple[int, ...]:
        rows = (self.out_features,)
        return rows if name == "bias" else (*rows, self.in_features)


class _LazyConvolution(_Lazy, conv._Convolution):
    size = "in_channels"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(0, *args, **kwargs)

    def _register(self, bias: bool) -> None:
        self.weight = UninitializedParameter()
        self.register_parameter("bias", UninitializedParameter() if bias else None)

    def _size_of(self, input: Any) -> int:
        alone = self.dims + 1
        if input.dim() not in (alone, alone + 1):
            raise RuntimeError(
                f"Expected {alone}D (unbatched) or {alone + 1}D (batched) input to "
                f"{type(self).__name__}, but got input of size: {input.shape}"
            )
        return int(input.shape[-alone])

    def _check_size(self) -> None:
        if self.in_channels % self.groups:
            raise ValueError("in_channels must be divisible by groups")

    def _shape_of(self, name: str) -> tuple[int, ...]:
        return (self.out_channels,) if name == "bias" else self._weight_shape()


class LazyConv1d(_LazyConvolution, conv.Conv1d):
    """A ``Conv1d`` of as many channels as its first input has."""

    cls_to_become = conv.Conv1d


class LazyConv2d(_LazyConvolution, conv.Conv2d):
    """A ``Conv2d`` of as many channels as its first input has."""

    cls_to_become = conv.Conv2d


class LazyConv3d(_LazyConvolution, conv.Conv3d):
    """A ``Conv3d`` of as many channels as its first input has."""

    cls_to_become = conv.Conv3d


class LazyConvTranspose1d(_LazyConvolution, conv.ConvTranspose1d):
    """A ``ConvTranspose1d`` of as many channels as its first input has."""

    cls_to_become = conv.ConvTranspose1d


class LazyConvTranspose2d(_LazyConvolution, conv.ConvTranspose2d):
    """A ``ConvTranspose2d`` of as many channels as its first input has."""

    cls_to_become = conv.ConvTranspose2d


class LazyConvTranspose3d(_LazyConvolution, conv.ConvTranspose3d):
    """A ``ConvTranspose3d`` of as many channels as its first input has."""

    cls_to_become = conv.ConvTranspose3d


class _LazyNorm(_Lazy, batchnorm._Tracking):
    size = "num_features"
    running_mean: Any

    def __init__(
        self,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(0, eps, momentum, affine, track_running_stats, *args, **kwargs)
        if self.track_running_stats:
            kind = self.running_mean.dtype
            self.running_mean = UninitializedBuffer(dtype=kind)
            self.running_var = UninitializedBuffer(dtype=kind)

    def _register(self, shape: tuple[int, ...], weight: bool, bias: bool) -> None:  # noqa: ARG002
        self.register_parameter("weight", UninitializedParameter() if weight else None)
        self.register_parameter("bias", UninitializedParameter() if bias else None)

    def _size_of(self, input: Any) -> int:
        return int(input.shape[1])

    def _shape_of(self, name: str) -> tuple[int, ...]:  # noqa: ARG002
        return (self.num_features,)


class LazyBatchNorm1d(_LazyNorm, batchnorm.BatchNorm1d):
    """A ``BatchNorm1d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.BatchNorm1d


class LazyBatchNorm2d(_LazyNorm, batchnorm.BatchNorm2d):
    """A ``BatchNorm2d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.BatchNorm2d


class LazyBatchNorm3d(_LazyNorm, batchnorm.BatchNorm3d):
    """A ``BatchNorm3d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.BatchNorm3d


class LazyInstanceNorm1d(_LazyNorm, batchnorm.InstanceNorm1d):
    """An ``InstanceNorm1d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.InstanceNorm1d


class LazyInstanceNorm2d(_LazyNorm, batchnorm.InstanceNorm2d):
    """An ``InstanceNorm2d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.InstanceNorm2d


class LazyInstanceNorm3d(_LazyNorm, batchnorm.InstanceNorm3d):
    """An ``InstanceNorm3d`` of as many channels as its first input has."""

    cls_to_become = batchnorm.InstanceNorm3d
