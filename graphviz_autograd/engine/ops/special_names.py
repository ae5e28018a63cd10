"""Names of ``torch.special`` for operations that ``torch`` calls otherwise."""

from __future__ import annotations

from typing import Any

from .activations.activation import sigmoid
from .pointwise.gamma import digamma, lgamma
from .pointwise.incomplete_gamma import igamma, igammac, mvlgamma
from .record import FUNCTIONS, composite


@composite
def special_expit(input: Any) -> Any:
    """Return ``torch.sigmoid``."""
    return sigmoid(input)


@composite
def special_gammaln(input: Any) -> Any:
    """Return ``torch.lgamma``."""
    return lgamma(input)


@composite
def special_psi(input: Any) -> Any:
    """Return ``torch.digamma``."""
    return digamma(input)


@composite
def special_multigammaln(input: Any, p: int) -> Any:
    """Return ``torch.mvlgamma``."""
    return mvlgamma(input, p)


@composite
def special_gammainc(input: Any, other: Any) -> Any:
    """Return ``torch.igamma``."""
    return igamma(input, other)


@composite
def special_gammaincc(input: Any, other: Any) -> Any:
    """Return ``torch.igammac``."""
    return igammac(input, other)


@composite
def special_round(input: Any, *, decimals: int = 0) -> Any:
    """Return the elements rounded to so many decimals."""
    return FUNCTIONS["round_decimals"](input, decimals)
