"""``torch.cuda``: there is no such device, which programs ask before they use one."""

from __future__ import annotations

from typing import Any, NoReturn

from ..engine.legacy import TENSOR_TYPES
from ..engine.unsupported import UnsupportedError
from . import amp

__all__ = [
    "amp",
    "device_count",
    "empty_cache",
    "is_available",
    "is_bf16_supported",
    "is_initialized",
    "manual_seed",
    "manual_seed_all",
    "max_memory_allocated",
    "max_memory_reserved",
    "memory_allocated",
    "memory_reserved",
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


def is_bf16_supported(including_emulation: bool = True) -> bool:  # noqa: ARG001
    """Return False."""
    return False


def memory_allocated(device: Any = None) -> int:  # noqa: ARG001
    """Return 0."""
    return 0


max_memory_allocated = memory_reserved = max_memory_reserved = memory_allocated


class _TensorType:
    """``torch.cuda.FloatTensor``: programs name it; no tensor is one."""

    def __init__(self, name: str) -> None:
        self.name = f"torch.cuda.{name}"

    def __call__(self, *_: Any) -> NoReturn:
        """Raise: there is no such device."""
        raise TypeError(f"type {self.name} not available. Torch not compiled with CUDA enabled.")

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __repr__(self) -> str:
        return f"<class '{self.name}'>"


_TENSOR_TYPES = {name: _TensorType(name) for name in (*TENSOR_TYPES, "BFloat16Tensor")}


def __getattr__(name: str) -> Any:
    if name in _TENSOR_TYPES:
        return _TENSOR_TYPES[name]
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    raise UnsupportedError(f"cuda.{name}: devices other than the CPU are not supported")
