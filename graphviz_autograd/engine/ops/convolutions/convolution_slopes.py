"""The gradients of a convolution's gradients, which are convolutions too.

See ``_convolution_double_backward`` in ATen's ``Convolution.cpp``.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..record import formula

if TYPE_CHECKING:
    from ..indices.slicing import slice_dim
    from ..reductions.extrema import sum_of_given
    from ..shapes.joining import cat_along
    from ..shapes.shape import expand, reshape
    from ..shapes.transposing import transpose
    from .correlation import convolution

Dims = tuple[int, ...]


@formula
def convolution_slopes(
    given: Any, grad_output: Any, input: Any, weight: Any, how: Any, needs: Any
) -> tuple[Any, ...]:
    """Return the gradients of ``convolution_backward`` with respect to its three tensors.

    ``given`` are those of its outputs, and ``how`` is the stride and what follows it.
    """
    to_input, to_weight, _ = given
    slopes = [slope_to_output(given, grad_output, input, weight, how), None, None]
    if to_input is not None:
        slopes[2] = weight_slope(grad_output, to_input, weight.shape[2:], how)
    if to_weight is not None:
        slopes[1] = input_slope(grad_output, to_weight, input.shape[2:], weight.shape[2:], how)
    return tuple([one if need else None for one, need in zip(slopes, needs, strict=True)])


@formula
def slope_to_output(given: Any, grad_output: Any, input: Any, weight: Any, how: Any) -> Any:
    """Return what reaches the gradient of the output through those of input, weight and bias."""
    to_input, to_weight, to_bias = given
    whole = None if to_input is None else convolution(to_input, weight, None, *how)
    if to_weight is not None:
        whole = sum_of_given(whole, convolution(input, to_weight, None, *how))
    if to_bias is not None:
        bias = reshape(to_bias, (1, -1, *[1] * len(how[0])))
        whole = sum_of_given(whole, expand(bias, tuple(grad_output.shape)))
    return whole


@formula
def weight_slope(grad_output: Any, input: Any, sizes: Dims, how: Any) -> Any:
    """Return the gradient of the weight, of ``sizes``: a convolution that adds over the batch."""
    stride, padding, dilation, transposed, output_padding, groups = how
    kernels, images = transpose(grad_output, 0, 1), transpose(input, 0, 1)
    slopes = []
    for group in range(groups):
        image, kernel = of_group(images, group, groups), of_group(kernels, group, groups)
        pair = (kernel, image) if transposed else (image, kernel)
        slopes.append(convolution(*pair, None, dilation, padding, stride, False, output_padding, 1))
    whole = slopes[0] if groups == 1 else cat_along(slopes, 1)
    return narrowed(transpose(whole, 0, 1), sizes)


@formula
def of_group(channels: Any, group: int, groups: int) -> Any:
    """Return the channels of one group, which are the first dimension."""
    if groups == 1:
        return channels
    count = channels.shape[0] // groups
    return slice_dim(channels, 0, group * count, (group + 1) * count, 1)


@formula
def narrowed(images: Any, sizes: Dims) -> Any:
    """Return images cut off at ``sizes``."""
    for dim, size in enumerate(sizes, 2):
        if images.shape[dim] > size:
            images = slice_dim(images, dim, 0, size, 1)
    return images


@formula
def input_slope(grad_output: Any, weight: Any, sizes: Dims, kernel: Dims, how: Any) -> Any:
    """Return the gradient of the input, of ``sizes``: the transposed convolution."""
    stride, padding, dilation, transposed, output_padding, groups = how
    if transposed:
        how = (stride, padding, dilation, False, output_padding, groups)
        return narrowed(convolution(grad_output, weight, None, *how), sizes)
    dims = zip(sizes, kernel, stride, padding, dilation, grad_output.shape[2:], strict=True)
    rest = tuple([n - ((k - 1) * d - 2 * p + s * (m - 1) + 1) for n, k, s, p, d, m in dims])
    return convolution(grad_output, weight, None, stride, padding, dilation, True, rest, groups)
