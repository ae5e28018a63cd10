"""``torch.nn.functional``: activations, losses and layers, from the table of operations."""

from __future__ import annotations

from ..engine.ops import names

globals().update(names.functional())

__all__ = [*names.functional()]
