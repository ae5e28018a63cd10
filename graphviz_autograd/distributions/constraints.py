"""``torch.distributions.constraints``: the values that a parameter or a sample may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.ops import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Constraint",
    "boolean",
    "dependent",
    "greater_than",
    "greater_than_eq",
    "half_open_interval",
    "independent",
    "integer_interval",
    "interval",
    "less_than",
    "lower_cholesky",
    "nonnegative",
    "nonnegative_integer",
    "one_hot",
    "positive",
    "positive_definite",
    "real",
    "real_vector",
    "simplex",
    "unit_interval",
]


class Constraint:
    """A set of values.

    Args:
        name: its name as it is printed.
        test: the function from values to whether they are in it.
        event_dim: how many of the last dimensions make one value.
        bounds: its bounds by their names, for the text.

    """

    is_discrete = False

    def __init__(
        self, name: str, test: Callable[[Any], Any], event_dim: int = 0, **bounds: Any
    ) -> None:
        self._name, self._test, self.event_dim, self._bounds = name, test, event_dim, bounds

    def check(self, value: Any) -> Any:
        """Return whether each value is in the set."""
        return self._test(value)

    def __repr__(self) -> str:
        bounds = ", ".join(f"{name}={bound}" for name, bound in self._bounds.items())
        return f"{self._name}({bounds})"


class _Independent(Constraint):
    """The last dimensions of another constraint as one value."""

    def __init__(self, base: Constraint, dims: int) -> None:
        super().__init__("IndependentConstraint", base.check, base.event_dim + dims)
        self.base_constraint, self.reinterpreted_batch_ndims = base, dims

    def check(self, value: Any) -> Any:
        """Return whether all numbers of each value are in the set.

        Raises:
            ValueError: if the value has too few dimensions.

        """
        found, dims = self.base_constraint.check(value), self.reinterpreted_batch_ndims
        if found.dim() < dims:
            expected = self.base_constraint.event_dim + dims
            raise ValueError(f"Expected value.dim() >= {expected} but got {value.dim()}")
        return found.reshape((*found.shape[: found.dim() - dims], -1)).all(-1)

    def __repr__(self) -> str:
        return f"{self._name}({self.base_constraint!r}, {self.reinterpreted_batch_ndims})"


def independent(base_constraint: Constraint, reinterpreted_batch_ndims: int) -> Constraint:
    """Return a constraint on whole vectors, matrices and so on of another one."""
    return _Independent(base_constraint, reinterpreted_batch_ndims)


def greater_than(lower_bound: Any) -> Constraint:
    """Return the numbers above a bound."""
    return Constraint("GreaterThan", lambda v: v > lower_bound, lower_bound=lower_bound)


def greater_than_eq(lower_bound: Any) -> Constraint:
    """Return the numbers not below a bound."""
    return Constraint("GreaterThanEq", lambda v: v >= lower_bound, lower_bound=lower_bound)


def less_than(upper_bound: Any) -> Constraint:
    """Return the numbers below a bound."""
    return Constraint("LessThan", lambda v: v < upper_bound, upper_bound=upper_bound)


def interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """Return the numbers from a bound to another."""
    return Constraint(
        "Interval",
        lambda v: (lower_bound <= v) & (v <= upper_bound),
        lower_bound=lower_bound,
        upper_bound=upper_bound,
    )


def half_open_interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """Return the numbers from a bound to below another."""
    return Constraint(
        "HalfOpenInterval",
        lambda v: (lower_bound <= v) & (v < upper_bound),
        lower_bound=lower_bound,
        upper_bound=upper_bound,
    )


def integer_interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """Return the whole numbers from a bound to another."""
    return Constraint(
        "IntegerInterval",
        lambda v: (v % 1 == 0) & (lower_bound <= v) & (v <= upper_bound),
        lower_bound=lower_bound,
        upper_bound=upper_bound,
    )


def _sums_to_one(value: Any) -> Any:
    return (value >= 0).all(-1) & ((value.sum(-1) - 1).abs() < 1e-6)


def _is_one_hot(value: Any) -> Any:
    return ((value == 0) | (value == 1)).all(-1) & (value.sum(-1) == 1)


def _is_lower_cholesky(value: Any) -> Any:
    lower = (value.tril() == value).reshape((*value.shape[:-2], -1)).all(-1)
    return lower & (value.diagonal(dim1=-2, dim2=-1) > 0).all(-1)


def _is_positive_definite(value: Any) -> Any:
    symmetric = value.isclose(value.transpose(-2, -1), atol=1e-6).all(-2).all(-1)
    if not symmetric.all():
        return symmetric
    return FUNCTIONS["linalg_eigvalsh"](value.detach()).gt(0).all(-1)


dependent = Constraint("Dependent", lambda v: v == v)
boolean = Constraint("Boolean", lambda v: (v == 0) | (v == 1))
real = Constraint("Real", lambda v: v == v)
positive = greater_than(0.0)
nonnegative = greater_than_eq(0.0)
unit_interval = interval(0.0, 1.0)
nonnegative_integer = Constraint(
    "IntegerGreaterThan", lambda v: (v % 1 == 0) & (v >= 0), lower_bound=0
)
real_vector = independent(real, 1)
simplex = Constraint("Simplex", _sums_to_one, 1)
one_hot = Constraint("OneHot", _is_one_hot, 1)
lower_cholesky = Constraint("LowerCholesky", _is_lower_cholesky, 2)
positive_definite = Constraint("PositiveDefinite", _is_positive_definite, 2)
