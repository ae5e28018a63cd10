"""Distances, and other functions of ``nn.functional`` as modules."""

from __future__ import annotations

from typing import Any, ClassVar

from .elementwise import FunctionModule


class CosineSimilarity(FunctionModule):
    """The cosine of the angle between vectors along ``dim``."""

    function, arguments = "cosine_similarity", {"dim": 1, "eps": 1e-8}
    hidden = ("dim", "eps")


class PairwiseDistance(FunctionModule):
    """The ``p``-norm of the difference of vectors."""

    function, arguments = "pairwise_distance", {"p": 2.0, "eps": 1e-6, "keepdim": False}
    hidden = ("p", "eps", "keepdim")


class PixelShuffle(FunctionModule):
    """Turns channels into ``upscale_factor`` times larger pictures."""

    arguments: ClassVar[dict[str, Any]] = {"upscale_factor": ...}
    function = "pixel_shuffle"


class PixelUnshuffle(FunctionModule):
    """Turns pictures into more channels of ``downscale_factor`` times smaller ones."""

    arguments: ClassVar[dict[str, Any]] = {"downscale_factor": ...}
    function = "pixel_unshuffle"


class ChannelShuffle(FunctionModule):
    """Puts the channels of ``groups`` by turns."""

    arguments: ClassVar[dict[str, Any]] = {"groups": ...}
    function = "channel_shuffle"


class Fold(FunctionModule):
    """Sums windows, (n, c * window, count), at their places in (n, c, *output_size)."""

    arguments: ClassVar[dict[str, Any]] = {
        "output_size": ...,
        "kernel_size": ...,
        "dilation": 1,
        "padding": 0,
        "stride": 1,
    }
    function = "fold"


class Unfold(FunctionModule):
    """Returns the windows of (n, c, h, w) as (n, c * window, count)."""

    arguments: ClassVar[dict[str, Any]] = {
        "kernel_size": ...,
        "dilation": 1,
        "padding": 0,
        "stride": 1,
    }
    function = "unfold"


class Upsample(FunctionModule):
    """Makes (n, c, ...) larger, to a size or by a factor."""

    arguments: ClassVar[dict[str, Any]] = {
        "size": None,
        "scale_factor": None,
        "mode": "nearest",
        "align_corners": None,
        "recompute_scale_factor": None,
    }
    function = "interpolate"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale_factor = _floats(self.options()["scale_factor"])

    def extra_repr(self) -> str:
        """Return the size or the factor, and how."""
        by_factor = self.scale_factor is not None
        name = "scale_factor" if by_factor else "size"
        return f"{name}={getattr(self, name)}, mode={self.mode!r}"


class _UpsamplingBy(Upsample):
    def __init__(self, size: Any = None, scale_factor: Any = None) -> None:
        super().__init__(size, scale_factor, *self.how)

    how: ClassVar[tuple[Any, ...]]


class UpsamplingNearest2d(_UpsamplingBy):
    """Makes (n, c, h, w) larger by the nearest element."""

    how = ("nearest",)


class UpsamplingBilinear2d(_UpsamplingBy):
    """Makes (n, c, h, w) larger by bilinear interpolation between its corners."""

    how = ("bilinear", True)


def _floats(factor: Any) -> Any:
    if factor is None:
        return None
    return tuple(map(float, factor)) if isinstance(factor, tuple) else float(factor)
