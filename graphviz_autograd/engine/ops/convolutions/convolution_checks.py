"""What a convolution demands of its arguments, in PyTorch's words."""

from __future__ import annotations

from typing import Any

from ...dtypes import dtype
from ..demands import require
from ..element_types import c_name
from .windows import Window

Dims = tuple[int, ...]


def check_rank(function: str, rank: int, input: Any) -> None:
    """Raise unless ``input`` has the dimensions of one image or of a batch."""
    require(
        input.ndim in (rank + 1, rank + 2),
        f"Expected {rank + 1}D (unbatched) or {rank + 2}D (batched) input to {function}, but got "
        f"input of size: {list(input.shape)}",
    )


def arguments(weight: Any, *given: Any) -> tuple[Dims, ...]:
    """Return stride, padding, dilation and output padding with one entry a dimension."""
    rank = weight.ndim - 2
    require(rank > 0, "weight should have at least three dimensions")
    names = ("stride", "padding", "dilation", "output_padding")
    return tuple(_each(name, one, rank) for name, one in zip(names, given, strict=True))


def _each(name: str, given: Any, rank: int) -> Dims:
    listed = (given,) if isinstance(given, int) else tuple(given)
    require(
        len(listed) in (1, rank),
        f"expected {name} to be a single integer value or a list of {rank} values to match the "
        f"convolution dimensions, but got {name}={list(listed)}",
    )
    return listed * rank if len(listed) == 1 else listed


def check(
    input: Any, weight: Any, bias: Any, given: tuple[Dims, ...], transposed: bool, groups: int
) -> None:
    """Raise a RuntimeError unless the tensors and the sizes fit each other."""
    stride, padding, dilation, output_padding = given
    require(groups > 0, "non-positive groups is not supported")
    require(min(padding) >= 0, "negative padding is not supported")
    require(min(output_padding) >= 0, "negative output_padding is not supported")
    require(min(stride) > 0, "non-positive stride is not supported")
    require(min(dilation) > 0, "dilation should be greater than zero")
    if transposed:
        _check_transposed_shapes(input, weight, bias, groups)
        _check_output_padding(stride, dilation, output_padding)
    else:
        _check_shapes(input, weight, bias, groups)
        _check_kernel(input, Window(tuple(weight.shape[2:]), stride, padding, dilation))
    if bias is not None and input.dtype != bias.dtype and not transposed:
        kinds = f"Input type ({c_name(input)}) and bias type ({c_name(bias)})"
        raise RuntimeError(f"{kinds} should be the same")
    _check_types(input.dtype, weight.dtype)


def _check_shapes(input: Any, weight: Any, bias: Any, groups: int) -> None:
    shape, outputs, channels = list(weight.shape), weight.shape[0], weight.shape[1] * groups
    require(
        outputs >= groups,
        f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, but got "
        f"weight of size {shape} instead",
    )
    require(
        input.shape[1] == channels,
        f"Given groups={groups}, weight of size {shape}, expected input{list(input.shape)} to have "
        f"{channels} channels, but got {input.shape[1]} channels instead",
    )
    require(
        outputs % groups == 0,
        f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, but "
        f"got weight of size [{shape}] instead",
    )
    _check_bias(f"Given weight of size {shape}", bias, outputs)


def _check_transposed_shapes(input: Any, weight: Any, bias: Any, groups: int) -> None:
    shape = list(weight.shape)
    require(
        input.shape[1] == weight.shape[0],
        f"Given transposed=1, weight of size {shape}, expected input{list(input.shape)} to have "
        f"{weight.shape[0]} channels, but got {input.shape[1]} channels instead",
    )
    _check_bias(f"Given transposed=1, weight of size {shape}", bias, weight.shape[1] * groups)


def _check_bias(given: str, bias: Any, outputs: int) -> None:
    require(
        bias is None or list(bias.shape) == [outputs],
        f"{given}, expected bias to be 1-dimensional with {outputs} elements, but got bias of size "
        f"{None if bias is None else list(bias.shape)} instead",
    )


def _check_kernel(input: Any, window: Window) -> None:
    sizes = [n + 2 * p for n, p in zip(input.shape[2:], window.padding, strict=True)]
    require(
        all(n >= span for n, span in zip(sizes, window.span, strict=True)),
        f"Calculated padded input size per channel: ({' x '.join(map(str, sizes))}). Kernel size: "
        f"({' x '.join(map(str, window.span))}). Kernel size can't be greater than actual input "
        "size",
    )


def _check_output_padding(stride: Dims, dilation: Dims, output_padding: Dims) -> None:
    given = {"output_padding": output_padding, "stride": stride, "dilation": dilation}
    axes = ("depth", "height", "width")[-max(len(stride), 2) :]
    fill = {"output_padding": 0, "stride": 1, "dilation": 1}
    words = (
        f"{name}_{axis}: {size}"
        for name, sizes in given.items()
        for axis, size in zip(axes, (fill[name],) * (len(axes) - len(sizes)) + sizes, strict=True)
    )
    require(
        all(extra < max(*steps) for extra, *steps in zip(*given.values(), strict=True)),
        f"output padding must be smaller than either stride or dilation, but got {' '.join(words)}",
    )


def _check_types(have: dtype, want: dtype) -> None:
    require(have == want, f"expected scalar type {have.legacy} but found {want.legacy}")


def padded_for(name: str, input: Any, weight: Any, stride: Any, dilation: Any) -> tuple[Any, Dims]:
    """Return the input and the padding that ``"same"`` or ``"valid"`` mean.

    If the padding is not the same on both sides, the input is padded before the convolution.

    Raises:
        RuntimeError: for another name, or strides with ``"same"``.

    """
    stride, _, dilation, _ = arguments(weight, stride, 0, dilation, 0)
    require(name in ("same", "valid"), f"Invalid padding string: '{name}'")
    if name == "valid":
        return input, (0,) * len(stride)
    require(set(stride) == {1}, "padding='same' is not supported for strided convolutions")
    total = [d * (k - 1) for k, d in zip(weight.shape[2:], dilation, strict=True)]
    padding = tuple(n // 2 for n in total)
    if not any(n % 2 for n in total):
        return input, padding
    pads = [side for n in reversed(total) for side in (0, n % 2)]
    from ..images.padding import constant_pad_nd

    return constant_pad_nd(input, tuple(pads)), padding
