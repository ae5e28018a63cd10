"""``interpolate``: choose the mode, work out the sizes."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

from ...warning import warn
from ..demands import require
from ..pooling import adaptive_average_pooling
from ..record import composite
from . import antialiasing, upsampling

if TYPE_CHECKING:
    from collections.abc import Callable

Dims = tuple[int, ...]

_MODES: dict[tuple[str, int], Callable[..., Any]] = {
    ("nearest", 3): upsampling.upsample_nearest1d,
    ("nearest", 4): upsampling.upsample_nearest2d,
    ("nearest", 5): upsampling.upsample_nearest3d,
    ("nearest-exact", 3): upsampling.upsample_nearest_exact1d,
    ("nearest-exact", 4): upsampling.upsample_nearest_exact2d,
    ("nearest-exact", 5): upsampling.upsample_nearest_exact3d,
    ("area", 3): adaptive_average_pooling.adaptive_avg_pool1d,
    ("area", 4): adaptive_average_pooling.adaptive_avg_pool2d,
    ("area", 5): adaptive_average_pooling.adaptive_avg_pool3d,
    ("linear", 3): upsampling.upsample_linear1d,
    ("bilinear", 4): upsampling.upsample_bilinear2d,
    ("trilinear", 5): upsampling.upsample_trilinear3d,
    ("bicubic", 4): upsampling.upsample_bicubic2d,
}
_ANTIALIASED = {
    "bilinear": antialiasing.upsample_bilinear2d_aa,
    "bicubic": antialiasing.upsample_bicubic2d_aa,
    "lanczos": antialiasing.upsample_lanczos2d_aa,
}
_SMOOTH = {"linear": 3, "bilinear": 4, "bicubic": 4, "trilinear": 5}
_SUPPORTED = "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact"


@composite
def interpolate(
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Any:
    """Return (n, c, *sizes) resampled to ``size`` or by ``scale_factor``.

    Raises:
        ValueError: unless exactly one of size and scale_factor fits the input.
        NotImplementedError: for an unknown mode, or a mode that does not fit.

    """
    if mode in ("nearest", "area", "nearest-exact") and align_corners is not None:
        raise ValueError(
            "align_corners option can only be set with the interpolating modes: linear | bilinear "
            "| bicubic | trilinear"
        )
    counts, scales = _sizes(input, size, scale_factor)
    function = _function(input, mode, bool(align_corners), antialias)
    require(
        min(counts) > 0,
        f"Input and output sizes should be greater than 0, but got input "
        f"({_named(input.shape[2:])}) output ({_named(counts)})",
    )
    if mode == "area":
        return function(input, counts)
    if recompute_scale_factor:
        scales = (None,) * len(counts)
    smooth = mode in _SMOOTH or antialias
    return function(input, counts, *([bool(align_corners)] if smooth else []), *scales)


def _named(sizes: Any) -> str:
    names = "DHW"[3 - len(sizes) :]
    return ", ".join(f"{name}: {size}" for name, size in zip(names, sizes, strict=True))


def _sizes(input: Any, size: Any, scale_factor: Any) -> tuple[Dims, tuple[float | None, ...]]:
    """Return the sizes of the result and the factors the caller gave."""
    if size is None and scale_factor is None:
        raise ValueError("either size or scale_factor should be defined")
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    sizes = input.shape[2:]
    if size is not None:
        counts = _each(size, sizes, "output size", "output size of", "o")
        return tuple(map(int, counts)), (None,) * len(sizes)
    scales = _each(scale_factor, sizes, "scale_factor", "scale_factor of shape", "s")
    scaled = (floor(float(n) * s) for n, s in zip(sizes, scales, strict=True))
    return tuple(scaled), tuple(map(float, scales))


def _each(given: Any, sizes: Any, name: str, shown: str, letter: str) -> tuple[Any, ...]:
    if not isinstance(given, (tuple, list)):
        return (given,) * len(sizes)
    if len(given) != len(sizes):
        form = f"{letter}1, {letter}2, ...,{letter}K"
        raise ValueError(
            f"Input and {name.split()[0]} must have the same number of spatial dimensions, but got "
            f"input with spatial dimensions of {list(sizes)} and {shown} {given}. Please provide "
            f"input tensor in (N, C, d1, d2, ...,dK) format and {name} in ({form}) format."
        )
    return tuple(given)


def _function(input: Any, mode: str, align_corners: bool, antialias: bool) -> Callable[..., Any]:
    rank = input.ndim
    if antialias and not (mode in _ANTIALIASED and rank == 4):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires "
            "a 4-D tensor as input"
        )
    if mode == "lanczos" and rank == 4:
        if align_corners:
            raise ValueError("Lanczos mode does not support align_corners=True")
        if not antialias:
            raise ValueError("Lanczos mode requires antialias=True")
    if antialias:
        return _ANTIALIASED[mode]
    if (mode, rank) in _MODES:
        return _MODES[mode, rank]
    if mode in _SMOOTH and rank in (3, 4, 5):
        raise NotImplementedError(
            f"Got {rank}D input, but {mode} mode needs {_SMOOTH[mode]}D input"
        )
    raise NotImplementedError(
        f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {rank}D) for the modes: "
        f"{_SUPPORTED} (got {mode})"
    )


# ---- the names of old --------------------------------------------------------------------------


def _warn_of_old(name: str) -> None:
    warn(f"`nn.functional.{name}` is deprecated. Use `nn.functional.interpolate` instead.")


@composite
def upsample(
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
) -> Any:
    """Return the input resampled (see ``interpolate``, which is newer)."""
    _warn_of_old("upsample")
    return interpolate(input, size, scale_factor, mode, align_corners)


@composite
def upsample_nearest(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    """Return the input resampled by the nearest elements (see ``interpolate``)."""
    _warn_of_old("upsample_nearest")
    return interpolate(input, size, scale_factor)


@composite
def upsample_bilinear(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    """Return images resampled between their corners (see ``interpolate``)."""
    _warn_of_old("upsample_bilinear")
    return interpolate(input, size, scale_factor, "bilinear", True)
