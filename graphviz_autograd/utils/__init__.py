"""``torch.utils``: hooks, checkpoints and sets of samples."""

from . import checkpoint, data, hooks

__all__ = ["checkpoint", "data", "hooks"]
