"""Convolutions of one, two and three dimensions, and their transposes, as PyTorch offers them."""

from __future__ import annotations

from typing import Any

from ..record import composite
from ..shapes.squeezing import squeeze_dim, unsqueeze
from . import convolution_checks as checks
from .correlation import convolution

Sizes = int | tuple[int, ...] | list[int]


def _convolve(
    rank: int, input: Any, weight: Any, bias: Any, sizes: tuple[Any, ...], groups: int
) -> Any:
    """Return a convolution; ``sizes`` are its stride, padding and dilation."""
    checks.check_rank(f"conv{rank}d", rank, input)
    whole = input if input.ndim == rank + 2 else unsqueeze(input, 0)
    stride, padding, dilation = sizes
    if isinstance(padding, str):
        whole, padding = checks.padded_for(padding, whole, weight, stride, dilation)
    arguments = checks.arguments(weight, stride, padding, dilation, [0] * rank)
    stride, padding, dilation, output_padding = arguments
    checks.check(whole, weight, bias, arguments, False, groups)
    result = convolution(
        whole, weight, bias, stride, padding, dilation, False, output_padding, groups
    )
    return result if whole.ndim == input.ndim else squeeze_dim(result, 0)


def _convolve_transposed(
    rank: int, input: Any, weight: Any, bias: Any, sizes: tuple[Any, ...], groups: int
) -> Any:
    """Return a transposed convolution; ``sizes`` adds the output padding before the dilation."""
    checks.check_rank(f"conv_transpose{rank}d", rank, input)
    whole = input if input.ndim == rank + 2 else unsqueeze(input, 0)
    stride, padding, output_padding, dilation = sizes
    arguments = checks.arguments(weight, stride, padding, dilation, output_padding)
    stride, padding, dilation, output_padding = arguments
    checks.check(whole, weight, bias, arguments, True, groups)
    result = convolution(
        whole, weight, bias, stride, padding, dilation, True, output_padding, groups
    )
    return result if whole.ndim == input.ndim else squeeze_dim(result, 0)


@composite
def conv1d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes | str = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> Any:
    """Return the convolution of (n, c, l) or (c, l) with a weight of (o, c / groups, k).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    return _convolve(1, input, weight, bias, (stride, padding, dilation), groups)


@composite
def conv2d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes | str = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> Any:
    """Return the convolution of (n, c, h, w) or (c, h, w) with a weight of (o, c / groups, kh, kw).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    return _convolve(2, input, weight, bias, (stride, padding, dilation), groups)


@composite
def conv3d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes | str = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> Any:
    """Return the convolution of (n, c, d, h, w) or (c, d, h, w) with (o, c / groups, kd, kh, kw).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    return _convolve(3, input, weight, bias, (stride, padding, dilation), groups)


@composite
def conv_transpose1d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
) -> Any:
    """Return the transposed convolution of (n, c, l) or (c, l) with (c, o / groups, k).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    sizes = (stride, padding, output_padding, dilation)
    return _convolve_transposed(1, input, weight, bias, sizes, groups)


@composite
def conv_transpose2d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
) -> Any:
    """Return the transposed convolution of (n, c, h, w) or (c, h, w) with (c, o / groups, kh, kw).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    sizes = (stride, padding, output_padding, dilation)
    return _convolve_transposed(2, input, weight, bias, sizes, groups)


@composite
def conv_transpose3d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
) -> Any:
    """Return the transposed convolution of (n, c, d, h, w) with (c, o / groups, kd, kh, kw).

    Raises:
        RuntimeError: if the shapes do not fit.

    """
    sizes = (stride, padding, output_padding, dilation)
    return _convolve_transposed(3, input, weight, bias, sizes, groups)
