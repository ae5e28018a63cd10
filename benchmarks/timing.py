"""Times of several peers, taken in turns so that all of them meet the same noise."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

OURS = "graphviz_autograd"
Runs = dict[str, Callable[[], list[Any]]]

# As in a training loop, a run finds in the caches what the one before it left there.
_IN_A_ROW = 5


def best(runs: Runs, seconds: float) -> dict[str, float]:
    """Return the shortest time of each peer, all of them taking ``seconds`` together."""
    times = {name: float("inf") for name in runs}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, run in runs.items():
            times[name] = min(times[name], *(_time_of(run) for _ in range(_IN_A_ROW)))
    return times


def _time_of(run: Callable[[], list[Any]]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def check_agreement(runs: Runs) -> None:
    """Raise unless all peers compute the same losses and gradients."""
    ours = runs[OURS]()
    for name, run in runs.items():
        for mine, theirs in zip(ours, run(), strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=2e-3, atol=2e-5, err_msg=name)
