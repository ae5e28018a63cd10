"""The Kullback-Leibler divergence of one distribution from another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from .categorical import Categorical, OneHotCategorical
from .counts import Bernoulli, Poisson
from .distribution import Distribution
from .gamma import Beta, Dirichlet, Gamma
from .independent import Independent
from .interval import Exponential, Uniform
from .multivariate_normal import MultivariateNormal, half_log_determinant, squared_distance
from .normal import Laplace, Normal
from .parameters import sum_rightmost
from .transformed import LogNormal

Rule = Callable[[Any, Any], Any]
_RULES: dict[tuple[type, type], Rule] = {}
_softplus = FUNCTIONS["softplus"]


def register_kl(type_p: type, type_q: type) -> Callable[[Rule], Rule]:
    """Return a decorator for the function of two distributions that is their divergence."""

    def register(rule: Rule) -> Rule:
        _RULES[type_p, type_q] = rule
        return rule

    return register


def kl_divergence(p: Distribution, q: Distribution) -> Any:
    """Return the divergence of ``p`` from ``q``, in nats, in their batch shape.

    Raises:
        NotImplementedError: if none is known for their types.

    """
    for one in type(p).__mro__:
        for other in type(q).__mro__:
            if (one, other) in _RULES:
                return _RULES[one, other](p, q)
    raise NotImplementedError(
        f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}"
    )


@register_kl(Normal, Normal)
def _normal(p: Any, q: Any) -> Any:
    ratio = (p.scale / q.scale).pow(2)
    away = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + away - 1 - ratio.log())


@register_kl(LogNormal, LogNormal)
def _log_normal(p: Any, q: Any) -> Any:
    return kl_divergence(p.base_dist, q.base_dist)


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


@register_kl(MultivariateNormal, MultivariateNormal)
def _multivariate_normal(p: Any, q: Any) -> Any:
    if p.event_shape != q.event_shape:
        raise ValueError(
            "KL-divergence between two Multivariate Normals with"
            "                          different event shapes cannot be computed"
        )
    volume = half_log_determinant(q) - half_log_determinant(p)
    size = p.event_shape[0]
    factors = [one._unbroadcasted_scale_tril for one in (q, p)]
    batch = engine.broadcast_shapes(*[one.shape[:-2] for one in factors])
    whole = [one.expand((*batch, size, size)) for one in factors]
    ratio = FUNCTIONS["linalg_solve_triangular"](*whole, upper=False)
    trace = ratio.reshape(-1, size * size).pow(2).sum(-1).reshape(ratio.shape[:-2])
    away = squared_distance(q._unbroadcasted_scale_tril, q.loc - p.loc)
    return volume + 0.5 * (trace + away - size)


@register_kl(Independent, Independent)
def _independent(p: Any, q: Any) -> Any:
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    found = kl_divergence(p.base_dist, q.base_dist)
    return sum_rightmost(found, p.reinterpreted_batch_ndims)
