"""The generator of all random numbers, made at its first use: importing NumPy's takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
