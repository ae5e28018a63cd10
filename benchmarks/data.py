"""The numbers that every peer computes with."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

Arrays = dict[str, Any]

random = np.random.default_rng(0)


def normal(*shape: int, scale: float = 1.0) -> Any:
    return (scale * random.standard_normal(shape)).astype(np.float32)


def mlp(batch: int = 64, sizes: tuple[int, ...] = (784, 256, 256, 10)) -> tuple[Arrays, Arrays]:
    inputs = {"x": normal(batch, sizes[0]), "labels": random.integers(0, sizes[-1], batch)}
    weights = {}
    for layer, (n, m) in enumerate(pairwise(sizes)):
        weights[f"w{layer}"] = normal(n, m, scale=n**-0.5)
        weights[f"b{layer}"] = normal(m, scale=0.1)
    return inputs, weights


def transformer(batch: int = 4, length: int = 64, width: int = 128) -> tuple[Arrays, Arrays]:
    weights = {"qkv": normal(width, 3 * width, scale=width**-0.5)}
    weights["out"] = normal(width, width, scale=width**-0.5)
    weights["up"] = normal(width, 4 * width, scale=width**-0.5)
    weights["down"] = normal(4 * width, width, scale=(4 * width) ** -0.5)
    for name in ("norm1", "norm2"):
        weights[f"{name}_weight"] = 1 + normal(width, scale=0.1)
        weights[f"{name}_bias"] = normal(width, scale=0.1)
    return {"x": normal(batch, length, width)}, weights


def lstm(batch: int = 16, steps: int = 100, width: int = 64) -> tuple[Arrays, Arrays]:
    weights = {
        "w_input": normal(width, 4 * width, scale=width**-0.5),
        "w_hidden": normal(width, 4 * width, scale=width**-0.5),
        "bias": normal(4 * width, scale=0.1),
    }
    return {"x": normal(steps, batch, width), "zero": np.zeros((batch, width), np.float32)}, weights


def cnn(batch: int = 8) -> tuple[Arrays, Arrays]:
    weights = {
        "conv1": normal(8, 1, 3, 3, scale=1 / 3),
        "conv2": normal(16, 8, 3, 3, scale=0.1),
        "w": normal(16 * 5 * 5, 10, scale=0.05),
        "b": normal(10, scale=0.1),
    }
    return {"x": normal(batch, 1, 28, 28), "labels": random.integers(0, 10, batch)}, weights
