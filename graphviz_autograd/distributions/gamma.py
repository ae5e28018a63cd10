"""The gamma distribution, and those of squares of normal numbers, which are made of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from . import constraints
from .exponential_family import ExponentialFamily
from .parameters import Elementwise

Shape = Iterable[int]


class Gamma(Elementwise, ExponentialFamily):
    """The gamma distribution of a shape, ``concentration``, and a rate."""

    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True
    _mean_carrier_measure = 0
    concentration: Any
    rate: Any

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, concentration=concentration, rate=rate)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.rate

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.concentration / self.rate.pow(2)

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape), as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        drawn = engine._standard_gamma(self.concentration.expand(shape))
        value = drawn / self.rate.expand(shape)
        value.detach().clamp_(min=engine.finfo(value.dtype).tiny)
        return value

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        value = engine.as_tensor(value, dtype=self.rate.dtype)
        self._check(value)
        return (
            engine.xlogy(self.concentration, self.rate)
            + engine.xlogy(self.concentration - 1, value)
            - self.rate * value
            - engine.lgamma(self.concentration)
        )

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        return (
            self.concentration
            - engine.log(self.rate)
            + engine.lgamma(self.concentration)
            + (1.0 - self.concentration) * engine.digamma(self.concentration)
        )

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        self._check(value)
        return engine.igamma(self.concentration, self.rate * value)

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return self.concentration - 1, -self.rate

    def _log_normalizer(self, *natural_params: Any) -> Any:
        x, y = natural_params
        return engine.lgamma(x + 1) + (x + 1) * engine.log(-y.reciprocal())


class Chi2(Gamma):
    """The distribution of a sum of ``df`` squares of standard normal numbers."""

    arg_constraints = {"df": constraints.positive}

    def __init__(self, df: Any, validate_args: bool | None = None) -> None:
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    def expand(self, batch_shape: Shape, _instance: Any = None) -> Chi2:
        """Return the distribution of another batch shape, to which its own is expanded."""
        new = self._resized(batch_shape)
        for name in ("concentration", "rate"):
            new.__dict__[name] = self.__dict__[name].expand(new._batch_shape)
        return new

    @property
    def df(self) -> Any:
        """The degrees of freedom."""
        return self.concentration * 2


class StudentT(Elementwise):
    """The distribution of a normal number over the root of a mean of ``df`` squares of others."""

    arg_constraints = {
        "df": constraints.positive,
        "loc": constraints.real,
        "scale": constraints.positive,
    }
    support = constraints.real
    has_rsample = True
    df: Any
    loc: Any
    scale: Any

    def __init__(
        self, df: Any, loc: Any = 0.0, scale: Any = 1.0, validate_args: bool | None = None
    ) -> None:
        self._set(validate_args, df=df, loc=loc, scale=scale)

    @property
    def mean(self) -> Any:
        """The location; not a number up to 1 degree of freedom."""
        found = self.loc.clone()
        found[self.df <= 1] = math.nan
        return found

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc

    @property
    def variance(self) -> Any:
        """The variance: infinite up to 2 degrees of freedom, and not a number up to 1."""
        found, finite = self.df.clone(), self.df > 2
        squares = self.scale[finite].pow(2)
        found[finite] = squares * self.df[finite] / (self.df[finite] - 2)
        found[(self.df <= 2) & (self.df > 1)] = math.inf
        found[self.df <= 1] = math.nan
        return found

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        x = engine.empty(shape, dtype=self.df.dtype).normal_()
        z = Chi2(self.df).rsample(sample_shape)
        y = x * engine.rsqrt(z / self.df)
        return self.loc + self.scale * y

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        y = (value - self.loc) / self.scale
        whole = (
            self.scale.log()
            + 0.5 * self.df.log()
            + 0.5 * math.log(math.pi)
            + engine.lgamma(0.5 * self.df)
            - engine.lgamma(0.5 * (self.df + 1.0))
        )
        return -0.5 * (self.df + 1.0) * engine.log1p(y**2.0 / self.df) - whole

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        beta = self._lgamma(0) + math.lgamma(0.5) - self._lgamma(1)
        slopes = engine.digamma(0.5 * (self.df + 1)) - engine.digamma(0.5 * self.df)
        spread = self.scale.log() + 0.5 * (self.df + 1) * slopes
        return spread + 0.5 * self.df.log() + beta

    def _lgamma(self, more: int) -> Any:
        return engine.lgamma(0.5 * (self.df + more if more else self.df))


class FisherSnedecor(Elementwise):
    """The distribution of the ratio of two means of squares of standard normal numbers."""

    arg_constraints = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive
    has_rsample = True
    df1: Any
    df2: Any

    def __init__(self, df1: Any, df2: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, df1=df1, df2=df2)

    @property
    def mean(self) -> Any:
        """The mean; not a number up to 2 degrees of freedom below."""
        df2 = self.df2.clone()
        df2[df2 <= 2] = math.nan
        return df2 / (df2 - 2)

    @property
    def mode(self) -> Any:
        """The most likely value; not a number up to 2 degrees of freedom above."""
        mode = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        mode[self.df1 <= 2] = math.nan
        return mode

    @property
    def variance(self) -> Any:
        """The variance; not a number up to 4 degrees of freedom below."""
        df2 = self.df2.clone()
        df2[df2 <= 4] = math.nan
        above = 2 * df2.pow(2) * (self.df1 + df2 - 2)
        return above / (self.df1 * (df2 - 2).pow(2) * (df2 - 4))

    def rsample(self, sample_shape: Shape = ()) -> Any:
        """Return samples, as functions of the parameters."""
        shape = self._extended_shape(sample_shape)
        above, below = (
            Gamma(df * 0.5, df).rsample(sample_shape).view(shape) for df in (self.df1, self.df2)
        )
        tiny = engine.finfo(below.dtype).tiny
        below.clamp_(min=tiny)
        ratio = above / below
        ratio.clamp_(min=tiny)
        return ratio

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at a value."""
        self._check(value)
        half1, half2, ratio = self.df1 * 0.5, self.df2 * 0.5, self.df1 / self.df2
        beta = (half1 + half2).lgamma() - half1.lgamma() - half2.lgamma()
        power = half1 * ratio.log() + (half1 - 1) * engine.log(value)
        return beta + power - (half1 + half2) * engine.log1p(ratio * value)
