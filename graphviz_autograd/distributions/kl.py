"""The Kullback-Leibler divergence of one distribution from another."""

from __future__ import annotations

import math
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from . import kl_normal, kl_pairs  # noqa: F401 - they have more rules
from .categorical import Categorical, OneHotCategorical
from .continuous_bernoulli import ContinuousBernoulli
from .counts import Bernoulli, Poisson
from .derived import HalfNormal
from .dirichlet import Beta, Dirichlet
from .exponential_family import ExponentialFamily, normalizer_slopes
from .extremes import Gumbel, Pareto
from .gamma import Gamma
from .independent import Independent
from .interval import Exponential, Uniform
from .kl_registry import kl_divergence, register_kl
from .normal import Cauchy, Laplace, Normal
from .parameters import sum_rightmost
from .transformed import TransformedDistribution
from .trials import Binomial, Geometric
from .utils import euler_constant

_softplus = FUNCTIONS["softplus"]


@register_kl(Normal, Normal)
def _normal(p: Any, q: Any) -> Any:
    ratio = (p.scale / q.scale).pow(2)
    away = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + away - 1 - ratio.log())


@register_kl(Laplace, Laplace)
def _laplace(p: Any, q: Any) -> Any:
    ratio, away = p.scale / q.scale, (p.loc - q.loc).abs()
    return -ratio.log() + away / q.scale + ratio * engine.exp(-away / p.scale) - 1


@register_kl(Bernoulli, Bernoulli)
def _bernoulli(p: Any, q: Any) -> Any:
    ones = p.probs * (_softplus(-q.logits) - _softplus(-p.logits))
    ones[q.probs == 0] = math.inf
    ones[p.probs == 0] = 0
    zeros = (1 - p.probs) * (_softplus(q.logits) - _softplus(p.logits))
    zeros[q.probs == 1] = math.inf
    zeros[p.probs == 1] = 0
    return ones + zeros


@register_kl(Categorical, Categorical)
def _categorical(p: Any, q: Any) -> Any:
    terms = p.probs * (p.logits - q.logits)
    terms[(q.probs == 0).expand_as(terms)] = math.inf
    terms[(p.probs == 0).expand_as(terms)] = 0
    return terms.sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _one_hot(p: Any, q: Any) -> Any:
    return _categorical(p._categorical, q._categorical)


@register_kl(Poisson, Poisson)
def _poisson(p: Any, q: Any) -> Any:
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(Exponential, Exponential)
def _exponential(p: Any, q: Any) -> Any:
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(Uniform, Uniform)
def _uniform(p: Any, q: Any) -> Any:
    found = ((q.high - q.low) / (p.high - p.low)).log()
    found[(q.low > p.low) | (q.high < p.high)] = math.inf
    return found


@register_kl(Gamma, Gamma)
def _gamma(p: Any, q: Any) -> Any:
    return (
        q.concentration * (p.rate / q.rate).log()
        + (engine.lgamma(q.concentration) - engine.lgamma(p.concentration))
        + (p.concentration - q.concentration) * engine.digamma(p.concentration)
        + (q.rate - p.rate) * (p.concentration / p.rate)
    )


@register_kl(Dirichlet, Dirichlet)
def _dirichlet(p: Any, q: Any) -> Any:
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    whole = total_p.lgamma() - total_q.lgamma()
    each = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    away = p.concentration - q.concentration
    slope = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return whole - each + (away * slope).sum(-1)


@register_kl(Beta, Beta)
def _beta(p: Any, q: Any) -> Any:
    total_p = p.concentration1 + p.concentration0
    total_q = q.concentration1 + q.concentration0
    first = q.concentration1.lgamma() + q.concentration0.lgamma() + total_p.lgamma()
    second = p.concentration1.lgamma() + p.concentration0.lgamma() + total_q.lgamma()
    ones = (p.concentration1 - q.concentration1) * engine.digamma(p.concentration1)
    zeros = (p.concentration0 - q.concentration0) * engine.digamma(p.concentration0)
    return first - second + ones + zeros + (total_q - total_p) * engine.digamma(total_p)


@register_kl(Binomial, Binomial)
def _binomial(p: Any, q: Any) -> Any:
    if (p.total_count < q.total_count).any():
        raise NotImplementedError(
            "KL between Binomials where q.total_count > p.total_count is not implemented"
        )
    successes = p.probs * (p.logits - q.logits)
    found = p.total_count * (successes + (-p.probs).log1p() - (-q.probs).log1p())
    found[p.total_count > q.total_count] = math.inf
    return found


@register_kl(Geometric, Geometric)
def _geometric(p: Any, q: Any) -> Any:
    return -p.entropy() - engine.log1p(-q.probs) / p.probs - q.logits


@register_kl(ContinuousBernoulli, ContinuousBernoulli)
def _continuous_bernoulli(p: Any, q: Any) -> Any:
    first = p._cont_bern_log_norm() + engine.log1p(-p.probs)
    second = -q._cont_bern_log_norm() - engine.log1p(-q.probs)
    return p.mean * (p.logits - q.logits) + first + second


@register_kl(Gumbel, Gumbel)
def _gumbel(p: Any, q: Any) -> Any:
    ratio, there, here = p.scale / q.scale, q.loc / q.scale, p.loc / q.scale
    away = -ratio.log() - there + here
    tail = engine.exp(there + (1 + ratio).lgamma() - here)
    return away + ratio * euler_constant + tail - (1 + euler_constant)


@register_kl(HalfNormal, HalfNormal)
def _half_normal(p: Any, q: Any) -> Any:
    return _normal(p.base_dist, q.base_dist)


@register_kl(Cauchy, Cauchy)
def _cauchy(p: Any, q: Any) -> Any:
    both = (p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)
    return both.log() - (4 * p.scale * q.scale).log()


@register_kl(Pareto, Pareto)
def _pareto(p: Any, q: Any) -> Any:
    ratio = q.alpha / p.alpha
    found = q.alpha * (p.scale / q.scale).log() + -ratio.log() + ratio - 1
    found[p.support.lower_bound < q.support.lower_bound] = math.inf
    return found


@register_kl(ExponentialFamily, ExponentialFamily)
def _exponential_family(p: Any, q: Any) -> Any:
    if type(p) is not type(q):
        raise NotImplementedError(
            "The cross KL-divergence between different exponential families cannot"
            "                             be computed using Bregman divergences"
        )
    parameters, whole, slopes = normalizer_slopes(p)
    found = q._log_normalizer(*q._natural_params) - whole
    for one, other, slope in zip(parameters, q._natural_params, slopes, strict=True):
        found = found - sum_rightmost((other - one) * slope, len(q.event_shape))
    return found


@register_kl(TransformedDistribution, TransformedDistribution)
def _transformed(p: Any, q: Any) -> Any:
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError
    return kl_divergence(p.base_dist, q.base_dist)


@register_kl(Independent, Independent)
def _independent(p: Any, q: Any) -> Any:
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    found = kl_divergence(p.base_dist, q.base_dist)
    return sum_rightmost(found, p.reinterpreted_batch_ndims)
