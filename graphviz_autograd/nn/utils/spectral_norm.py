"""Spectral normalisation of a parameter, computed anew before each call of its module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.creation import randn
from ...engine.grad_mode import no_grad
from .power_iteration import check_iterations, dimension_of_outputs, outputs_first, unit
from .reparametrization import Reparametrization, removed

if TYPE_CHECKING:
    from ..modules.module import Module


class SpectralNorm(Reparametrization):
    """Divides ``name_orig`` by its largest singular value, found by power iteration."""

    what = "spectral_norm"

    def __init__(self, name: str, iterations: int, dim: int, eps: float) -> None:
        super().__init__(name)
        check_iterations(iterations)
        self.n_power_iterations = iterations
        self.dim = dim
        self.eps = eps

    def matrix(self, weight: Any) -> Any:
        """Return a weight as a matrix, a row for each output."""
        rows = outputs_first(weight, self.dim)
        return rows.reshape(rows.shape[0], -1)

    def compute(self, module: Module, learning: bool) -> Any:
        """Return the weight; while learning, after some more power iterations."""
        weight, u, v = (getattr(module, self.name + part) for part in ("_orig", "_u", "_v"))
        rows = self.matrix(weight)
        if learning:
            with no_grad():
                for _ in range(self.n_power_iterations):
                    v.copy_(unit(rows.t().mv(u), self.eps))
                    u.copy_(unit(rows.mv(v), self.eps))
                u, v = u.clone(), v.clone()
        return weight / u.dot(rows.mv(v))

    def forget(self, module: Module) -> None:
        """Take the parts of the weight out of the module."""
        for part in ("_u", "_v", "_orig"):
            delattr(module, self.name + part)


def spectral_norm(
    module: Module,
    name: str = "weight",
    n_power_iterations: int = 1,
    eps: float = 1e-12,
    dim: int | None = None,
) -> Module:
    """Divide a parameter by its largest singular value (Miyato et al. 2018).

    Args:
        module: the module, which is returned.
        name: of the parameter.
        n_power_iterations: how many power iterations each call in training does.
        eps: how short a vector may be.
        dim: the dimension of the outputs, 0 unless a convolution is transposed.

    Raises:
        RuntimeError: if it is done already.
        ValueError: without any power iteration, or a parameter.

    """
    rows = dimension_of_outputs(module) if dim is None else dim
    how = SpectralNorm(name, n_power_iterations, rows, eps)
    how.check(module)
    weight = module._parameters[name]
    if weight is None:
        raise ValueError(f"`SpectralNorm` cannot be applied as parameter `{name}` is None")
    with no_grad():
        height, width = how.matrix(weight).shape
        u, v = (unit(randn(size, dtype=weight.dtype), eps) for size in (height, width))
    delattr(module, name)
    module.register_parameter(f"{name}_orig", weight)
    object.__setattr__(module, name, weight.data)
    module.register_buffer(f"{name}_u", u)
    module.register_buffer(f"{name}_v", v)
    module.register_forward_pre_hook(how)
    return module


def remove_spectral_norm(module: Module, name: str = "weight") -> Module:
    """Make the weight a parameter again, and return the module.

    Raises:
        ValueError: if it is not normalised.

    """
    return removed(module, SpectralNorm, name)
