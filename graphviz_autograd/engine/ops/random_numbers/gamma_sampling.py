"""Samples of gamma and Dirichlet distributions, and their slopes along the parameters.

A sample moves with a parameter so that the probability of all below it stays: by the implicit
function theorem its slope is minus the derivative of that probability over the density (Figurnov
et al. 2018). The derivative is taken from differences, to some ten digits.
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...random import generator
from ..pointwise.incomplete_beta import incomplete_beta
from ..pointwise.incomplete_gamma import incomplete_gamma
from ..record import KERNELS, Array, op

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..pointwise.binary import unimplemented


def _kept_inside(drawn: Array, kind: Any) -> Array:
    """Return samples as a type of numbers, none of them rounded to zero."""
    rounded = np.asarray(drawn).astype(kind)
    return np.maximum(rounded, np.finfo(kind).tiny)


def _derivative(function: Callable[[Array], Array], step: Array) -> Array:
    """Return the derivative at 0 of a function of numbers near it, to the fourth order."""
    near = function(step) - function(-step)
    far = function(2 * step) - function(-2 * step)
    return (8 * near - far) / (12 * step)


def _step(parameter: Array) -> Array:
    """Return how far a parameter of a gamma or beta distribution changes it little."""
    step: Array = 1e-3 * np.minimum(parameter, np.sqrt(parameter))
    return step


@op(
    self=lambda grad, self, result: grad * _standard_gamma_grad(self, result),
    casts=None,
    node="StandardGammaBackward0",
)
def _standard_gamma(self: Array) -> Array:
    """Return random numbers of gamma distributions of shapes ``self`` and rate 1."""
    return _kept_inside(generator().standard_gamma(self), self.dtype)[()]


@op(
    self=lambda grad: unimplemented(grad, "_standard_gamma_grad"),
    output=lambda grad: unimplemented(grad, "_standard_gamma_grad"),
    casts=None,
    node="NotImplemented",
)
def _standard_gamma_grad(self: Array, output: Array) -> Array:
    """Return the slopes of samples ``output`` along the shapes."""
    shape, x = np.asarray(self, np.float64), np.asarray(output, np.float64)

    def probability(change: Array) -> Array:
        lower, upper = incomplete_gamma(shape + change, x)
        return np.where(x < shape, lower, -upper)

    density_times_x = np.exp(shape * np.log(x) - x - KERNELS["lgamma"](shape))
    slope = -x * _derivative(probability, _step(shape)) / density_times_x
    return slope.astype(output.dtype)[()]


@op(casts=None)
def dirichlet_samples(self: Array) -> Array:
    """Return random vectors of Dirichlet distributions of concentrations (*, n)."""
    drawn = np.maximum(generator().standard_gamma(self), np.finfo(np.float64).tiny)
    return _kept_inside(drawn / drawn.sum(-1, keepdims=True), self.dtype)


@op(casts=None)
def _dirichlet_grad(x: Array, alpha: Array, total: Array) -> Array:
    """Return the slopes of numbers of beta distributions along their first parameters.

    The second parameter is ``total - alpha``; the slope is over ``1 - x``, as the gradient of
    Dirichlet samples needs it.
    """
    first, value = np.asarray(alpha, np.float64), np.asarray(x, np.float64)
    second = np.asarray(total, np.float64) - first
    value = np.minimum(value, 1 - np.finfo(np.float64).epsneg)

    def probability(change: Array) -> Array:
        lower, upper = incomplete_beta(first + change, second, value)
        return np.where(value * total < first, lower, -upper)

    beta = KERNELS["lgamma"](first) + KERNELS["lgamma"](second) - KERNELS["lgamma"](first + second)
    rest = np.log1p(-value)
    density_times_both = np.exp(first * np.log(value) + second * rest - beta)
    slope = -value * _derivative(probability, _step(first)) / density_times_both
    return slope.astype(x.dtype)[()]
