"""The gradients of layer and group norm as they can be differentiated again, as in PyTorch.

That of layer norm is an operation of its own. Its gradient has the derivatives by way of the mean m
and of r, one over the standard deviation, written out: with n elements dm/dx = 1 / n and
dr/dx = -r^3 (x - m) / n (Ioffe and Szegedy 2015, section 3). What comes after that takes m and r
for constants, as in PyTorch: its third derivatives, and ours with them, are wrong.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import Array, formula, formula_of, op
from .group_normalization import group_norm_slopes_of_arrays
from .normalization import layer_norm_slopes_of_arrays

if TYPE_CHECKING:
    from ..pointwise.arithmetic import div_scalar, mul_scalar, neg, pow_scalar, right_first
    from ..reductions.extrema import sum_of_given
    from ..reductions.reduction import sum_dim
    from ..reductions.statistics import moments_slope
    from ..shapes.reshaping_inplace import unsqueezed
    from ..shapes.shape import expand, reshape

Dims = tuple[int, ...]
Needs = tuple[bool, ...]
# What a standardised group of elements x has: x - m, r, (x - m) r^3, the dimensions they share m
# and r over, their number.
Group = tuple[Any, Any, Any, Dims, int]


def present(slopes: tuple[Array | None, ...], like: Array) -> tuple[Array, ...]:
    """Return the outputs of an operation; nothing for those that are not needed."""
    return tuple(np.zeros(0, like.dtype) if one is None else one for one in slopes)


@formula
def needed(slopes: tuple[Any, ...], needs: Needs) -> tuple[Any, ...]:
    """Return the outputs of an operation, None for those that are not needed."""
    return tuple([one if need else None for one, need in zip(slopes, needs, strict=True)])


# ---- the gradient of a gradient --------------------------------------------------------------


@formula
def sum_kept(terms: Any, dims: Dims) -> Any:
    """Return sums over some dimensions, kept as 1, one after the other."""
    for dim in dims:
        terms = sum_dim(terms, (dim,), True)
    return terms


@formula
def count_over(shape: Dims, dims: Dims) -> int:
    """Return how many elements there are over ``dims``."""
    return product([shape[dim] for dim in dims])


@formula
def group_of(input: Any, mean: Any, rstd: Any, dims: Dims) -> Group:
    """Return the parts that the gradients of a gradient share."""
    centred = input - mean
    return centred, rstd, centred * pow_scalar(rstd, 3), dims, count_over(input.shape, dims)


@formula
def tilt_and_total(slope: Any, group: Group) -> tuple[Any, Any]:
    """Return the sums of ``slope`` times the centred elements, and of ``slope``."""
    return sum_kept(slope * group[0], group[3]), sum_kept(slope, group[3])


@formula
def curvature(grad: Any, slope: Any, sums: Any, factors: Any, group: Group) -> Any:
    """Return the gradient of standardised elements' gradient with respect to the elements.

    ``slope`` is what came to the standardised ones and ``sums`` its tilt and total, ``grad`` what
    came to the gradient; ``factors`` are these two as their product is computed.
    """
    centred, rstd, steep, dims, count = group
    cube, (tilt, total) = pow_scalar(rstd, 3), sums
    grad_total, grad_tilt = sum_kept(grad, dims), sum_kept(grad * centred, dims)
    shared = div_scalar(grad_total * total, count) - sum_kept(factors[0] * factors[1], dims)
    shared = shared + mul_scalar(pow_scalar(rstd, 2) * tilt * grad_tilt, 3 / count)
    bend = div_scalar(steep * shared, count)
    ours = right_first(div_scalar(total, count) - slope, div_scalar(grad_tilt * cube, count))
    theirs = right_first(div_scalar(grad_total, count) - grad, div_scalar(tilt * cube, count))
    return bend + ours + theirs


@formula
def standardized_derivative(grad: Any, weight: Any, group: Group) -> Any:
    """Return the derivative of the standardised elements along ``grad``, times ``weight``."""
    centred, rstd, _, dims, count = group
    scale = div_scalar(weight * rstd, count)
    level = mul_scalar(grad, count) - sum_kept(grad, dims)
    tilt = right_first(sum_kept(grad * centred, dims), centred * pow_scalar(rstd, 2))
    return scale * (level - tilt)


# ---- layer norm ------------------------------------------------------------------------------


@formula_of(layer_norm_slopes_of_arrays)
def layer_norm_slopes(
    grad: Any,
    input: Any,
    normalized_shape: Dims,
    mean: Any,
    rstd: Any,
    weight: Any,
    bias: Any,
    needs: Needs,
) -> tuple[Any, ...]:
    """Return the gradients of a layer norm over its last dimensions, recorded as one node."""
    operands = (grad, input, normalized_shape, mean, rstd, weight, bias)
    slopes: tuple[Any, ...] = needed(native_layer_norm_backward(*operands, needs), needs)
    return slopes


@op(
    # The bias is named only to be saved, as in PyTorch.
    inputs=lambda given, grad_out, input, normalized_shape, mean, rstd, weight, bias, needs: (
        layer_norm_curvatures(given, grad_out, input, normalized_shape, mean, rstd, weight, needs)
    ),
    outputs=("grad_input", "grad_weight", "grad_bias"),
    casts=None,
)
def native_layer_norm_backward(
    grad_out: Array,
    input: Array,
    normalized_shape: Dims,
    mean: Array,
    rstd: Array,
    weight: Array | None,
    bias: Array | None,
    output_mask: Needs,
) -> tuple[Array, ...]:
    """Return the gradients of a layer norm over its last dimensions."""
    operands = (grad_out, input, normalized_shape, mean, rstd, weight, bias)
    return present(layer_norm_slopes_of_arrays(*operands, output_mask), grad_out)


@formula
def layer_norm_curvatures(
    given: Any,
    grad_out: Any,
    input: Any,
    shape: Dims,
    mean: Any,
    rstd: Any,
    weight: Any,
    needs: Any,
) -> tuple[Any, ...]:
    """Return the gradients of the gradients of a layer norm, computed in rows."""
    count = product(shape)
    height = product(mean.shape)
    rows, row = (height, count), (1, count)
    mean, rstd = reshape(mean, (height, 1)), reshape(rstd, (height, 1))
    elements, slope = reshape(input, rows), reshape(grad_out, rows)
    scale = 1.0 if weight is None else reshape(weight, row)
    weight_grad, bias_grad, grad = [
        None if one is None else reshape(one, size)
        for one, size in zip((*given[1:], given[0]), (row, row, rows), strict=True)
    ]
    group = group_of(elements, mean, rstd, (1,))
    ours = theirs = back = None
    if needs[1]:
        ours = layer_norm_curvature(grad, weight_grad, slope, scale, group)
        ours = None if ours is None else reshape(ours, input.shape)
    if needs[4] and grad is not None:
        theirs = sum_dim(slope * standardized_derivative(grad, 1.0, group), (0,))
        theirs = reshape(theirs, weight.shape)
    if needs[0]:
        back = layer_norm_derivative(grad, weight_grad, bias_grad, scale, group)
        back = reshape(expand(back, rows), grad_out.shape)
    return back, ours, None, None, theirs, None


@formula
def layer_norm_curvature(grad: Any, weight_grad: Any, slope: Any, weight: Any, group: Group) -> Any:
    """Return the gradient of the gradients of a layer norm with respect to its input."""
    ours = theirs = None
    if grad is not None:
        scaled = slope * weight
        ours = curvature(grad, scaled, tilt_and_total(scaled, group), (grad, scaled), group)
    if weight_grad is not None:
        centred, rstd, steep, dims, count = group
        flat = slope * weight_grad * rstd
        level = div_scalar(rstd * sum_kept(slope * weight_grad, dims), -count)
        tilt = div_scalar(steep * sum_kept(slope * weight_grad * centred, dims), -count)
        theirs = flat + level + tilt
    return sum_of_given(ours, theirs)


@formula
def layer_norm_derivative(
    grad: Any, weight_grad: Any, bias_grad: Any, weight: Any, group: Group
) -> Any:
    """Return the gradient of the gradients of a layer norm with respect to that of its output."""
    back = None if grad is None else standardized_derivative(grad, weight, group)
    if weight_grad is not None:
        back = sum_of_given(back, weight_grad * group[0] * group[1])
    return sum_of_given(back, bias_grad)


# ---- group norm ------------------------------------------------------------------------------


@formula_of(group_norm_slopes_of_arrays)
def group_norm_slopes(
    given: Any, input: Any, weight: Any, sizes: Any, mean: Any, rstd: Any, needs: Needs
) -> tuple[Any, ...]:
    """Return the gradients of a group norm, recorded by their parts."""
    batch, channels, pixels, groups = sizes
    parts = (batch, groups, channels // groups, pixels)
    images, grad, slope = reshape(input, parts), given[0], None
    mean, rstd = [reshape(one, (batch, groups, 1, 1)) for one in (mean, rstd)]
    if grad is not None:
        grad = reshape(grad, parts)
        tilts = unsqueezed(sum_dim(grad * images, (3,)), -1)
        levels = unsqueezed(sum_dim(grad, (3,)), -1)
    if needs[0]:
        scale = None if weight is None or grad is None else reshape(weight, (1, *parts[1:3], 1))
        cube, own = rstd * rstd * rstd, None
        var_grad = deviation_part(given[2], cube)
        if grad is not None:
            own = group_norm_slope(grad, images, scale, mean, rstd, cube, tilts, levels)
        mean_grad = None if given[1] is None else reshape(given[1], cube.shape)
        rest = moments_slope(var_grad, mean_grad, images, (2, 3), 0, True)
        slope = sum_of_given(own, rest)
        slope = None if slope is None else reshape(slope, input.shape)
    if grad is None:
        return slope, None, None
    scale_grad = shift_grad = None
    if needs[1]:
        scale_grad = reshape(sum_dim((tilts - levels * mean) * rstd, (0,)), weight.shape)
    if needs[2]:
        shift_grad = reshape(sum_dim(levels, (0,)), (channels,))
    return slope, scale_grad, shift_grad


@formula
def group_norm_slope(
    grad: Any, images: Any, weight: Any, mean: Any, rstd: Any, cube: Any, tilts: Any, levels: Any
) -> Any:
    """Return the gradient of the groups: a sum of ``grad``, the elements and a constant."""
    share = 1 / (images.shape[2] * images.shape[3])
    scale = rstd if weight is None else rstd * weight
    tilt = unsqueezed(sum_dim(tilts if weight is None else tilts * weight, (2,)), -2)
    level = unsqueezed(sum_dim(levels if weight is None else levels * weight, (2,)), -2)
    factor = mul_scalar((level * mean - tilt) * cube, share)
    lowered = mul_scalar(level * rstd, share)
    constant = neg(factor) * mean - lowered
    tilted = factor * images
    return scale * grad + tilted + constant


@formula
def deviation_part(grad: Any, cube: Any) -> Any:
    """Return the gradient of variances, given those of reciprocal deviations and their cubes."""
    if grad is None:
        return None
    grad = reshape(grad, cube.shape)
    return mul_scalar(cube, -0.5) * grad
