"""What both spectral normalisations share: a weight as a matrix, and vectors of length 1."""

from __future__ import annotations

from typing import Any

from .. import functional as F  # noqa: N812  (what everybody calls it)
from ..modules.conv import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d


def check_iterations(count: int) -> None:
    """Raise a ValueError unless there is at least one power iteration."""
    if count <= 0:
        raise ValueError(
            f"Expected n_power_iterations to be positive, but got n_power_iterations={count}"
        )


def dimension_of_outputs(module: object) -> int:
    """Return the dimension of a module's weight that its outputs are counted in."""
    return int(isinstance(module, (ConvTranspose1d, ConvTranspose2d, ConvTranspose3d)))


def outputs_first(weight: Any, dim: int) -> Any:
    """Return a weight with the dimension of the outputs in front of the others."""
    if not dim:
        return weight
    return weight.permute(dim, *(other for other in range(weight.ndim) if other != dim))


def unit(vector: Any, eps: float) -> Any:
    """Return a vector at length 1; one shorter than ``eps`` is divided by that."""
    return F.normalize(vector, dim=0, eps=eps)
