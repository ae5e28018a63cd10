"""``torch.cuda``: there is no such device, which programs ask before they use one."""

from __future__ import annotations

from typing import Any

from . import amp
from ..engine.unsupported import UnsupportedError

__all__ = [
    "amp",
    "device_count",
    "empty_cache",
    "is_available",
    "is_initialized",
    "manual_seed",
    "manual_seed_all",
]


def is_available() -> bool:
    """Return False."""
    return False


def is_initialized() -> bool:
    """Return False."""
    return False


def device_count() -> int:
    """Return 0."""
    return 0


def manual_seed(seed: int) -> None:
    """Do nothing, as PyTorch does where there is no such device."""


def manual_seed_all(seed: int) -> None:
    """Do nothing, as PyTorch does where there is no such device."""


def empty_cache() -> None:
    """Do nothing, as PyTorch does where there is no such device."""


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    raise UnsupportedError(f"cuda.{name}: devices other than the CPU are not supported")
