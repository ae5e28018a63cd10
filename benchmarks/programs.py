"""The programs, in PyTorch's words: ours and PyTorch run the same source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data import Arrays

Program = Callable[..., Any]


def chain(torch: Any, nodes: int) -> Callable[[], list[Any]]:
    def run() -> list[Any]:
        x = torch.tensor(0.999, requires_grad=True)
        y = x
        for _ in range(nodes // 2):
            y = y * x + x
        y.backward()
        return [x.grad]

    return run


def mlp(torch: Any, x: Any, labels: Any, **p: Any) -> Any:
    hidden = torch.relu(torch.addmm(p["b0"], x, p["w0"]))
    hidden = torch.relu(torch.addmm(p["b1"], hidden, p["w1"]))
    return torch.nn.functional.cross_entropy(torch.addmm(p["b2"], hidden, p["w2"]), labels)


def transformer(torch: Any, x: Any, heads: int = 4, **p: Any) -> Any:
    f = torch.nn.functional
    batch, length, width = x.shape

    def split(one: Any) -> Any:
        return one.view(batch, length, heads, width // heads).transpose(1, 2)

    normed = f.layer_norm(x, (width,), p["norm1_weight"], p["norm1_bias"])
    q, k, v = (split(one) for one in (normed @ p["qkv"]).chunk(3, dim=-1))
    weights = torch.softmax(q @ k.transpose(-2, -1) * (width // heads) ** -0.5, dim=-1)
    mixed = (weights @ v).transpose(1, 2).reshape(batch, length, width)
    x = x + mixed @ p["out"]
    normed = f.layer_norm(x, (width,), p["norm2_weight"], p["norm2_bias"])
    x = x + torch.tanh(normed @ p["up"]) @ p["down"]
    return (x * x).mean()


def lstm(torch: Any, x: Any, zero: Any, **p: Any) -> Any:
    h = c = zero
    for step in x.unbind(0):
        gates = torch.addmm(p["bias"], step, p["w_input"]) + h @ p["w_hidden"]
        i, f, g, o = gates.chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
    return (h * h).sum()


def cnn(torch: Any, x: Any, labels: Any, **p: Any) -> Any:
    f = torch.nn.functional
    x = f.max_pool2d(torch.relu(f.conv2d(x, p["conv1"])), 2)
    x = f.max_pool2d(torch.relu(f.conv2d(x, p["conv2"])), 2)
    return f.cross_entropy(torch.addmm(p["b"], x.flatten(1), p["w"]), labels)


def step(torch: Any, program: Program, inputs: Arrays, weights: Arrays) -> Callable[[], list[Any]]:
    """Return a function that computes the loss and the gradient of every weight."""
    given = {name: torch.tensor(array) for name, array in inputs.items()}
    leaves = {name: torch.tensor(array).requires_grad_() for name, array in weights.items()}

    def run() -> list[Any]:
        for leaf in leaves.values():
            leaf.grad = None
        loss = program(torch, **given, **leaves)
        loss.backward()
        return [loss.item(), *(leaf.grad for leaf in leaves.values())]

    return run
