"""The generator of all random numbers, made at its first use: importing NumPy's takes a while."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

_current: list[np.random.Generator] = []


def generator() -> np.random.Generator:
    """Return the generator that random tensors and dropout draw from."""
    if not _current:
        manual_seed(None)
    return _current[0]


def manual_seed(seed: int | None) -> None:
    """Make the random numbers that follow repeatable; they are not PyTorch's numbers."""
    from numpy.random import default_rng

    _current[:] = [default_rng(seed)]


def random_state() -> Any:
    """Return what the numbers to come depend on."""
    return generator().bit_generator.state


@contextmanager
def drawing_from(state: Any) -> Iterator[None]:
    """Draw the numbers that came after ``state`` once more, and go on afterwards as before."""
    bits = generator().bit_generator
    now, bits.state = bits.state, state
    try:
        yield
    finally:
        bits.state = now
