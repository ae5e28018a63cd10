"""Group normalisation: groups of a sample's channels get mean 0 and variance 1 (Wu and He 2018).

The gradients here are on arrays; those that can be differentiated again are in
``normalization_backward``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...blocks import blocks_of, joined
from ...layout import channels_come_last, with_channels_as
from ...sums import column_sums, row_sums
from ..record import Array, composite, op
from . import normalization_checks as checks
from .normalization import Dims, Outputs, centred_rows, levelled

if TYPE_CHECKING:
    from .normalization_backward import group_norm_slopes


@op(
    # eps is named only to be saved, as in PyTorch.
    inputs=lambda given, input, weight, N, C, HxW, group, eps, result1, result2, needs: (  # noqa: N803
        group_norm_slopes(given, input, weight, (N, C, HxW, group), result1, result2, needs)
    ),
    outputs=("result", "result1", "result2"),
    casts=None,
)
def native_group_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    N: int,  # noqa: N803
    C: int,  # noqa: N803
    HxW: int,  # noqa: N803
    group: int,
    eps: float,
) -> Outputs:
    """Return the input normalised over each group of channels, the means and 1 / deviations."""
    rows = input.reshape(N * group, C // group * HxW)
    planes = (len(rows), C // group, HxW)
    scale, shift = _of_groups(weight, planes), _of_groups(bias, planes)
    result = np.empty(rows.shape, input.dtype)
    moments = []
    for part in blocks_of(rows):
        mean, rstd = centred_rows(rows[part], eps, result[part])
        moments.append((mean, rstd))
        factor = rstd[:, None] if scale is None else rstd[:, None] * scale[part]
        block = result.reshape(planes)[part]
        block *= factor
        if shift is not None:
            block += shift[part]
    means, deviations = [joined(one).reshape(N, group) for one in zip(*moments, strict=True)]
    return with_channels_as(result.reshape(input.shape), input), means, deviations


def _of_groups(one: Array | None, planes: Dims) -> Array | None:
    """Return a vector with an element for each channel, for each group of each sample."""
    if one is None:
        return None
    count, width, _ = planes
    return np.tile(one, count * width // max(1, len(one))).reshape(count, width, 1)


def group_norm_slopes_of_arrays(
    given: Any,
    input: Array,
    weight: Array | None,
    sizes: tuple[int, int, int, int],
    mean: Array,
    rstd: Array,
    needs: tuple[bool, ...],
) -> tuple[Array | None, ...]:
    """Return the gradients of a group norm, from those of its three outputs or None."""
    batch, channels, pixels, groups = sizes
    planes = (batch * groups, channels // groups, pixels)
    images = input.reshape(planes)
    mean, rstd = mean.reshape(-1, 1), rstd.reshape(-1, 1)
    slopes = np.zeros(planes, input.dtype) if given[0] is None else given[0].reshape(planes)
    scales = _of_groups(weight, planes)
    result = np.empty(planes, input.dtype)
    levels, tilts = np.empty((2, *planes[:2]), input.dtype)
    for part in blocks_of(images):
        slope, block, deviation = slopes[part], result[part], rstd[part]
        np.subtract(images[part], mean[part, None], out=block)
        sums = row_sums(slope.reshape(len(slope) * planes[1], pixels))
        levels[part] = sums.reshape(slope.shape[:2])
        np.multiply(np.vecdot(slope, block), deviation, out=tilts[part])
        if needs[0]:
            factor = None if scales is None else scales[part]
            own = [None if one is None else one.reshape(-1, 1)[part] for one in given[1:]]
            _group_norm_slope(slope, block, factor, deviation, (levels[part], tilts[part], *own))
    scale, shift = (
        column_sums(one.reshape(batch, channels)) if need else None
        for one, need in zip((tilts, levels), needs[1:], strict=True)
    )
    slope = with_channels_as(result.reshape(input.shape), input) if needs[0] else None
    return slope, scale, shift


def _group_norm_slope(
    slope: Array, centred: Array, scale: Array | None, rstd: Array, parts: tuple[Any, ...]
) -> None:
    """Store the gradient of groups, of shape (groups, channels, pixels), in ``centred``.

    ``parts`` are the sums of each channel's slopes and of their products with the normalised
    elements, and the gradients of the means and of ``rstd``, or None.
    """
    levels, tilts, mean_grad, rstd_grad = parts
    factor = rstd[:, None]
    if scale is not None:
        levels, tilts = levels * scale[..., 0], tilts * scale[..., 0]
        factor = factor * scale
    level, tilt = row_sums(levels)[:, None] * rstd, row_sums(tilts)[:, None]
    if mean_grad is not None:
        level -= mean_grad
    if rstd_grad is not None:
        tilt += rstd_grad * rstd
    count = product(centred.shape[1:])
    tilt *= rstd * rstd
    levelled(slope * factor, centred, (level / count)[:, None], (tilt / count)[:, None])


@composite
def group_norm(
    input: Any, num_groups: int, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Any:
    """Return (n, c, *) with each of ``num_groups`` groups of channels normalised.

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    checks.check_group_norm(input, num_groups, weight, bias)
    batch, channels, *sizes = input.shape
    if not channels_come_last(input._data):
        input = input.contiguous()
    return native_group_norm(input, weight, bias, batch, channels, product(sizes), num_groups, eps)[
        0
    ]
