"""An MLP 64x784-256-256-10 in float32, forward and backward, beside NumPy by hand and torch.

Run: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/engine_mlp.py
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

import graphviz_autograd.engine as engine

SIZES = (784, 256, 256, 10)
random = np.random.default_rng(0)
inputs = random.standard_normal((64, SIZES[0]), dtype=np.float32)
target = random.integers(0, SIZES[-1], 64)
weights = [
    random.standard_normal((n, m), dtype=np.float32) / np.float32(np.sqrt(n))
    for n, m in pairwise(SIZES)
]
biases = [np.zeros(m, np.float32) for m in SIZES[1:]]


def by_hand() -> list[Any]:
    layers, x = [inputs], inputs
    for index, (w, b) in enumerate(zip(weights, biases, strict=True)):
        x = x @ w
        x += b
        x = np.maximum(x, 0) if index < 2 else x
        layers.append(x)
    shifted = x - x.max(1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    grad = np.exp(logs)
    grad[np.arange(64), target] -= 1
    grad /= np.float32(64)
    grads = []
    for index in (2, 1, 0):
        grads += [grad.sum(0), layers[index].T @ grad]
        if index:
            grad = (grad @ weights[index].T) * (layers[index] > 0)
    return grads


def with_engine(torch: Any) -> Callable[[], None]:
    leaves = [torch.tensor(one) for pair in zip(weights, biases, strict=True) for one in pair]
    x, labels = torch.tensor(inputs), torch.tensor(target)
    for leaf in leaves:
        leaf.requires_grad_()
    entropy = getattr(torch, "cross_entropy", None) or torch.nn.functional.cross_entropy

    def step() -> None:
        for leaf in leaves:
            leaf.grad = None
        hidden = torch.relu(torch.addmm(leaves[1], x, leaves[0]))
        hidden = torch.relu(torch.addmm(leaves[3], hidden, leaves[2]))
        entropy(torch.addmm(leaves[5], hidden, leaves[4]), labels).backward()

    return step


def main() -> None:
    runs: dict[str, Callable[[], Any]] = {
        "numpy by hand": by_hand,
        "graphviz_autograd": with_engine(engine),
    }
    if importlib.util.find_spec("torch"):
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        runs["torch"] = with_engine(torch)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(60):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    ours = min(times["graphviz_autograd"])
    for name, taken in times.items():
        sys.stdout.write(
            f"{name:20} {min(taken) * 1e3:7.3f} ms   ours / it = {ours / min(taken):5.2f}\n"
        )


if __name__ == "__main__":
    main()
