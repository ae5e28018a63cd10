"""``grid_sample`` and ``affine_grid``: their arguments, and the grid of an affine map."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ... import dtypes
from ...warning import warn
from ..demands import require
from ..record import Array, composite, formula, op
from .grid_sampling import grid_sampler_2d, grid_sampler_3d
from .grid_taps import BICUBIC

if TYPE_CHECKING:
    from ..matrices.matmul import bmm
    from ..shapes.shape import reshape
    from ..shapes.transposing import transpose

Dims = tuple[int, ...]

_MODES = {"bilinear": 0, "nearest": 1, "bicubic": 2}
_PADDINGS = {"zeros": 0, "border": 1, "reflection": 2}
_CORNERS = (
    "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. "
    "Please specify align_corners=True if the old behavior is desired. See the documentation of "
    "grid_sample for details."
)
_UNIT_SIZE = (
    "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when "
    "align_corners=True. This is not an intended use case of affine_grid. See the documentation "
    "of affine_grid for details."
)


@composite
def grid_sampler(
    input: Any, grid: Any, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Any:
    """Return samples of images at the positions of a grid; the modes are numbers.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, grid, interpolation_mode)
    sampler = grid_sampler_2d if input.ndim == 4 else grid_sampler_3d
    return sampler(input, grid, interpolation_mode, padding_mode, align_corners)


def _check(input: Any, grid: Any, mode: int) -> None:
    sizes, positions = list(input.shape), list(grid.shape)
    both = f"but got input with sizes {sizes} and grid with sizes {positions}"
    require(
        input.shape[0] == grid.shape[0],
        f"grid_sampler(): expected grid and input to have same batch size, {both}",
    )
    require(
        grid.shape[-1] == input.ndim - 2,
        f"grid_sampler(): expected grid to have size {input.ndim - 2} in last dimension, but got "
        f"grid with sizes {positions}",
    )
    for dim, size in enumerate(sizes[2:], 2):
        require(
            size > 0,
            "grid_sampler(): expected input to have non-empty spatial dimensions, but input has "
            f"sizes {sizes} with dimension {dim} being empty",
        )
    require(
        input.ndim in (4, 5) and input.ndim == grid.ndim,
        f"grid_sampler(): expected {min(max(input.ndim, 4), 5)}D input and grid with same number "
        f"of dimensions, {both}",
    )
    require(
        not (input.ndim == 5 and mode == BICUBIC),
        "grid_sampler(): bicubic interpolation only supports 4D input",
    )
    if input.dtype is not grid.dtype:
        first, second = (dtypes.of(one.dtype.numpy).legacy for one in (input, grid))
        raise RuntimeError(f"expected scalar type {first} but found {second}")


@composite
def grid_sample(
    input: Any,
    grid: Any,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: bool | None = None,
) -> Any:
    """Return samples of (n, c, h, w) at the positions (n, h', w', 2) of a grid: (n, c, h', w').

    Also of (n, c, d, h, w) at (n, d', h', w', 3). Positions are x, y (and z) from -1 to 1.

    Raises:
        ValueError: for an unknown mode.
        RuntimeError: if the sizes do not fit.

    """
    if mode not in _MODES:
        raise ValueError(
            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or "
            f"'bicubic', but got: '{mode}'"
        )
    if padding_mode not in _PADDINGS:
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or "
            f"'reflection', but got: '{padding_mode}'"
        )
    corners = _corners(align_corners)
    return grid_sampler(input, grid, _MODES[mode], _PADDINGS[padding_mode], corners)


def _corners(given: bool | None) -> bool:
    if given is None:
        warn(_CORNERS)
    return bool(given)


# ---- grids of affine maps ----------------------------------------------------------------------


def _identity(kind: Any, sizes: Dims, align_corners: bool) -> Array:
    """Return the homogeneous positions of an image: (positions, rank + 1), x first, 1 last."""
    axes = [_positions(size, align_corners).astype(kind) for size in sizes]
    columns = [one.ravel() for one in np.meshgrid(*axes, indexing="ij")]
    return np.stack([*reversed(columns), np.ones_like(columns[0])], -1)


def _positions(size: int, align_corners: bool) -> Array:
    if size == 1:
        return np.zeros(1)
    steps: Array = np.linspace(-1, 1, size)
    return steps if align_corners else steps * ((size - 1) / size)


@op(
    theta=lambda grad, size, align_corners: affine_grid_slope(grad, size, align_corners),
    node="AffineGridGeneratorBackward0",
    casts=None,
)
def affine_grid_generator(theta: Array, size: Dims, align_corners: bool) -> Array:
    """Return the grids of affine maps (n, rank, rank + 1) for images of ``size``."""
    base = _identity(theta.dtype, size[2:], align_corners)
    grid = base @ theta.swapaxes(1, 2)
    return grid.reshape(size[0], *size[2:], len(size) - 2)


@op(casts=None)
def affine_identity(self: Array, size: Dims, align_corners: bool) -> Array:
    """Return the positions of images of ``size``, in homogeneous coordinates: (n, -1, rank + 1)."""
    base = _identity(self.dtype, size[2:], align_corners)
    return np.broadcast_to(base, (size[0], *base.shape)).copy()


@formula
def affine_grid_slope(grad: Any, size: Dims, align_corners: bool) -> Any:
    """Return the gradient of the grids with respect to the maps."""
    base = affine_identity(grad, size, align_corners)
    flat = reshape(grad, (size[0], base.shape[1], len(size) - 2))
    return transpose(bmm(transpose(base, 1, 2), flat), 1, 2)


@composite
def affine_grid(theta: Any, size: Any, align_corners: bool | None = None) -> Any:
    """Return the grids for ``grid_sample`` of the affine maps ``theta``.

    Args:
        theta: (n, 2, 3), or (n, 3, 4) for volumes.
        size: of the output, (n, c, h, w) or (n, c, d, h, w).
        align_corners: whether -1 and 1 are the centres of the outer elements, or their edges.

    Returns:
        (n, h, w, 2), or (n, d, h, w, 3).

    Raises:
        ValueError: if the sizes do not fit, or the maps are no floating point numbers.
        NotImplementedError: for another number of dimensions.

    """
    corners = _corners(align_corners)
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    rank = len(size) - 2
    if rank not in (2, 3):
        raise NotImplementedError(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, "
            f"respectively. Got size {size}."
        )
    if tuple(theta.shape[1:]) != (rank, rank + 1):
        raise ValueError(
            f"Expected a batch of {rank}D affine matrices of shape Nx{rank}x{rank + 1} for size "
            f"{size}. Got {theta.shape}."
        )
    if corners and min(size[2:]) == 1:
        warn(_UNIT_SIZE)
    elif min(size) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {size}")
    return affine_grid_generator(theta, tuple(size), corners)
