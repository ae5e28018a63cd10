"""How losses are reduced to one number, and the old way to ask for it."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

import warnings
from math import prod as product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..record import Array, formula

if TYPE_CHECKING:
    from ..pointwise.arithmetic import div_scalar

NONE, MEAN, SUM = 0, 1, 2
_REDUCTIONS = {"none": NONE, "mean": MEAN, "sum": SUM}


def reduction_of(
    reduction: str, size_average: bool | None = None, reduce: bool | None = None
) -> int:
    """Return a reduction as PyTorch numbers it; ``size_average`` and ``reduce`` are deprecated.

    Raises:
        ValueError: for an unknown name.

    """
    reduction = named_reduction(reduction, size_average, reduce)
    if reduction not in _REDUCTIONS:
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return _REDUCTIONS[reduction]


def named_reduction(reduction: str, size_average: bool | None, reduce: bool | None) -> str:
    """Return the name of a reduction, also where it is asked for in the old way."""
    if size_average is None and reduce is None:
        return reduction
    name = "none" if reduce is False else "sum" if size_average is False else "mean"
    warnings.warn(
        f"size_average and reduce args will be deprecated, please use reduction='{name}' instead.",
        stacklevel=3,
    )
    return name


def reduced_array(losses: Array, reduction: int) -> Array:
    """Return losses as they are, their mean, or their sum."""
    if reduction == NONE:
        return losses
    return np.mean(losses) if reduction == MEAN else np.add.reduce(losses, axis=None)


def reduced(losses: Any, reduction: int) -> Any:
    """Return a tensor of losses as it is, its mean, or its sum."""
    if reduction == NONE:
        return losses
    return losses.mean() if reduction == MEAN else losses.sum()


@formula
def averaged(slopes: Any, reduction: int) -> Any:
    """Return the gradient of reduced losses, whose slopes are ``slopes``."""
    return div_scalar(slopes, product(slopes.shape)) if reduction == 1 else slopes
