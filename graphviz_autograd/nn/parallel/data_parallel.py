"""A module on all devices there are."""

from __future__ import annotations

from typing import Any

from ..modules.module import Module


class DataParallel(Module):
    """Another module, called as it is: there is one device, the CPU.

    Attributes:
        module: the other module.

    """

    def __init__(
        self,
        module: Module,
        device_ids: Any = None,  # noqa: ARG002
        output_device: Any = None,  # noqa: ARG002
        dim: int = 0,
    ) -> None:
        super().__init__()
        self.dim = dim
        self.module = module
        self.device_ids: list[int] = []

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        """Return what the other module returns."""
        return self.module(*inputs, **kwargs)
