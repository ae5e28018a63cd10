"""Distribution: the base of all, with its shapes and the checks of parameters and samples."""

from __future__ import annotations

import warnings
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from ..engine.grad_mode import enable_grad, no_grad
from ..engine.size import Size
from ..engine.tensor import Tensor
from .constraint import is_dependent
from .constraints import dependent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class Distribution:
    """Base of all distributions.

    Args:
        batch_shape: the shape of the distributions, which are independent of each other.
        event_shape: the shape of one sample of one of them.
        validate_args: whether to check parameters and samples.

    Raises:
        ValueError: naming a parameter that is out of its range.

    """

    has_rsample: ClassVar[bool] = False
    has_enumerate_support: ClassVar[bool] = False
    arg_constraints: Any = MappingProxyType({})
    support: Any = dependent
    _validate_args: bool = True

    def __init__(
        self,
        batch_shape: Size = Size(),  # noqa: B008 - as PyTorch has it; it never changes
        event_shape: Size = Size(),  # noqa: B008
        validate_args: bool | None = None,
    ) -> None:
        self._batch_shape, self._event_shape = Size(batch_shape), Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            self._check_parameters()
        super().__init__()

    @staticmethod
    def set_default_validate_args(value: bool) -> None:
        """Say whether distributions check their parameters and samples.

        Raises:
            ValueError: if ``value`` is no bool.

        """
        if value not in (True, False):
            raise ValueError
        Distribution._validate_args = value

    def _check_parameters(self) -> None:
        for name, constraint in self.arg_constraints.items():
            if is_dependent(constraint) or (
                name not in self.__dict__ and isinstance(getattr(type(self), name), Lazy)
            ):
                continue
            value = getattr(self, name)
            if not bool(constraint.check(value).all()):
                raise ValueError(
                    f"Expected parameter {name} ({_described(value)}) of distribution {self!r} to "
                    f"satisfy the constraint {constraint!r}, but found invalid values:\n{value}"
                )

    def _validate_sample(self, value: Any) -> None:
        """Raise unless a value is of the right shape and in the support.

        Raises:
            ValueError: saying what is wrong.

        """
        if not isinstance(value, Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        self._check_shape(value.size())
        constraint = self.support
        if not bool(constraint.check(value).all()):
            raise ValueError(
                f"Expected value argument ({_described(value)}) to be within the support "
                f"({constraint!r}) of the distribution {self!r}, but found invalid values:\n{value}"
            )

    def _check_shape(self, shape: Size) -> None:
        event = self._event_shape
        if shape[len(shape) - len(event) :] != event:
            raise ValueError(
                f"The right-most size of value must match event_shape: {shape} vs {event}."
            )
        expected = Size((*self._batch_shape, *event))
        for one, other in zip(reversed(shape), reversed(expected), strict=False):
            if 1 not in (one, other) and one != other:
                raise ValueError(
                    "Value is not broadcastable with batch_shape+event_shape: "
                    f"{shape} vs {expected}."
                )

    def _check(self, value: Any) -> None:
        if self._validate_args:
            self._validate_sample(value)

    @property
    def batch_shape(self) -> Size:
        """The shape of the distributions."""
        return self._batch_shape

    @property
    def event_shape(self) -> Size:
        """The shape of one sample of one of them."""
        return self._event_shape

    def _extended_shape(self, sample_shape: Iterable[int] = ()) -> Size:
        return Size((*sample_shape, *self._batch_shape, *self._event_shape))

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Any:
        """Return the distribution of another batch shape, to which its own is expanded."""
        raise NotImplementedError

    def _get_checked_instance(self, cls: type, _instance: Any = None) -> Any:
        """Return the distribution to be filled in by ``expand``, by default an empty one.

        Raises:
            NotImplementedError: if a subclass is made in its own way, and has no ``expand``.

        """
        if _instance is None and type(self).__init__ is not cls.__init__:  # type: ignore[misc]
            raise NotImplementedError(
                f"Subclass {type(self).__name__} of {cls.__name__} that defines a custom __init__ "
                "method must also define a custom .expand() method."
            )
        return object.__new__(type(self)) if _instance is None else _instance

    def _resized(self, batch_shape: Iterable[int], event_shape: Iterable[int] = ()) -> Self:
        """Return an empty distribution of this kind, whose parameters are still to be set."""
        new = object.__new__(type(self))
        new._batch_shape, new._event_shape = Size(batch_shape), Size(event_shape)
        new._validate_args = self._validate_args
        return new

    @property
    def mean(self) -> Tensor:
        """The mean."""
        raise NotImplementedError

    @property
    def mode(self) -> Tensor:
        """The most likely value."""
        raise NotImplementedError(f"{self.__class__} does not implement mode")

    @property
    def variance(self) -> Tensor:
        """The variance."""
        raise NotImplementedError

    @property
    def stddev(self) -> Tensor:
        """The standard deviation."""
        spread: Tensor = self.variance.sqrt()
        return spread

    def sample(self, sample_shape: Iterable[int] = ()) -> Any:
        """Return samples, (*sample_shape, *batch_shape, *event_shape), without a graph."""
        with no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Any:
        """Return samples that are functions of the parameters, if there is such a function."""
        raise NotImplementedError

    def sample_n(self, n: int) -> Any:
        """Return ``n`` samples."""
        message = "`sample_n(n)` will be deprecated. Use `sample((n,))` instead."
        warnings.warn(message, FutureWarning, stacklevel=2)
        return self.sample((n,))

    def log_prob(self, value: Any) -> Any:
        """Return the logarithm of the density or probability of a value."""
        raise NotImplementedError

    def cdf(self, value: Any) -> Any:
        """Return the probability of all up to a value."""
        raise NotImplementedError

    def icdf(self, value: Any) -> Any:
        """Return the value up to which a probability lies."""
        raise NotImplementedError

    def enumerate_support(self, expand: bool = True) -> Any:
        """Return all values that there are, in a first dimension."""
        raise NotImplementedError

    def entropy(self) -> Any:
        """Return the entropy, in nats."""
        raise NotImplementedError

    def perplexity(self) -> Any:
        """Return the exponential of the entropy."""
        return self.entropy().exp()

    def __repr__(self) -> str:
        own = self.__dict__
        shown = [(name, own[name]) for name in self.arg_constraints if name in own]
        texts = (f"{name}: {one if one.numel() == 1 else one.size()}" for name, one in shown)
        return f"{type(self).__name__}({', '.join(texts)})"


class Lazy:
    """A parameter that is computed from another one when it is first asked for, and kept."""

    def __init__(self, compute: Any) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        with enable_grad():
            value = self.compute(instance)
        instance.__dict__[self.compute.__name__] = value
        return value


def _described(value: Any) -> str:
    return f"{type(value).__name__} of shape {tuple(value.shape)}"
