"""``torch.distributions``: what policies, encoders and noise are drawn from, with gradients."""

from typing import Any

from ..engine.unsupported import UnsupportedError
from . import constraints, transforms
from .categorical import Categorical, OneHotCategorical, OneHotCategoricalStraightThrough
from .counts import Bernoulli, Poisson
from .distribution import Distribution
from .gamma import Beta, Dirichlet, Gamma
from .independent import Independent
from .interval import Exponential, Uniform
from .kl import kl_divergence, register_kl
from .multivariate_normal import MultivariateNormal
from .normal import Laplace, Normal
from .transformed import LogNormal, TransformedDistribution
from .transforms import (
    AffineTransform,
    ComposeTransform,
    ExpTransform,
    SigmoidTransform,
    SoftplusTransform,
    TanhTransform,
    Transform,
)

__all__ = [
    "AffineTransform",
    "Bernoulli",
    "Beta",
    "Categorical",
    "ComposeTransform",
    "Dirichlet",
    "Distribution",
    "ExpTransform",
    "Exponential",
    "Gamma",
    "Independent",
    "Laplace",
    "LogNormal",
    "MultivariateNormal",
    "Normal",
    "OneHotCategorical",
    "OneHotCategoricalStraightThrough",
    "Poisson",
    "SigmoidTransform",
    "SoftplusTransform",
    "TanhTransform",
    "Transform",
    "TransformedDistribution",
    "Uniform",
    "constraints",
    "kl_divergence",
    "register_kl",
    "transforms",
]


def __getattr__(name: str) -> Any:
    if name[:1].isupper():
        raise UnsupportedError(f"distributions.{name} is not supported")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
