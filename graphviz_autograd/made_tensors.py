"""``torch.testing.make_tensor``: tensors of random numbers for tests."""

from __future__ import annotations

from typing import Any

from . import engine
from .engine.device import check_device


def make_tensor(
    *shape: Any,
    dtype: Any,
    device: Any,
    low: float | None = None,
    high: float | None = None,
    requires_grad: bool = False,
    noncontiguous: bool = False,
    exclude_zero: bool = False,
    memory_format: Any = None,
) -> Any:
    """Return a tensor of random numbers from ``low`` to below ``high``.

    Args:
        shape: the sizes, or one sequence of them.
        dtype: the element type.
        device: the CPU.
        low: the least number; by default -9, or 0 for what has no sign.
        high: the bound above; by default 9, or one more for whole numbers.
        requires_grad: whether it does.
        noncontiguous: leave room between the elements of the last dimension.
        exclude_zero: make zeros something else, the least number that is not zero.
        memory_format: how it is laid out.

    Raises:
        NotImplementedError: for a device that is not the CPU.

    """
    check_device(device)
    sizes = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
    result = _drawn(tuple(sizes), dtype, low, high)
    if exclude_zero:
        result[result == 0] = engine.finfo(dtype).tiny if dtype.is_floating_point else 1
    if noncontiguous and result.numel() > 1:
        result = result.repeat_interleave(2, dim=-1)[..., ::2]
    if memory_format is not None:
        result = result.clone(memory_format=memory_format)
    return result.requires_grad_(requires_grad) if requires_grad else result


def _drawn(sizes: tuple[int, ...], dtype: Any, low: float | None, high: float | None) -> Any:
    if dtype is engine.bool:
        return engine.randint(0, 2, sizes).to(dtype)
    if dtype.is_floating_point:
        start, end = (-9 if low is None else low), (9 if high is None else high)
        return engine.empty(sizes, dtype=dtype).uniform_(start, end)
    least = 0 if dtype is engine.uint8 else -9
    start, end = (least if low is None else low), (10 if high is None else high)
    return engine.randint(int(start), int(end), sizes).to(dtype)
