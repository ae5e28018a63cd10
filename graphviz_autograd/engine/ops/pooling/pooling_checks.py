"""What pooling demands of its arguments, in PyTorch's words."""

from __future__ import annotations

from typing import Any

from ..convolutions.windows import Window
from ..demands import require

Dims = tuple[int, ...]
_WORDS = {1: "one int", 2: "two ints", 3: "three ints"}


def sizes(
    function: str, rank: int, kernel_size: Any, stride: Any, padding: Any, dilation: Any = 1
) -> tuple[Dims, ...]:
    """Return kernel size, stride, padding and dilation, each with one entry a dimension.

    Raises:
        RuntimeError: for a wrong number of entries.

    """
    stride = kernel_size if _is_omitted(stride) else stride
    given = {"kernel_size": kernel_size, "stride": stride, "padding": padding, "dilation": dilation}
    return tuple(_each(function, name, one, rank) for name, one in given.items())


def _is_omitted(stride: Any) -> bool:
    return stride is None or stride == ()


def as_given(found: tuple[Dims, ...], stride: Any) -> tuple[Dims, ...]:
    """Return what ``sizes`` found, the stride empty if none was given, as PyTorch saves it."""
    size, step, *others = found
    return size, () if _is_omitted(stride) else step, *others


def _each(function: str, name: str, given: Any, rank: int) -> Dims:
    listed = (given,) if isinstance(given, int) else tuple(given)
    omitted = (
        "either be omitted, a single int, or" if name == "stride" else "either be a single int, or"
    )
    require(
        len(listed) in (1, rank),
        f"{function}: {name} must {omitted} a tuple of {_WORDS[rank]}",
    )
    return listed * rank if len(listed) == 1 else listed


def check_pool(input: Any, given: tuple[Dims, ...], ceil_mode: bool) -> None:
    """Raise a RuntimeError unless the windows fit the input."""
    rank = len(given[0])
    require(
        input.ndim in (rank + 1, rank + 2),
        f"non-empty {rank + 1}D or {rank + 2}D (batch mode) tensor expected for input",
    )
    check_windows(input, given, ceil_mode)


def check_windows(input: Any, given: tuple[Dims, ...], ceil_mode: bool) -> None:
    """Raise a RuntimeError unless there is a window and its padding is small."""
    window = Window(*given)
    require(all(window.stride), "stride should not be zero")
    require(min(window.size) > 0, "kernel size should be greater than zero, but got "
            f"kernel size {list(window.size)}")  # fmt: skip
    require(min(window.dilation) > 0, "dilation should be greater than zero, but got "
            f"dilation {list(window.dilation)}")  # fmt: skip
    for size, span, pad, spread in zip(
        window.size, window.span, window.padding, window.dilation, strict=True
    ):
        require(pad >= 0, f"pad must be non-negative, but got pad: {pad}")
        require(
            pad <= span // 2,
            "pad should be at most half of effective kernel size, but got "
            f"pad={pad}, kernel_size={size} and dilation={spread}",
        )
    _check_counts(input, window, ceil_mode)


def _check_counts(input: Any, window: Window, ceil_mode: bool) -> None:
    rank = len(window.size)
    counts = window.counts(tuple(input.shape[-rank:]), ceil_mode)
    have, found = (
        "x".join(map(str, (input.shape[-rank - 1], *one))) for one in (input.shape[-rank:], counts)
    )
    require(
        min(counts) >= 1,
        f"Given input size: ({have}). Calculated output size: ({found}). Output size is too small",
    )


def check_max_pool1d(input: Any, given: tuple[Dims, ...], ceil_mode: bool) -> None:
    """Raise a RuntimeError unless the windows fit (n, c, l) or (c, l)."""
    require(
        input.ndim in (2, 3),
        "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for "
        f"input, but got:{list(input.shape)}",
    )
    names = ("kernel_size", "stride", "padding", "dilation")
    (size,), (_,), (padding,), (_,) = given
    for name, (one,) in zip(names, given, strict=True):
        require(
            one > 0 or name == "padding",
            f"max_pool1d() {name} must be greater than zero, but got {one}",
        )
    require(padding >= 0, f"max_pool1d() padding must be non-negative, but got {padding}")
    require(
        padding <= size // 2,
        "max_pool1d() padding should be at most half of kernel size, but got "
        f"padding={padding} and kernel_size={size}",
    )
    (count,) = Window(*given).counts(tuple(input.shape[-1:]), ceil_mode)
    require(count > 0, f"max_pool1d() Invalid computed output size: {count}")


def check_adaptive(function: str, input: Any, rank: int, got: str) -> None:
    """Raise a RuntimeError unless ``input`` has the dimensions of one image or of a batch."""
    require(
        input.ndim in (rank + 1, rank + 2),
        f"{function}(): Expected {rank + 1}D or {rank + 2}D tensor, but {got}{list(input.shape)}",
    )


def check_line(function: str, input: Any) -> None:
    """Raise a RuntimeError unless ``input`` is (n, c, l) or (c, l)."""
    require(
        input.ndim in (2, 3),
        f"Expected 2 to 3 dimensions, but got {input.ndim}-dimensional tensor for argument #1 "
        f"'self' (while checking arguments for {function})",
    )


def output_sizes(input: Any, rank: int, given: Any) -> Dims:
    """Return how many windows there are in each dimension; None keeps the input's size.

    Raises:
        ValueError: if the input has too few dimensions.

    """
    if given is None or isinstance(given, int):
        return tuple(input.shape[-rank:]) if given is None else (given,) * rank
    listed = tuple(given)
    if input.ndim <= len(listed):
        raise ValueError(f"Input dimension should be at least {len(listed) + 1}")
    have = input.shape[-len(listed) :]
    return tuple(size if count is None else count for size, count in zip(have, listed, strict=True))
