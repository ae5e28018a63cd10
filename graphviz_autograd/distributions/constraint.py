"""Sets of values: what they can tell, those that depend on parameters, and those made of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import engine
from ..engine.ops import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable


class Constraint:
    """A set of values.

    Attributes:
        is_discrete: whether they can be counted.
        event_dim: how many of the last dimensions make one value.

    """

    is_discrete: Any = False
    event_dim: Any = 0

    def check(self, value: Any) -> Any:
        """Return whether each value is in the set."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__[1:]}()"


# ---- what depends on the distribution --------------------------------------------------------


class _Dependent(Constraint):
    """A set that depends on parameters; of which kind may be said."""

    def __init__(
        self, *, is_discrete: Any = NotImplemented, event_dim: Any = NotImplemented
    ) -> None:
        self._known = {"is_discrete": is_discrete, "event_dim": event_dim}

    def _fact(self, name: str) -> Any:
        if self._known[name] is NotImplemented:
            raise NotImplementedError(f".{name} cannot be determined statically")
        return self._known[name]

    is_discrete = property(lambda self: self._fact("is_discrete"))
    event_dim = property(lambda self: self._fact("event_dim"))

    def __call__(self, **known: Any) -> _Dependent:
        """Return a dependent set of which more is said."""
        return _Dependent(**{**self._known, **known})

    def check(self, value: Any) -> Any:  # noqa: ARG002
        """Refuse: the parameters are not known.

        Raises:
            ValueError: always.

        """
        raise ValueError("Cannot determine validity of dependent constraint")


class _DependentProperty(property, _Dependent):
    """A property of a distribution that returns a set."""

    def __init__(self, fn: Callable[..., Any] | None = None, **known: Any) -> None:
        property.__init__(self, fn)
        _Dependent.__init__(self, **known)

    def __call__(self, fn: Any) -> Any:  # type: ignore[override]
        """Return the property that a function computes."""
        return _DependentProperty(fn, **self._known)


def is_dependent(constraint: Any) -> bool:
    """Return whether a set depends on parameters."""
    return isinstance(constraint, _Dependent)


# ---- sets made of others ---------------------------------------------------------------------


class _Wrapping(Constraint):
    """A set of larger values, that are made of those of another one."""

    def __init__(self, base_constraint: Constraint) -> None:
        if not isinstance(base_constraint, Constraint):
            found = type(base_constraint).__name__
            raise AssertionError(f"base_constraint must be a Constraint, got {found}")
        self.base_constraint = base_constraint

    is_discrete = property(lambda self: self.base_constraint.is_discrete)


class _IndependentConstraint(_Wrapping):
    """The last dimensions of another set as one value."""

    def __init__(self, base_constraint: Constraint, reinterpreted_batch_ndims: int) -> None:
        super().__init__(base_constraint)
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims

    event_dim = property(
        lambda self: self.base_constraint.event_dim + self.reinterpreted_batch_ndims
    )

    def check(self, value: Any) -> Any:
        """Return whether all numbers of each value are in the set.

        Raises:
            ValueError: if the value has too few dimensions.

        """
        found, dims = self.base_constraint.check(value), self.reinterpreted_batch_ndims
        if found.dim() < dims:
            raise ValueError(f"Expected value.dim() >= {self.event_dim} but got {value.dim()}")
        return _all_last(found, found.dim() - dims)

    def __repr__(self) -> str:
        inside = f"{self.base_constraint!r}, {self.reinterpreted_batch_ndims}"
        return f"{type(self).__name__[1:]}({inside})"


class MixtureSameFamilyConstraint(_Wrapping):
    """The values that all components of a mixture may have."""

    event_dim = property(lambda self: self.base_constraint.event_dim)

    def check(self, value: Any) -> Any:
        """Return whether each value is in the set of every component.

        Raises:
            ValueError: if the value has too few dimensions.

        """
        found = self.base_constraint.check(value.unsqueeze(-1 - self.event_dim))
        if value.dim() < self.event_dim:
            raise ValueError(f"Expected value.dim() >= {self.event_dim} but got {value.dim()}")
        return _all_last(found, value.dim() - self.event_dim)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_constraint!r})"


def _all_last(found: Any, kept: int) -> Any:
    return found.reshape((*found.shape[:kept], -1)).all(-1)


class _Joined(Constraint):
    """Sets side by side along a dimension."""

    cseq: list[Constraint]

    def __init__(self, cseq: Any, dim: int = 0) -> None:
        if not all(isinstance(one, Constraint) for one in cseq):
            raise AssertionError("All elements of cseq must be Constraint instances")
        self.cseq, self.dim = list(cseq), dim

    is_discrete = property(lambda self: any(one.is_discrete for one in self.cseq))

    def _check_dim(self, value: Any) -> None:
        if not -value.dim() <= self.dim < value.dim():
            raise AssertionError(
                f"dim {self.dim} out of range for value with {value.dim()} dimensions"
            )


class _Cat(_Joined):
    """Sets of stretches of a dimension."""

    def __init__(self, cseq: Any, dim: int = 0, lengths: Any = None) -> None:
        super().__init__(cseq, dim)
        self.lengths = [1] * len(self.cseq) if lengths is None else list(lengths)
        if len(self.lengths) != len(self.cseq):
            raise AssertionError(
                f"lengths ({len(self.lengths)}) must match cseq ({len(self.cseq)})"
            )

    event_dim = property(lambda self: max(one.event_dim for one in self.cseq))

    def check(self, value: Any) -> Any:
        """Return whether each stretch is in its set."""
        self._check_dim(value)
        parts = value.split([*self.lengths, value.shape[self.dim] - sum(self.lengths)], self.dim)
        found = [one.check(part) for one, part in zip(self.cseq, parts, strict=False)]
        return FUNCTIONS["cat"](found, self.dim)


class _Stack(_Joined):
    """Sets of the places along a dimension."""

    @property
    def event_dim(self) -> int:
        """One more than that of the sets, if the dimension is among the last."""
        most: int = max(one.event_dim for one in self.cseq)
        return most + 1 if self.dim + most < 0 else most

    def check(self, value: Any) -> Any:
        """Return whether what is at each place is in its set."""
        self._check_dim(value)
        parts = zip(self.cseq, value.unbind(self.dim), strict=False)
        return engine.stack([one.check(part) for one, part in parts], self.dim)
