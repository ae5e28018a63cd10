"""Weight normalisation of a parameter, computed anew before each call of its module."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from ...engine.ops import FUNCTIONS
from ..parameter import Parameter
from .reparametrization import Reparametrization, removed

if TYPE_CHECKING:
    from ..modules.module import Module

_OLD = (
    "`torch.nn.utils.weight_norm` is deprecated in favor of "
    "`torch.nn.utils.parametrizations.weight_norm`."
)


class WeightNorm(Reparametrization):
    """Computes a weight of its direction, ``name_v``, and its length, ``name_g``."""

    what = "weight_norm"

    def __init__(self, name: str, dim: int) -> None:
        super().__init__(name)
        self.dim = dim

    def compute(self, module: Module, learning: bool) -> Any:  # noqa: ARG002
        """Return the weight."""
        v, g = getattr(module, f"{self.name}_v"), getattr(module, f"{self.name}_g")
        return FUNCTIONS["_weight_norm"](v, g, self.dim)

    def forget(self, module: Module) -> None:
        """Take the parts of the weight out of the module."""
        for part in ("_g", "_v"):
            delattr(module, self.name + part)


def weight_norm(module: Module, name: str = "weight", dim: int | None = 0) -> Module:
    """Make a parameter the product of a direction and a length (Salimans and Kingma 2016).

    Args:
        module: the module, which is returned.
        name: of the parameter.
        dim: each slice along it has a length of its own; None for one length in all.

    Raises:
        RuntimeError: if it is done already.

    """
    warnings.warn(_OLD, FutureWarning, stacklevel=2)
    how = WeightNorm(name, -1 if dim is None else dim)
    how.check(module)
    weight = getattr(module, name)
    delattr(module, name)
    lengths = FUNCTIONS["norm_except_dim"](weight, 2, how.dim)
    module.register_parameter(f"{name}_g", Parameter(lengths.data))
    module.register_parameter(f"{name}_v", Parameter(weight.data))
    how.attach(module)
    return module


def remove_weight_norm(module: Module, name: str = "weight") -> Module:
    """Make the weight a parameter again, and return the module.

    Raises:
        ValueError: if it is not normalised.

    """
    return removed(module, WeightNorm, name)
