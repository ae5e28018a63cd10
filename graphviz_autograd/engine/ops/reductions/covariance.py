"""Covariance and correlation of variables, one a row."""

from __future__ import annotations

from typing import Any

from ..demands import require
from ..matrices.matmul import mm
from ..pointwise.clamping import clamp
from ..record import composite
from ..shapes.shape import view
from ..shapes.squeezing import squeeze, unsqueeze
from ..shapes.transposing import t
from .reduction import sum_dim


@composite
def cov(self: Any, *, correction: int = 1, fweights: Any = None, aweights: Any = None) -> Any:
    """Return the covariances of the rows, each the observations of one variable.

    Args:
        self: (variables, observations), or the observations of one variable.
        correction: what is taken from the number of observations.
        fweights: how often each observation was made.
        aweights: how much each observation counts.

    Raises:
        RuntimeError: for more than two dimensions.

    """
    require(
        self.ndim <= 2,
        "cov(): expected input to have two or fewer dimensions but got an input with "
        f"{self.ndim} dimensions",
    )
    rows = view(self, (1, -1)) if self.ndim < 2 else self
    if fweights is not None or aweights is not None:
        return _weighted_cov(rows, correction, fweights, aweights)
    count = rows.shape[1]
    centred = rows - unsqueeze(sum_dim(rows, (1,)) / count, 1)
    return squeeze(mm(centred, t(centred)) / max(count - correction, 0))


def _weighted_cov(rows: Any, correction: int, often: Any, much: Any) -> Any:
    weights = often if much is None else much if often is None else often * much
    for one in (often, much):
        require(
            one is None or tuple(one.shape) == (rows.shape[1],),
            "cov(): expected weights to have one for each observation",
        )
    total = weights.sum()
    centred = rows - unsqueeze(sum_dim(rows * weights, (1,)) / total, 1)
    lost = correction if much is None else correction * (weights * much).sum() / total
    return squeeze(mm(centred, t(centred * weights)) / (total - lost))


@composite
def corrcoef(self: Any) -> Any:
    """Return the correlations of the rows, each the observations of one variable.

    Raises:
        RuntimeError: for more than two dimensions.

    """
    require(
        self.ndim <= 2,
        "corrcoef(): expected input to have two or fewer dimensions but got an input with "
        f"{self.ndim} dimensions",
    )
    covariance = cov(self)
    if not covariance.ndim:
        return covariance / covariance
    deviation = covariance.diagonal().sqrt()
    return clamp(covariance / view(deviation, (-1, 1)) / view(deviation, (1, -1)), -1, 1)
