"""``torch.special``: the special functions, from the table of operations."""

from __future__ import annotations

from .engine.ops import names
from .engine.ops.spelling import module_getattr

_FUNCTIONS = names.special()
__getattr__ = module_getattr(globals(), _FUNCTIONS)

__all__ = [*_FUNCTIONS]
