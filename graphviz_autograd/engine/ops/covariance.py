"""Covariance and correlation of variables, one a row."""

from __future__ import annotations

from typing import Any

from .clamping import clamp
from .convolution_checks import require
from .matmul import mm
from .record import composite
from .reduction import sum_dim
from .shape import view
from .squeezing import squeeze, unsqueeze
from .transposing import t


@composite
def cov(self: Any, *, correction: int = 1, fweights: Any = None, aweights: Any = None) -> Any:
    """Return the covariances of the rows, each the observations of one variable.

    Raises:
        RuntimeError: for more than two dimensions.
        NotImplementedError: for weights.

    """
    require(
        self.ndim <= 2,
        "cov(): expected input to have two or fewer dimensions but got an input with "
        f"{self.ndim} dimensions",
    )
    if fweights is not None or aweights is not None:
        raise NotImplementedError("cov(): weights are not supported")
    rows = view(self, (1, -1)) if self.ndim < 2 else self
    count = rows.shape[1]
    centred = rows - unsqueeze(sum_dim(rows, (1,)) / count, 1)
    return squeeze(mm(centred, t(centred)) / max(count - correction, 0))


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
