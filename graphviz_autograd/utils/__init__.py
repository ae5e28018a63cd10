"""``torch.utils``: data sets, hooks, and checkpoints."""

from . import checkpoint, data, hooks

__all__ = ["checkpoint", "data", "hooks"]
