"""Exponential families: what follows from the normalizer of their natural parameters."""

from __future__ import annotations

from typing import Any

from ..engine.backward import grad
from .distribution import Distribution


class ExponentialFamily(Distribution):
    """A distribution with a density ``exp(<parameters, statistics> - normalizer + carrier)``.

    A subclass says ``_natural_params``, a tuple of tensors, ``_log_normalizer`` as a function of
    them, and ``_mean_carrier_measure``.
    """

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        raise NotImplementedError

    def _log_normalizer(self, *natural_params: Any) -> Any:
        raise NotImplementedError

    @property
    def _mean_carrier_measure(self) -> float:
        raise NotImplementedError

    def entropy(self) -> Any:
        """Return the entropy, in nats, from the gradient of the normalizer."""
        parameters, whole, slopes = normalizer_slopes(self)
        result = -self._mean_carrier_measure + whole
        for one, slope in zip(parameters, slopes, strict=True):
            result = result - (one * slope).reshape((*self._batch_shape, -1)).sum(-1)
        return result


def normalizer_slopes(one: ExponentialFamily) -> tuple[Any, Any, Any]:
    """Return natural parameters cut off from their graph, the normalizer, and its gradients."""
    parameters = [each.detach().requires_grad_() for each in one._natural_params]
    whole = one._log_normalizer(*parameters)
    return parameters, whole, grad(whole.sum(), parameters, create_graph=True)
