"""Graphs of models, large in nodes and tiny in numbers: what layout is tried on."""

from __future__ import annotations

from typing import Any

import graphviz_autograd as torch
from graphviz_autograd.nn import functional as f

WIDTH = 4
HEADS = 2


def weight(*size: int) -> torch.Tensor:
    return torch.full(size, 0.1, requires_grad=True)


def linear(x: torch.Tensor, inputs: int = WIDTH, outputs: int = WIDTH) -> torch.Tensor:
    return torch.addmm(weight(outputs), x, weight(inputs, outputs))


def block(x: torch.Tensor, length: int) -> torch.Tensor:
    """Return what a GPT-2 block makes of ``x`` of shape (length, `WIDTH`): about 55 nodes."""
    normed = f.layer_norm(x, (WIDTH,), weight(WIDTH), weight(WIDTH))
    joined = linear(normed, outputs=3 * WIDTH)
    q, k, v = (part.view(length, HEADS, -1).transpose(0, 1) for part in joined.chunk(3, dim=-1))
    attention = torch.softmax(q @ k.transpose(-2, -1) * 0.5, dim=-1)
    mixed = (attention @ v).transpose(0, 1).reshape(length, WIDTH)
    x = x + linear(mixed)
    normed = f.layer_norm(x, (WIDTH,), weight(WIDTH), weight(WIDTH))
    return x + linear(f.gelu(linear(normed, outputs=2 * WIDTH)), inputs=2 * WIDTH)


def transformer(blocks: int, length: int = 3) -> torch.Tensor:
    """Return the loss of a GPT-2 whose embedding is tied to its output."""
    embedding, tokens = weight(5, WIDTH), torch.tensor(list(range(length)))
    x = f.embedding(tokens, embedding) + weight(length, WIDTH)
    for _ in range(blocks):
        x = block(x, length)
    x = f.layer_norm(x, (WIDTH,), weight(WIDTH), weight(WIDTH))
    return f.cross_entropy(x @ embedding.t(), tokens)


def lstm(steps: int) -> torch.Tensor:
    """Return the loss of an unrolled LSTM cell."""
    w_input, w_hidden, bias = weight(WIDTH, 4 * WIDTH), weight(WIDTH, 4 * WIDTH), weight(4 * WIDTH)
    h = c = torch.zeros(1, WIDTH)
    for _ in range(steps):
        gates = torch.addmm(bias, torch.ones(1, WIDTH), w_input) + h @ w_hidden
        i, forget, g, o = gates.chunk(4, dim=1)
        c = torch.sigmoid(forget) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
    return (h * h).sum()


def lstm_outputs(steps: int) -> torch.Tensor:
    """Return the loss of a recurrent network that keeps every state until the end."""
    w, h, states = weight(WIDTH, WIDTH), torch.zeros(1, WIDTH), []
    for _ in range(steps):
        h = torch.tanh(torch.ones(1, WIDTH) + h @ w)
        states.append(h)
    return torch.stack(states).sum()


def conv(x: torch.Tensor, outputs: int) -> torch.Tensor:
    return torch.relu(f.conv2d(x, weight(outputs, x.shape[1], 3, 3), weight(outputs), padding=1))


def unet(depth: int) -> torch.Tensor:
    """Return the loss of a U-Net with ``depth`` skip connections."""
    x, skips = torch.ones(1, 1, 2**depth, 2**depth), []
    for _ in range(depth):
        x = conv(conv(x, 2), 2)
        skips.append(x)
        x = f.max_pool2d(x, 2)
    x = conv(conv(x, 2), 2)
    for skip in reversed(skips):
        x = f.interpolate(x, scale_factor=2.0)
        x = conv(conv(torch.cat([skip, x], dim=1), 2), 2)
    return (x * x).mean()


def dense_block(x: torch.Tensor, layers: int) -> torch.Tensor:
    """Return what a dense block makes of ``x``: every layer takes what all before it made."""
    made = [x]
    for _ in range(layers):
        made.append(conv(torch.cat(made, dim=1), 1))
    return torch.cat(made, dim=1)


def dense(layers: int) -> torch.Tensor:
    """Return the loss of one dense block."""
    return dense_block(torch.ones(1, 1, 2, 2), layers).sum()


def densenet(blocks: int, layers: int = 12) -> torch.Tensor:
    """Return the loss of dense blocks in a row, each followed by a convolution."""
    x = torch.ones(1, 1, 2, 2)
    for _ in range(blocks):
        x = conv(dense_block(x, layers), 1)
    return x.sum()


def fan(width: int) -> torch.Tensor:
    """Return the sum of ``width`` results of one tensor."""
    x = weight(2) * 2.0
    return torch.stack([torch.sin(x) * weight(2) for _ in range(width)]).sum()


MODELS: dict[str, Any] = {
    "transformer": transformer,
    "lstm": lstm,
    "lstm_outputs": lstm_outputs,
    "unet": unet,
    "dense": dense,
    "densenet": densenet,
    "fan": fan,
}
