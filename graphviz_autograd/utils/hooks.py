"""``torch.utils.hooks``: the handle that registering a hook returns."""

from ..engine.hooks import RemovableHandle

__all__ = ["RemovableHandle"]
