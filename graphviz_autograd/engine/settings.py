"""Settings that programs make at their start: they are remembered, and change nothing here."""

from __future__ import annotations

import warnings
from typing import Any

from .device import CPU, check_device, device

_threads = 1
_deterministic = False
_precision = "highest"
_warns_always = False


def get_num_threads() -> int:
    """Return the number of threads that was set; NumPy decides on its own."""
    return _threads


def set_num_threads(num: int) -> None:
    """Remember a number of threads.

    Raises:
        RuntimeError: if it is not positive.

    """
    global _threads
    if num <= 0:
        raise RuntimeError("set_num_threads expects a positive integer")
    _threads = num


def are_deterministic_algorithms_enabled() -> bool:
    """Return whether repeatable algorithms were asked for; there are no others."""
    return _deterministic


def use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:  # noqa: ARG001
    """Ask for repeatable algorithms: all are."""
    global _deterministic
    _deterministic = mode


def is_warn_always_enabled() -> bool:
    """Return what was set; Python's own filters decide which warnings are shown."""
    return _warns_always


def set_warn_always(b: bool, /) -> None:
    """Remember whether warnings are wanted every time: all of them are given to Python."""
    global _warns_always
    _warns_always = b


def get_float32_matmul_precision() -> str:
    """Return the precision that was set; matrix products are always computed in full."""
    return _precision


def set_float32_matmul_precision(precision: str) -> None:
    """Remember ``"highest"``, ``"high"`` or ``"medium"``; warn of other words."""
    global _precision
    if precision in ("highest", "high", "medium"):
        _precision = precision
    else:
        warnings.warn(
            f"{precision} is not one of 'highest', 'high', or 'medium'; the current"
            "setFloat32MatmulPrecision call has no effect.",
            stacklevel=2,
        )


def set_default_device(device: Any) -> None:
    """Say where tensors are made: on the CPU.

    Raises:
        NotImplementedError: for another device.

    """
    if device is not None:
        check_device(device)


def get_default_device() -> device:
    """Return the CPU, where all tensors are made."""
    return CPU
