"""Modules that change the shape."""

from __future__ import annotations

from typing import Any, ClassVar

from .elementwise import FunctionModule


class Flatten(FunctionModule):
    """Makes the dimensions from ``start_dim`` to ``end_dim`` one."""

    arguments: ClassVar[dict[str, Any]] = {"start_dim": 1, "end_dim": -1}

    def forward(self, *inputs: Any) -> Any:
        """Return the input with fewer dimensions."""
        return inputs[0].flatten(self.start_dim, self.end_dim)


class Unflatten(FunctionModule):
    """Makes dimension ``dim`` several of the sizes ``unflattened_size``."""

    arguments: ClassVar[dict[str, Any]] = {"dim": ..., "unflattened_size": ...}

    def forward(self, *inputs: Any) -> Any:
        """Return the input with more dimensions."""
        return inputs[0].unflatten(self.dim, self.unflattened_size)
