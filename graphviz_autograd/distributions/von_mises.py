"""The von Mises distribution of angles."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import engine
from ..engine.ops import FUNCTIONS
from ..engine.random import generator
from . import constraints
from .distribution import Lazy
from .located import Located
from .parameters import Elementwise

Shape = Iterable[int]


def _log_bessel(order: int, x: Any) -> Any:
    """Return the logarithm of a modified Bessel function, of positive numbers."""
    return FUNCTIONS[f"special_i{order}e"](x).log() + x


class VonMises(Located, Elementwise):
    """Angles around ``loc``, the nearer to it the larger ``concentration`` is."""

    arg_constraints = {"loc": constraints.real, "concentration": constraints.positive}
    support = constraints.real
    concentration: Any

    def __init__(self, loc: Any, concentration: Any, validate_args: bool | None = None) -> None:
        self._set(validate_args, loc=loc, concentration=concentration)

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density at an angle."""
        self._check(value)
        found = self.concentration * engine.cos(value - self.loc)
        return found - math.log(2 * math.pi) - _log_bessel(0, self.concentration)

    def sample(self, sample_shape: Shape = ()) -> Any:
        """Return angles from -pi to pi, (*sample_shape, *batch_shape)."""
        shape = self._extended_shape(sample_shape)
        parameters = self.loc.detach().numpy(), self.concentration.detach().numpy()
        return engine.tensor(generator().vonmises(*parameters, shape), dtype=self.loc.dtype)

    @Lazy
    def variance(self) -> Any:
        """The variance on the circle."""
        ratio = _log_bessel(1, self.concentration) - _log_bessel(0, self.concentration)
        return 1 - ratio.exp()
