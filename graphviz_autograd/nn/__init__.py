"""``torch.nn``: its functions; modules that hold parameters are left to PyTorch."""

from typing import Any

from ..engine.unsupported import UnsupportedError
from . import functional

__all__ = ["functional"]


def __getattr__(name: str) -> Any:
    if name[:1].isupper() or name in ("init", "parallel", "utils"):
        raise UnsupportedError(
            f"nn.{name}: modules and their parameters are left to PyTorch; call nn.functional with "
            "tensors of your own"
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
