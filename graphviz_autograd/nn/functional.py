"""``torch.nn.functional``: activations, losses and layers, from the table of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.ops import names

globals().update(names.functional())

__all__ = [*names.functional()]

if TYPE_CHECKING:

    def __getattr__(name: str) -> Any: ...
