"""``torch.utils``: as far as hooks need it."""

from . import hooks

__all__ = ["hooks"]
