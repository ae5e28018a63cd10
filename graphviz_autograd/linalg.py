"""``torch.linalg``: the operations of linear algebra, from the table of operations."""

from __future__ import annotations

from .engine.ops import names
from .engine.ops.matrices.linalg_checks import LinAlgError
from .engine.ops.spelling import module_getattr

_FUNCTIONS = names.linalg()
__getattr__ = module_getattr(globals(), _FUNCTIONS)

__all__ = ["LinAlgError", *_FUNCTIONS]
