"""``torch.distributions``: what policies, encoders and noise are drawn from, with gradients."""

from typing import Any

from ..engine.unsupported import UnsupportedError
from . import constraints, kl, transforms, utils
from .categorical import Categorical, OneHotCategorical, OneHotCategoricalStraightThrough
from .constraint_registry import biject_to, transform_to
from .continuous_bernoulli import ContinuousBernoulli
from .counts import Bernoulli, Poisson
from .derived import HalfCauchy, HalfNormal, InverseGamma, LogisticNormal, LogNormal
from .dirichlet import Beta, Dirichlet
from .distribution import Distribution
from .exponential_family import ExponentialFamily
from .extremes import Gumbel, Kumaraswamy, Pareto, Weibull
from .gamma import Chi2, FisherSnedecor, Gamma, StudentT
from .generalized_pareto import GeneralizedPareto
from .independent import Independent
from .interval import Exponential, Uniform
from .kl_registry import kl_divergence, register_kl
from .low_rank import LowRankMultivariateNormal
from .mixture import MixtureSameFamily
from .multinomial import Multinomial
from .multivariate_normal import MultivariateNormal
from .normal import Cauchy, Laplace, Normal
from .relaxed import RelaxedBernoulli, RelaxedOneHotCategorical
from .transformed import TransformedDistribution
from .transforms import *  # noqa: F403
from .trials import Binomial, Geometric, NegativeBinomial
from .von_mises import VonMises

__all__ = [
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "Chi2",
    "ContinuousBernoulli",
    "Dirichlet",
    "Distribution",
    "Exponential",
    "ExponentialFamily",
    "FisherSnedecor",
    "Gamma",
    "GeneralizedPareto",
    "Geometric",
    "Gumbel",
    "HalfCauchy",
    "HalfNormal",
    "Independent",
    "InverseGamma",
    "Kumaraswamy",
    "Laplace",
    "LogNormal",
    "LogisticNormal",
    "LowRankMultivariateNormal",
    "MixtureSameFamily",
    "Multinomial",
    "MultivariateNormal",
    "NegativeBinomial",
    "Normal",
    "OneHotCategorical",
    "OneHotCategoricalStraightThrough",
    "Pareto",
    "Poisson",
    "RelaxedBernoulli",
    "RelaxedOneHotCategorical",
    "StudentT",
    "TransformedDistribution",
    "Uniform",
    "VonMises",
    "Weibull",
    "biject_to",
    "constraints",
    "kl",
    "kl_divergence",
    "register_kl",
    "transform_to",
    "utils",
    *transforms.__all__,
]


def __getattr__(name: str) -> Any:
    if name[:1].isupper():
        raise UnsupportedError(f"distributions.{name} is not supported")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
