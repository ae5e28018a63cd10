"""``torch.cuda.amp``: the old names of mixed precision on a GPU, which there is not."""

from __future__ import annotations

import warnings
from typing import Any

from .. import amp
from ..engine.dtypes import float16

__all__ = ["GradScaler", "autocast", "custom_bwd", "custom_fwd"]


def _deprecated(name: str, instead: str) -> None:
    warnings.warn(
        f"`torch.cuda.amp.{name}(args...)` is deprecated. Please use "
        f"`torch.amp.{name}({instead})` instead.",
        FutureWarning,
        stacklevel=3,
    )


class autocast(amp.autocast):  # noqa: N801
    """A context and decorator in which nothing is cast.

    Args:
        enabled: whether to cast, if there were a GPU.
        dtype: the element type it would cast to.
        cache_enabled: whether to keep cast weights.

    """

    def __init__(
        self, enabled: bool = True, dtype: Any = float16, cache_enabled: bool = True
    ) -> None:
        _deprecated("autocast", "'cuda', args...")
        super().__init__("cuda", dtype, enabled, cache_enabled)


class GradScaler(amp.GradScaler):
    """Calls the optimizer and leaves gradients as they are.

    Args:
        init_scale: the first scale.
        growth_factor: how fast the scale grows.
        backoff_factor: how fast it falls.
        growth_interval: how long it stays.
        enabled: whether to scale, if there were a GPU.

    """

    def __init__(
        self,
        init_scale: float = 2.0**16,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
        growth_interval: int = 2000,
        enabled: bool = True,
    ) -> None:
        _deprecated("GradScaler", "'cuda', args...")
        options = init_scale, growth_factor, backoff_factor, growth_interval, enabled
        super().__init__("cuda", *options)


def custom_fwd(fwd: Any = None, *, cast_inputs: Any = None) -> Any:
    """Return the ``forward`` of a ``Function`` itself: nothing is cast."""
    _deprecated("custom_fwd", "args..., device_type='cuda'")
    return amp.custom_fwd(fwd, device_type="cuda", cast_inputs=cast_inputs)


def custom_bwd(bwd: Any) -> Any:
    """Return the ``backward`` of a ``Function`` itself: nothing is cast."""
    _deprecated("custom_bwd", "args..., device_type='cuda'")
    return amp.custom_bwd(bwd, device_type="cuda")
