"""``torch.linalg``: the operations of linear algebra, from the table of operations."""

from __future__ import annotations

from .engine.ops import names

globals().update(names.linalg())

__all__ = [*names.linalg()]
