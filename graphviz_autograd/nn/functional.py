"""``torch.nn.functional``: activations, losses and layers, from the table of operations."""

from __future__ import annotations

from ..engine.ops import names
from ..engine.ops.spelling import module_getattr, spelled_functional

_FUNCTIONS = names.functional()
__getattr__ = module_getattr(globals(), _FUNCTIONS, spelled_functional)

__all__ = [*_FUNCTIONS]
