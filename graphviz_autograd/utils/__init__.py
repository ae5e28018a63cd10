"""``torch.utils``: as far as hooks and checkpoints need it."""

from . import checkpoint, hooks

__all__ = ["checkpoint", "hooks"]
