"""``torch.distributions.constraint_registry``: functions from all numbers into constraints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import constraints, transforms

__all__ = ["ConstraintRegistry", "biject_to", "transform_to"]

Factory = Callable[[Any], Any]


class ConstraintRegistry:
    """The function for each kind of constraint."""

    def __init__(self) -> None:
        self._registry: dict[type, Factory] = {}

    def register(self, constraint: Any, factory: Factory | None = None) -> Any:
        """Say which function leads into a kind of constraint; also as a decorator.

        Args:
            constraint: a constraint, or its class.
            factory: makes the function, of a constraint.

        Raises:
            TypeError: for anything that is no constraint.

        """
        if factory is None:
            return lambda given: self.register(constraint, given)
        kind = type(constraint) if isinstance(constraint, constraints.Constraint) else constraint
        if not (isinstance(kind, type) and issubclass(kind, constraints.Constraint)):
            raise TypeError(
                "Expected constraint to be either a Constraint subclass or instance, but got "
                f"{kind}"
            )
        self._registry[kind] = factory
        return factory

    def __call__(self, constraint: Any) -> Any:
        """Return the function into a constraint.

        Raises:
            NotImplementedError: if there is none.

        """
        kind = type(constraint)
        if kind not in self._registry:
            raise NotImplementedError(f"Cannot transform {kind.__name__} constraints")
        return self._registry[kind](constraint)


biject_to = ConstraintRegistry()
"""Functions that are one to one."""

transform_to = ConstraintRegistry()
"""Functions that reach everything, and may do so several times."""


def _shifted(first: Any, loc: Any, scale: Any) -> Any:
    return transforms.ComposeTransform([first, transforms.AffineTransform(loc, scale)])


def _above(constraint: Any) -> Any:
    return _shifted(transforms.ExpTransform(), constraint.lower_bound, 1)


def _below(constraint: Any) -> Any:
    return _shifted(transforms.ExpTransform(), constraint.upper_bound, -1)


def _between(constraint: Any) -> Any:
    low, high = constraint.lower_bound, constraint.upper_bound
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and (low, high) == (0, 1):
        return transforms.SigmoidTransform()
    return _shifted(transforms.SigmoidTransform(), low, high - low)


def _parts_by(registry: ConstraintRegistry) -> dict[Any, Factory]:
    """Return the functions into constraints that are made of others."""
    return {
        constraints.independent: lambda one: transforms.IndependentTransform(
            registry(one.base_constraint), one.reinterpreted_batch_ndims
        ),
        constraints.cat: lambda one: transforms.CatTransform(
            [registry(part) for part in one.cseq], one.dim, one.lengths
        ),
        constraints.stack: lambda one: transforms.StackTransform(
            [registry(part) for part in one.cseq], one.dim
        ),
    }


for _registry in (biject_to, transform_to):
    _of_single_numbers: dict[Any, Factory] = {
        constraints.real: lambda _: transforms.identity_transform,
        constraints.greater_than: _above,
        constraints.greater_than_eq: _above,
        constraints.less_than: _below,
        constraints.interval: _between,
        constraints.half_open_interval: _between,
        constraints.corr_cholesky: lambda _: transforms.CorrCholeskyTransform(),
        **_parts_by(_registry),
    }
    for _constraint, _factory in _of_single_numbers.items():
        _registry.register(_constraint, _factory)

biject_to.register(constraints.simplex, lambda _: transforms.StickBreakingTransform())
transform_to.register(constraints.simplex, lambda _: transforms.SoftmaxTransform())
transform_to.register(constraints.lower_cholesky, lambda _: transforms.LowerCholeskyTransform())
for _constraint in (constraints.positive_definite, constraints.positive_semidefinite):
    transform_to.register(_constraint, lambda _: transforms.PositiveDefiniteTransform())
