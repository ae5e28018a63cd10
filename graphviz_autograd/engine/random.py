"""Random numbers: one generator that all draw from, and others that programs make."""

from __future__ import annotations

import functools
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from .device import CPU

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

    from .tensor import Tensor

T = TypeVar("T")

DEFAULT_SEED = 67280421310721


class Generator:
    """A source of random numbers, for ``generator=``; they are not PyTorch's numbers."""

    device = CPU

    def __init__(self, device: Any = "cpu") -> None:  # noqa: ARG002
        self._seed: int | None = DEFAULT_SEED
        self._numpy: np.random.Generator | None = None

    def __repr__(self) -> str:
        return f"<torch._C.Generator object at {id(self):#x}>"

    @property
    def numpy(self) -> np.random.Generator:
        """NumPy's generator, made at its first use: importing it takes a while."""
        if self._numpy is None:
            from numpy.random import default_rng

            self._numpy = default_rng(self._seed)
        return self._numpy

    def manual_seed(self, seed: int | None) -> Generator:
        """Make the random numbers that follow repeatable; None begins anywhere."""
        self._seed = seed if seed is None else int(seed) % 2**64
        self._numpy = None
        return self

    def seed(self) -> int:
        """Begin anywhere, and return where."""
        from secrets import randbits

        seed = randbits(64)
        self.manual_seed(seed)
        return seed

    def initial_seed(self) -> int:
        """Return what the generator was seeded with."""
        return self.seed() if self._seed is None else self._seed

    def get_state(self) -> Tensor:
        """Return what the numbers to come depend on, as bytes."""
        import numpy as np

        from .tensor import untracked

        text = json.dumps(self.numpy.bit_generator.state, sort_keys=True)
        return untracked(np.frombuffer(text.encode(), np.uint8).copy())

    def set_state(self, new_state: Tensor) -> Generator:
        """Go on with the numbers that followed ``get_state``."""
        self.numpy.bit_generator.state = json.loads(new_state.numpy().tobytes())
        return self


default_generator = Generator().manual_seed(None)
_current = [default_generator]


def generator() -> np.random.Generator:
    """Return the generator that random tensors and dropout draw from."""
    return _current[-1].numpy


def drawing(function: Callable[..., T]) -> Callable[..., T]:
    """Let a function that draws random numbers take ``generator``."""

    @functools.wraps(function)
    def drawn(*args: Any, generator: Generator | None = None, **options: Any) -> T:
        if generator is None:
            return function(*args, **options)
        _current.append(generator)
        try:
            return function(*args, **options)
        finally:
            _current.pop()

    return drawn


def manual_seed(seed: int) -> Generator:
    """Make the random numbers that follow repeatable; they are not PyTorch's numbers."""
    return default_generator.manual_seed(seed)


def seed() -> int:
    """Begin the random numbers anywhere, and return where."""
    return default_generator.seed()


def initial_seed() -> int:
    """Return what the random numbers began with."""
    return default_generator.initial_seed()


def get_rng_state() -> Tensor:
    """Return what the random numbers to come depend on, as bytes."""
    return default_generator.get_state()


def set_rng_state(new_state: Tensor) -> None:
    """Go on with the random numbers that followed ``get_rng_state``."""
    default_generator.set_state(new_state)


def random_state() -> Any:
    """Return what the numbers to come depend on."""
    return generator().bit_generator.state


@contextmanager
def fork_rng(
    devices: Any = None,  # noqa: ARG001  (of others than the CPU)
    enabled: bool = True,
) -> Iterator[None]:
    """Draw random numbers in a ``with`` block, and afterwards as if none had been drawn.

    Args:
        devices: ignored.
        enabled: whether to do that at all.

    """
    state = random_state()
    try:
        yield
    finally:
        if enabled:
            generator().bit_generator.state = state


@contextmanager
def drawing_from(state: Any) -> Iterator[None]:
    """Draw the numbers that came after ``state`` once more, and go on afterwards as before."""
    bits = generator().bit_generator
    now, bits.state = bits.state, state
    try:
        yield
    finally:
        bits.state = now
