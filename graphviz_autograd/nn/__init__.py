"""``torch.nn``: its functions; modules that hold parameters are left to PyTorch."""

from . import functional

__all__ = ["functional"]
