"""The loss and the gradients of an MLP as one writes them in NumPy without any autograd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from data import Arrays


def mlp(inputs: Arrays, weights: Arrays) -> Callable[[], list[Any]]:
    x, labels = inputs["x"], inputs["labels"]
    w, b = ([weights[f"{kind}{layer}"] for layer in range(3)] for kind in "wb")

    def run() -> list[Any]:
        layers = [x]
        for layer in range(3):
            scores = layers[-1] @ w[layer]
            scores += b[layer]
            layers.append(np.maximum(scores, 0) if layer < 2 else scores)
        shifted = scores - scores.max(1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
        places = np.arange(len(labels)), labels
        loss = -logs[places].mean()
        grad = np.exp(logs)
        grad[places] -= 1
        grad /= np.float32(len(labels))
        grads: list[Any] = []
        for layer in (2, 1, 0):
            grads[:0] = [layers[layer].T @ grad, grad.sum(0)]
            if layer:
                grad = (grad @ w[layer].T) * (layers[layer] > 0)
        return [loss, *grads]

    return run
