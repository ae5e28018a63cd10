"""Batch normalization, with running statistics for use outside training."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

from ...engine.creation import ones, zeros
from ...engine.from_data import tensor
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .factory import makes_parameters
from .module import Module
from .normalization import _Affine


class _Tracking(_Affine):
    """Normalizes channels, and may note their statistics.

    Attributes:
        weight: (num_features,), or None.
        bias: (num_features,), or None.
        running_mean: a buffer, (num_features,), or None; so is running_var.
        num_batches_tracked: a buffer, how many batches they have seen.

    """

    _version = 2  # since then batches are counted
    dims: ClassVar[tuple[int, ...]]

    @makes_parameters
    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        self._register((num_features,), affine, affine and bias)
        tracked = track_running_stats
        self.register_buffer("running_mean", zeros(num_features) if tracked else None)
        self.register_buffer("running_var", ones(num_features) if tracked else None)
        self.register_buffer("num_batches_tracked", tensor(0) if tracked else None)

    def _load_from_state_dict(
        self, state_dict: Any, prefix: str, local_metadata: dict[str, Any], *args: Any
    ) -> None:
        """Restore this module, also from before batches were counted."""
        old = (local_metadata.get("version") or 1) < 2
        if old and self.track_running_stats:
            count = self.num_batches_tracked
            state_dict.setdefault(
                f"{prefix}num_batches_tracked", tensor(0) if count is None else count
            )
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *args)

    def reset_running_stats(self) -> None:
        """Forget all batches."""
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            self.num_batches_tracked.zero_()

    def reset_parameters(self) -> None:
        """Forget all batches, and set the weight to ones and the bias to zeros."""
        self.reset_running_stats()
        super().reset_parameters()

    def extra_repr(self) -> str:
        """Return the size and the options."""
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )


class _BatchNorm(_Tracking):
    """Normalizes each channel over the batch (Ioffe and Szegedy 2015)."""

    def forward(self, input: Any) -> Any:
        """Return the input normalized; in training, note its statistics.

        Raises:
            ValueError: if the number of dimensions is wrong.

        """
        self._check(input)
        share = self.momentum or 0.0
        counts = self.training and self.track_running_stats
        if counts and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None:
                share = 1.0 / float(self.num_batches_tracked)
        by_batch = self.training or self.running_mean is None
        used = not self.training or self.track_running_stats
        running = (self.running_mean, self.running_var) if used else (None, None)
        return F.batch_norm(input, *running, self.weight, self.bias, by_batch, share, self.eps)

    def _check(self, input: Any) -> None:
        if input.dim() not in self.dims:
            wanted = " or ".join(f"{one}D" for one in self.dims)
            raise ValueError(f"expected {wanted} input (got {input.dim()}D input)")


class BatchNorm1d(_BatchNorm):
    """Batch normalization of (n, c) or (n, c, l)."""

    dims = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Batch normalization of (n, c, h, w)."""

    dims = (4,)


class BatchNorm3d(_BatchNorm):
    """Batch normalization of (n, c, d, h, w)."""

    dims = (5,)


class SyncBatchNorm(_BatchNorm):
    """Batch normalization over all processes: here there is one.

    Attributes:
        process_group: kept, and never asked.

    """

    @makes_parameters
    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        process_group: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, bias=bias)
        self.process_group = process_group

    def _check(self, input: Any) -> None:
        if input.dim() < 2:
            raise ValueError(f"expected at least 2D input (got {input.dim()}D input)")
        if not input.shape[1]:
            raise ValueError("SyncBatchNorm number of input channels should be non-zero")

    @classmethod
    def convert_sync_batchnorm(cls, module: Module, process_group: Any = None) -> Module:
        """Return a module with this one in the place of all batch normalizations in it."""
        found = module
        if isinstance(module, _BatchNorm):
            found = SyncBatchNorm(
                module.num_features,
                module.eps,
                module.momentum,
                module.affine,
                module.track_running_stats,
                process_group,
                bias=module.bias is not None,
            )
            names = ("weight", "bias") if module.affine else ()
            for name in (*names, "running_mean", "running_var", "num_batches_tracked", "training"):
                setattr(found, name, getattr(module, name))
        for name, child in module.named_children():
            found.add_module(name, cls.convert_sync_batchnorm(child, process_group))
        return found


class _InstanceNorm(_Tracking):
    """Normalizes each channel of each sample (Ulyanov et al. 2016)."""

    @makes_parameters
    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = False,
        track_running_stats: bool = False,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, bias=bias)

    def forward(self, input: Any) -> Any:
        """Return the input normalized, (n, c, ...) or of one sample (c, ...).

        Raises:
            ValueError: if the number of dimensions or of channels is wrong.

        """
        if input.dim() not in self.dims:
            wanted = " or ".join(f"{one}D" for one in self.dims)
            raise ValueError(f"expected {wanted} input (got {input.dim()}D input)")
        single = input.dim() == min(self.dims)
        self._check_channels(input.shape[0 if single else 1])
        by_sample = self.training or not self.track_running_stats
        options = (self.weight, self.bias, by_sample, self.momentum or 0.0, self.eps)
        batch = input.unsqueeze(0) if single else input
        result = F.instance_norm(batch, self.running_mean, self.running_var, *options)
        return result.squeeze(0) if single else result

    def _check_channels(self, found: int) -> None:
        if found == self.num_features:
            return
        if self.affine:
            raise ValueError(
                "expected input's size at dim=1 to match num_features "
                f"({self.num_features}), but got: {found}."
            )
        warnings.warn(
            "input's size at dim=1 does not match num_features. You can silence this warning by "
            "not passing in num_features, which is not used because affine=False",
            stacklevel=3,
        )


class InstanceNorm1d(_InstanceNorm):
    """Instance normalization of (n, c, l)."""

    dims = (2, 3)


class InstanceNorm2d(_InstanceNorm):
    """Instance normalization of (n, c, h, w)."""

    dims = (3, 4)


class InstanceNorm3d(_InstanceNorm):
    """Instance normalization of (n, c, d, h, w)."""

    dims = (4, 5)
