"""``torch.nn.parallel``: modules on several devices, of which there is one."""

from typing import Any

from ...engine.unsupported import UnsupportedError
from .data_parallel import DataParallel

__all__ = ["DataParallel"]


def __getattr__(name: str) -> Any:
    if name[:1].isupper():
        raise UnsupportedError(f"nn.parallel.{name}: distributed training is not supported")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
