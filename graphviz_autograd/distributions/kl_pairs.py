"""Divergences of distributions of different kinds, in nats."""

from __future__ import annotations

import math
from typing import Any

from .. import engine
from .continuous_bernoulli import ContinuousBernoulli
from .counts import Bernoulli, Poisson
from .dirichlet import Beta
from .extremes import Gumbel, Pareto
from .gamma import Gamma
from .interval import Exponential, Uniform
from .kl_registry import register_kl
from .normal import Laplace, Normal
from .trials import Binomial
from .utils import euler_constant

# Of each kind a parameter, and the kinds that lack some of its values.
_BEYOND: dict[type, tuple[str, tuple[type, ...]]] = {
    Beta: ("concentration1", (Pareto,)),
    ContinuousBernoulli: ("probs", (Pareto,)),
    Exponential: ("rate", (Beta, ContinuousBernoulli, Pareto, Uniform)),
    Gamma: ("concentration", (Beta, ContinuousBernoulli, Pareto, Uniform)),
    Gumbel: ("loc", (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
    Laplace: ("loc", (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
    Normal: ("loc", (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
    Pareto: ("scale", (Beta, ContinuousBernoulli, Uniform)),
    Poisson: ("rate", (Bernoulli, Binomial)),
}


def _infinite(name: str) -> Any:
    return lambda p, _: engine.full_like(getattr(p, name), math.inf)


for _kind, (_name, _others) in _BEYOND.items():
    for _other in _others:
        register_kl(_kind, _other)(_infinite(_name))


def _normalizer(q: Any) -> Any:
    """Return the logarithm of what the density of a gamma distribution is divided by."""
    return q.concentration.lgamma() - q.concentration * q.rate.log()


def _x_log_x(x: Any) -> Any:
    return engine.xlogy(x, x)


def _rise(p: Any, width: Any) -> Any:
    """Return the integral of the logarithm over the interval of uniform numbers."""
    return _x_log_x(p.high) - _x_log_x(p.low) - width


@register_kl(Bernoulli, Poisson)
def _bernoulli_poisson(p: Any, q: Any) -> Any:
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)


# ---- from numbers between 0 and 1 ------------------------------------------------------------


@register_kl(Beta, ContinuousBernoulli)
def _beta_continuous_bernoulli(p: Any, q: Any) -> Any:
    return -p.entropy() - p.mean * q.logits - engine.log1p(-q.probs) - q._cont_bern_log_norm()


@register_kl(Beta, Exponential)
def _beta_exponential(p: Any, q: Any) -> Any:
    return -p.entropy() - q.rate.log() + q.rate * p.mean


@register_kl(Beta, Gamma)
def _beta_gamma(p: Any, q: Any) -> Any:
    total = p.concentration1 + p.concentration0
    logarithm = p.concentration1.digamma() - total.digamma()
    rest = (q.concentration - 1) * logarithm
    mean = q.rate * p.concentration1 / (p.concentration1 + p.concentration0)
    return -p.entropy() + _normalizer(q) - rest + mean


@register_kl(Beta, Normal)
def _beta_normal(p: Any, q: Any) -> Any:
    mean, variance = p.mean, q.scale.pow(2)
    total = p.concentration1 + p.concentration0
    square = (mean * (1 - mean) / (total + 1) + mean.pow(2)) * 0.5
    away = square - q.loc * mean + q.loc.pow(2) * 0.5
    return -p.entropy() + 0.5 * (variance * 2 * math.pi).log() + away / variance


@register_kl(Beta, Uniform)
def _beta_uniform(p: Any, q: Any) -> Any:
    found = -p.entropy() + (q.high - q.low).log()
    found[(q.low > p.support.lower_bound) | (q.high < p.support.upper_bound)] = math.inf
    return found


@register_kl(ContinuousBernoulli, Exponential)
def _continuous_bernoulli_exponential(p: Any, q: Any) -> Any:
    return -p.entropy() - engine.log(q.rate) + q.rate * p.mean


@register_kl(ContinuousBernoulli, Normal)
def _continuous_bernoulli_normal(p: Any, q: Any) -> Any:
    whole = 0.5 * (math.log(2.0 * math.pi) + engine.square(q.loc / q.scale)) + engine.log(q.scale)
    square = p.variance + engine.square(p.mean) - 2.0 * q.loc * p.mean
    return -p.entropy() + whole + square / (2.0 * engine.square(q.scale))


@register_kl(ContinuousBernoulli, Uniform)
def _continuous_bernoulli_uniform(p: Any, q: Any) -> Any:
    found = -p.entropy() + (q.high - q.low).log()
    inside = engine.ge(q.low, p.support.lower_bound), engine.le(q.high, p.support.upper_bound)
    return engine.where(engine.max(*inside), engine.ones_like(found) * math.inf, found)


# ---- from positive numbers -------------------------------------------------------------------


@register_kl(Exponential, Gamma)
def _exponential_gamma(p: Any, q: Any) -> Any:
    ratio = q.rate / p.rate
    found = -q.concentration * engine.log(ratio) + ratio + q.concentration.lgamma()
    return found + q.concentration * euler_constant - (1 + euler_constant)


@register_kl(Exponential, Gumbel)
def _exponential_gumbel(p: Any, q: Any) -> Any:
    width, place = p.rate * q.scale, q.loc / q.scale
    tail = engine.exp(place) * width / (width + 1)
    return width.log() - 1 - place + tail + width.reciprocal()


@register_kl(Exponential, Normal)
def _exponential_normal(p: Any, q: Any) -> Any:
    variance, square = q.scale.pow(2), p.rate.pow(2)
    whole = 0.5 * engine.log(square * variance * 2 * math.pi)
    away = square.reciprocal() - q.loc / p.rate + q.loc.pow(2) * 0.5
    return whole - 1 + away / variance


@register_kl(Gamma, Exponential)
def _gamma_exponential(p: Any, q: Any) -> Any:
    return -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate


@register_kl(Gamma, Gumbel)
def _gamma_gumbel(p: Any, q: Any) -> Any:
    width, place, shape = p.rate * q.scale, q.loc / q.scale, p.concentration
    own = (shape - 1) * shape.digamma() - shape.lgamma() - shape
    tail = engine.exp(place) * (1 + width.reciprocal()).pow(-shape) - place
    return own + (width.log() + shape / width) + tail


@register_kl(Gamma, Normal)
def _gamma_normal(p: Any, q: Any) -> Any:
    variance, square, shape = q.scale.pow(2), p.rate.pow(2), p.concentration
    whole = 0.5 * engine.log(square * variance * 2 * math.pi) - shape - shape.lgamma()
    away = 0.5 * (shape.pow(2) + shape) / square - q.loc * shape / p.rate + 0.5 * q.loc.pow(2)
    return whole + (shape - 1) * shape.digamma() + away / variance


@register_kl(Pareto, Exponential)
def _pareto_exponential(p: Any, q: Any) -> Any:
    width = p.scale * q.rate
    tail = p.alpha * width / (p.alpha - 1)
    found = (p.alpha / width).log() - p.alpha.reciprocal() + tail - 1
    found[p.alpha <= 1] = math.inf
    return found


@register_kl(Pareto, Gamma)
def _pareto_gamma(p: Any, q: Any) -> Any:
    logarithm = p.scale.log() + p.alpha.reciprocal()
    tail = q.rate * p.alpha * p.scale / (p.alpha - 1)
    rest = (1 - q.concentration) * logarithm
    found = p.alpha.log() - logarithm + _normalizer(q) + rest + tail - 1
    found[p.alpha <= 1] = math.inf
    return found


@register_kl(Pareto, Normal)
def _pareto_normal(p: Any, q: Any) -> Any:
    share = p.scale / (p.alpha - 1)
    whole = (math.sqrt(2 * math.pi) * q.scale * p.alpha / p.scale).log()
    spread = p.alpha * share.pow(2) / (p.alpha - 2) + (p.alpha * share - q.loc).pow(2)
    found = whole - p.alpha.reciprocal() + spread / (2 * q.scale.pow(2)) - 1
    found[p.alpha <= 2] = math.inf
    return found


# ---- from all numbers ------------------------------------------------------------------------


@register_kl(Gumbel, Normal)
def _gumbel_normal(p: Any, q: Any) -> Any:
    ratio = p.scale / q.scale
    spread = (math.pi * ratio * 0.5).pow(2) / 3
    away = ((p.loc + p.scale * euler_constant - q.loc) / q.scale).pow(2) * 0.5
    whole = (ratio / math.sqrt(2 * math.pi)).log()
    return -whole + spread + away - (euler_constant + 1)


@register_kl(Laplace, Normal)
def _laplace_normal(p: Any, q: Any) -> Any:
    variance = q.scale.pow(2)
    ratio = p.scale.pow(2) / variance
    whole = 0.5 * engine.log(2 * ratio / math.pi)
    away = 0.5 * p.loc.pow(2) - p.loc * q.loc + 0.5 * q.loc.pow(2)
    return -whole + ratio + away / variance - 1


@register_kl(Normal, Gumbel)
def _normal_gumbel(p: Any, q: Any) -> Any:
    here, there, ratio = p.loc / q.scale, q.loc / q.scale, (p.scale / q.scale).pow(2)
    tail = engine.exp(-here + 0.5 * ratio + there)
    return -(ratio.log() * 0.5) + (here - there) + tail - 0.5 * (1 + math.log(2 * math.pi))


@register_kl(Normal, Laplace)
def _normal_laplace(p: Any, q: Any) -> Any:
    away = p.loc - q.loc
    places = away / p.scale
    near = math.sqrt(2 / math.pi) * p.scale * engine.exp(-0.5 * places.pow(2))
    far = away * engine.erf(math.sqrt(0.5) * places)
    whole = engine.log(p.scale / q.scale)
    return -whole + (near + far) / q.scale - 0.5 * (1 + math.log(0.5 * math.pi))


# ---- from an interval ------------------------------------------------------------------------


@register_kl(Uniform, Beta)
def _uniform_beta(p: Any, q: Any) -> Any:
    width = p.high - p.low
    near = (q.concentration1 - 1) * _rise(p, width) / width
    rise = _x_log_x(1 - p.high) - _x_log_x(1 - p.low) + width
    mirrored = (q.concentration0 - 1) * rise / width
    total = (q.concentration1 + q.concentration0).lgamma()
    whole = q.concentration1.lgamma() + q.concentration0.lgamma() - total
    found = mirrored + whole - engine.log(width) - near
    found[(p.high > q.support.upper_bound) | (p.low < q.support.lower_bound)] = math.inf
    return found


@register_kl(Uniform, ContinuousBernoulli)
def _uniform_continuous_bernoulli(p: Any, q: Any) -> Any:
    found = -p.entropy() - p.mean * q.logits - engine.log1p(-q.probs) - q._cont_bern_log_norm()
    beyond = engine.ge(p.high, q.support.upper_bound), engine.le(p.low, q.support.lower_bound)
    return engine.where(engine.max(*beyond), engine.ones_like(found) * math.inf, found)


def _where_positive(p: Any, q: Any, found: Any) -> Any:
    found[p.low < q.support.lower_bound] = math.inf
    return found


@register_kl(Uniform, Exponential)
def _uniform_exponential(p: Any, q: Any) -> Any:
    found = q.rate * (p.high + p.low) / 2 - ((p.high - p.low) * q.rate).log()
    return _where_positive(p, q, found)


@register_kl(Uniform, Gamma)
def _uniform_gamma(p: Any, q: Any) -> Any:
    width = p.high - p.low
    power = (1 - q.concentration) * _rise(p, width) / width
    found = -width.log() + _normalizer(q) + power + q.rate * (p.high + p.low) / 2
    return _where_positive(p, q, found)


@register_kl(Uniform, Pareto)
def _uniform_pareto(p: Any, q: Any) -> Any:
    width = p.high - p.low
    whole = (q.alpha * q.scale.pow(q.alpha) * width).log()
    mean_log = _rise(p, width) / width
    return _where_positive(p, q, mean_log * (q.alpha + 1) - whole)


@register_kl(Uniform, Gumbel)
def _uniform_gumbel(p: Any, q: Any) -> Any:
    share = q.scale / (p.high - p.low)
    high, low = (p.high - q.loc) / q.scale, (p.low - q.loc) / q.scale
    tail = share * (engine.exp(-high) - engine.exp(-low))
    return share.log() + 0.5 * (high + low) - tail


@register_kl(Uniform, Normal)
def _uniform_normal(p: Any, q: Any) -> Any:
    width = p.high - p.low
    whole = (math.sqrt(math.pi * 2) * q.scale / width).log()
    away = ((p.high + p.low - 2 * q.loc) / 2).pow(2)
    return whole + 0.5 * (width.pow(2) / 12 + away) / q.scale.pow(2)
