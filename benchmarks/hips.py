"""The same programs for HIPS autograd, in NumPy's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as np
from data import Arrays

Program = Callable[..., Any]


def chain(nodes: int) -> Callable[[], list[Any]]:
    def y(x: float) -> float:
        total = x
        for _ in range(nodes // 2):
            total = total * x + x
        return total

    gradient = autograd.grad(y)
    return lambda: [gradient(0.999)]


def cross_entropy(scores: Any, labels: Any) -> Any:
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    logs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def mlp(p: Arrays, x: Any, labels: Any) -> Any:
    hidden = np.maximum(x @ p["w0"] + p["b0"], 0)
    hidden = np.maximum(hidden @ p["w1"] + p["b1"], 0)
    return cross_entropy(hidden @ p["w2"] + p["b2"], labels)


def layer_norm(x: Any, weight: Any, bias: Any) -> Any:
    centred = x - np.mean(x, axis=-1, keepdims=True)
    variance = np.mean(centred * centred, axis=-1, keepdims=True)
    return centred / np.sqrt(variance + 1e-5) * weight + bias


def softmax(x: Any) -> Any:
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def transformer(p: Arrays, x: Any, heads: int = 4) -> Any:
    batch, length, width = x.shape

    def split(one: Any) -> Any:
        return np.transpose(np.reshape(one, (batch, length, heads, width // heads)), (0, 2, 1, 3))

    normed = layer_norm(x, p["norm1_weight"], p["norm1_bias"])
    q, k, v = (split(one) for one in np.split(normed @ p["qkv"], 3, axis=-1))
    weights = softmax(q @ np.transpose(k, (0, 1, 3, 2)) * (width // heads) ** -0.5)
    mixed = np.reshape(np.transpose(weights @ v, (0, 2, 1, 3)), (batch, length, width))
    x = x + mixed @ p["out"]
    normed = layer_norm(x, p["norm2_weight"], p["norm2_bias"])
    x = x + np.tanh(normed @ p["up"]) @ p["down"]
    return np.mean(x * x)


def sigmoid(x: Any) -> Any:
    return 0.5 * np.tanh(0.5 * x) + 0.5


def lstm(p: Arrays, x: Any, zero: Any) -> Any:
    h = c = zero
    for step in x:
        gates = step @ p["w_input"] + p["bias"] + h @ p["w_hidden"]
        i, f, g, o = np.split(gates, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return np.sum(h * h)


def conv2d(x: Any, weight: Any) -> Any:
    """Return the convolution, as a product with the patches of ``x``."""
    n, c, height, width = x.shape
    _, _, kh, kw = weight.shape
    high, wide = height - kh + 1, width - kw + 1
    parts = [x[:, :, i : i + high, j : j + wide] for i in range(kh) for j in range(kw)]
    patches = np.reshape(np.stack(parts, axis=2), (n, c * kh * kw, high * wide))
    return np.reshape(np.reshape(weight, (len(weight), -1)) @ patches, (n, -1, high, wide))


def max_pool2d(x: Any) -> Any:
    n, c, height, width = x.shape
    even = x[:, :, : height // 2 * 2, : width // 2 * 2]
    return np.max(np.reshape(even, (n, c, height // 2, 2, width // 2, 2)), axis=(3, 5))


def cnn(p: Arrays, x: Any, labels: Any) -> Any:
    x = max_pool2d(np.maximum(conv2d(x, p["conv1"]), 0))
    x = max_pool2d(np.maximum(conv2d(x, p["conv2"]), 0))
    return cross_entropy(np.reshape(x, (len(x), -1)) @ p["w"] + p["b"], labels)


def step(program: Program, inputs: Arrays, weights: Arrays) -> Callable[[], list[Any]]:
    """Return a function that computes the loss and the gradient of every weight."""
    loss_and_gradients = autograd.value_and_grad(program)

    def run() -> list[Any]:
        loss, gradients = loss_and_gradients(weights, **inputs)
        return [loss, *gradients.values()]

    return run
