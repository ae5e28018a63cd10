"""What the benchmarks time side by side computes the same numbers."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
CHAIN = {"graphviz_autograd", "micrograd"}
MLP = {"graphviz_autograd", "numpy by hand"}
PEERS = {"torch": "torch", "HIPS autograd": "autograd"}
"""By the name in the table, the module of a peer that takes part where it is installed."""


@pytest.fixture(scope="module")
def agreements() -> dict[str, set[str]]:
    """Who agrees, for each benchmark. Raises where numbers differ."""
    command = [sys.executable, str(FOLDER / "run.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    lines = (line.removesuffix(" agree").partition(": ") for line in done.stdout.splitlines())
    return {name: set(peers.split(", ")) for name, _, peers in lines}


@pytest.mark.parametrize("name", ["chain", "mlp", "transformer", "lstm", "cnn"])
def test_all_that_are_timed_agree(name: str, agreements: dict[str, set[str]]) -> None:
    installed = {peer for peer, module in PEERS.items() if importlib.util.find_spec(module)}
    alone = {"chain": CHAIN, "mlp": MLP}.get(name, {"graphviz_autograd"})
    assert agreements[name] == alone | installed
