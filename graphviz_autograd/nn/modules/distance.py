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


class Upsample(FunctionModule):
    """Makes (n, c, ...) larger, to a size or by a factor."""

    arguments: ClassVar[dict[str, Any]] = {
        "size": None,
        "scale_factor": None,
        "mode": "nearest",
        "align_corners": None,
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


def _floats(factor: Any) -> Any:
    if factor is None:
        return None
    return tuple(map(float, factor)) if isinstance(factor, tuple) else float(factor)
