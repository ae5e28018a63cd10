"""``torch.nn.utils.parametrizations``: weights of a length, a largest stretch, or a rotation."""

from __future__ import annotations

from typing import Any

from ...engine.creation import randn
from ...engine.grad_mode import no_grad
from ...engine.ops import FUNCTIONS
from ...engine.tensor import Tensor
from ..modules.module import Module
from .orthogonality import Orthogonal
from .parametrize import register_parametrization
from .power_iteration import check_iterations, dimension_of_outputs, outputs_first, unit

__all__ = ["orthogonal", "spectral_norm", "weight_norm"]


class _WeightNorm(Module):
    """A weight of its lengths and its directions."""

    def __init__(self, dim: int | None = 0) -> None:
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g: Any, weight_v: Any) -> Any:
        """Return the weight."""
        return FUNCTIONS["_weight_norm"](weight_v, weight_g, self.dim)

    def right_inverse(self, weight: Any) -> tuple[Any, Any]:
        """Return the lengths, and the weight itself as directions."""
        return FUNCTIONS["norm_except_dim"](weight, 2, self.dim), weight


def weight_norm(module: Module, name: str = "weight", dim: int | None = 0) -> Module:
    """Make a parameter the product of a direction and a length (Salimans and Kingma 2016).

    Args:
        module: the module, which is returned.
        name: of the parameter.
        dim: each slice along it has a length of its own; None for one length in all.

    """
    register_parametrization(module, name, _WeightNorm(dim), unsafe=True)

    def rename(state_dict: Any, prefix: str, *_: Any) -> None:
        """Read a state of ``nn.utils.weight_norm`` too."""
        old = [f"{prefix}{name}_{part}" for part in "gv"]
        if all(key in state_dict for key in old):
            for number, key in enumerate(old):
                new = f"{prefix}parametrizations.{name}.original{number}"
                state_dict[new] = state_dict.pop(key)

    module._register_load_state_dict_pre_hook(rename)
    return module


class _SpectralNorm(Module):
    """A weight divided by its largest singular value, which power iterations estimate."""

    def __init__(self, weight: Any, n_power_iterations: int, dim: int, eps: float) -> None:
        super().__init__()
        dims = weight.ndim
        if not -dims <= dim < dims:
            raise IndexError(
                f"Dimension out of range (expected to be in range of [-{dims}, {dims - 1}] but got "
                f"{dim})"
            )
        check_iterations(n_power_iterations)
        self.dim = dim % dims
        self.eps = eps
        if dims > 1:
            self.n_power_iterations = n_power_iterations
            matrix = self._matrix(weight)
            for name, size in zip(("_u", "_v"), matrix.shape, strict=True):
                self.register_buffer(name, unit(randn(size, dtype=weight.dtype), eps))
            self._iterate(matrix, 15)

    def _matrix(self, weight: Any) -> Any:
        return outputs_first(weight, self.dim).flatten(1)

    @no_grad()
    def _iterate(self, matrix: Any, times: int) -> None:
        for _ in range(times):
            self._u.copy_(unit(matrix.mv(self._v), self.eps))
            self._v.copy_(unit(matrix.T.mv(self._u), self.eps))

    def forward(self, weight: Any) -> Any:
        """Return the weight; in training, after some more power iterations."""
        if weight.ndim == 1:
            return unit(weight, self.eps)
        matrix = self._matrix(weight)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        u, v = self._u.clone(), self._v.clone()
        return weight / u.vdot(matrix.mv(v))

    def right_inverse(self, value: Any) -> Any:
        """Return the weight itself, which may be of any scale."""
        return value


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
        ValueError: if there is no such parameter, or without any power iteration.
        IndexError: if the parameter has no such dimension.

    """
    weight = _found(module, name)
    rows = dimension_of_outputs(module) if dim is None else dim
    how = _SpectralNorm(weight, n_power_iterations, rows, eps)
    return register_parametrization(module, name, how)


def orthogonal(
    module: Module,
    name: str = "weight",
    orthogonal_map: str | None = None,
    *,
    use_trivialization: bool = True,
) -> Module:
    """Make the matrices of a parameter orthogonal: their rows, or their columns if these are fewer.

    Args:
        module: the module, which is returned.
        name: of the parameter.
        orthogonal_map: ``"matrix_exp"``, ``"cayley"`` or ``"householder"``; by default the first
            for square matrices and the last for others.
        use_trivialization: let the parameter begin as an orthogonal matrix near what it was
            (M. Lezcano Casado 2019).

    Raises:
        ValueError: if there is no such parameter, it has no matrices, or the map is unknown.

    """
    weight = _found(module, name)
    if weight.ndim < 2:
        raise ValueError(
            f"Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions."
        )
    if orthogonal_map is None:
        square = weight.size(-2) == weight.size(-1)
        orthogonal_map = "matrix_exp" if square else "householder"
    if orthogonal_map not in ("matrix_exp", "cayley", "householder"):
        raise ValueError(
            'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". Got: '
            f"{orthogonal_map}"
        )
    how = Orthogonal(weight.shape, orthogonal_map, use_trivialization)
    return register_parametrization(module, name, how, unsafe=True)


def _found(module: Module, name: str) -> Any:
    weight = getattr(module, name, None)
    if not isinstance(weight, Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    return weight
