"""Pixels moved between channels and the image (Shi et al. 2016), and channels between groups."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import Any

from ..demands import require
from ..record import Array, composite, op


@op(self=lambda grad, upscale_factor: pixels_to_channels(grad, upscale_factor),
    node="PixelShuffleBackward0", layout="channels")  # fmt: skip
def channels_to_pixels(self: Array, upscale_factor: int) -> Array:
    """Return (*, c * r * r, h, w) as (*, c, h * r, w * r)."""
    *lead, channels, height, width = self.shape
    r, c = upscale_factor, channels // upscale_factor**2
    parts = self.reshape(-1, c, r, r, height, width).transpose(0, 1, 4, 2, 5, 3)
    return parts.reshape(*lead, c, height * r, width * r)


@op(self=lambda grad, downscale_factor: channels_to_pixels(grad, downscale_factor),
    node="PixelUnshuffleBackward0", layout="channels")  # fmt: skip
def pixels_to_channels(self: Array, downscale_factor: int) -> Array:
    """Return (*, c, h * r, w * r) as (*, c * r * r, h, w)."""
    *lead, c, height, width = self.shape
    r = downscale_factor
    h, w = height // r, width // r
    parts = self.reshape(-1, c, h, r, w, r).transpose(0, 1, 3, 5, 2, 4)
    return parts.reshape(*lead, c * r * r, h, w)


@op(
    self=lambda grad, self_sizes, groups: mixed_channels(grad, self_sizes[1] // groups),
    shown={"self_sizes": {}},
    node="ChannelShuffleBackward0",
)
def mixed_channels(self: Array, groups: int) -> Array:
    """Return (n, c, *) with the channels of all groups in turn."""
    batch, channels, *sizes = self.shape
    parts = self.reshape(batch, groups, channels // groups, *sizes)
    return parts.swapaxes(1, 2).reshape(self.shape)


@composite
def pixel_shuffle(self: Any, upscale_factor: int) -> Any:
    """Return (*, c * r * r, h, w) as (*, c, h * r, w * r) for ``r = upscale_factor``.

    Raises:
        RuntimeError: if the channels cannot be divided so.

    """
    _check_rank("pixel_shuffle", self)
    require(
        upscale_factor > 0,
        f"pixel_shuffle expects a positive upscale_factor, but got {upscale_factor}",
    )
    require(
        self.shape[-3] % upscale_factor**2 == 0,
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of "
        f"upscale_factor, but input.size(-3)={self.shape[-3]} is not divisible by "
        f"{upscale_factor**2}",
    )
    return channels_to_pixels(self, upscale_factor)


@composite
def pixel_unshuffle(self: Any, downscale_factor: int) -> Any:
    """Return (*, c, h * r, w * r) as (*, c * r * r, h, w) for ``r = downscale_factor``.

    Raises:
        RuntimeError: if height or width cannot be divided so.

    """
    _check_rank("pixel_unshuffle", self)
    require(
        downscale_factor > 0,
        f"pixel_unshuffle expects a positive downscale_factor, but got {downscale_factor}",
    )
    for name, dim in (("height", -2), ("width", -1)):
        require(
            self.shape[dim] % downscale_factor == 0,
            f"pixel_unshuffle expects {name} to be divisible by downscale_factor, but "
            f"input.size({dim})={self.shape[dim]} is not divisible by {downscale_factor}",
        )
    return pixels_to_channels(self, downscale_factor)


def _check_rank(function: str, input: Any) -> None:
    require(
        input.ndim >= 3,
        f"{function} expects input to have at least 3 dimensions, but got input with {input.ndim} "
        "dimension(s)",
    )


@composite
def channel_shuffle(self: Any, groups: int) -> Any:
    """Return (n, c, *) with the channels of all groups in turn (Zhang et al. 2018).

    Raises:
        RuntimeError: if the channels cannot be divided into groups.

    """
    require(
        self.ndim > 2,
        f"channel_shuffle expects input with > 2 dims, but got input with sizes {list(self.shape)}",
    )
    require(
        groups > 0,
        f"Number of groups to divide channels in must be positive. Value of groups:{groups}",
    )
    require(
        self.shape[1] % groups == 0,
        f"Number of channels must be divisible by groups. Got {self.shape[1]} channels and "
        f"{groups} groups.",
    )
    return mixed_channels(self, groups)
