"""Models of PyTorch as people write them, with random weights, and an input for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional

WORDS = 50_257
"""Of the vocabulary of GPT-2."""


class Attention(nn.Module):
    """Causal attention of several heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.qkv, self.out = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x: Any) -> Any:
        """Mix each place with those before it."""
        parts = (
            one.unflatten(-1, (self.heads, -1)).transpose(1, 2) for one in self.qkv(x).chunk(3, -1)
        )
        mixed = functional.scaled_dot_product_attention(*parts, is_causal=True)
        return self.out(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """Attention and a perceptron, each with a norm before it and a connection around it."""

    def __init__(self, width: int, heads: int, norm: Callable[[int], Any]) -> None:
        super().__init__()
        self.norm1, self.attention, self.norm2 = norm(width), Attention(width, heads), norm(width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Any) -> Any:
        """Add to ``x`` what attention and the perceptron make of it."""
        x = x + self.attention(self.norm1(x))
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


class Language(nn.Module):
    """Embedding, blocks, and a head that shares the weight of the embedding."""

    def __init__(
        self, layers: int, width: int, heads: int, words: int, norm: Callable[[int], Any]
    ) -> None:
        super().__init__()
        self.tokens, self.layers = nn.Embedding(words, width), nn.ModuleList()
        self.layers.extend(Block(width, heads, norm) for _ in range(layers))
        self.head = nn.Linear(width, words, bias=False)
        nn.init.normal_(self.tokens.weight, std=0.02)
        self.head.weight = self.tokens.weight

    def forward(self, x: Any) -> Any:
        """Score each word at each place."""
        h = self.tokens(x)
        for layer in self.layers:
            h = layer(h)
        return self.head(h)


class Residual(nn.Module):
    """Two convolutions with a connection around them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(channels, channels, 3, padding=1) for _ in range(2))
        self.norm1, self.norm2 = nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)

    def forward(self, x: Any) -> Any:
        """Add to ``x`` what the convolutions make of it."""
        h = functional.relu(self.norm1(self.conv1(x)))
        return functional.relu(self.norm2(self.conv2(h)) + x)


class Recurrent(nn.Module):
    """A cell that is called for each step."""

    def __init__(self) -> None:
        super().__init__()
        self.cell = nn.LSTMCell(8, 16)

    def forward(self, x: Any) -> Any:
        """Return the state after the last step."""
        state = None
        for step in x:
            state = self.cell(step, state)
        return state[0]


def _mlp() -> tuple[Any, Any]:
    model = nn.Sequential(
        nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1)
    )
    return model, torch.ones(4, 8)


def _resnet() -> tuple[Any, Any]:
    stem = nn.Conv2d(3, 16, 3, padding=1)
    return nn.Sequential(stem, *(Residual(16) for _ in range(16))), torch.ones(2, 3, 16, 16)


MODELS: dict[str, Callable[[], tuple[Any, Any]]] = {
    "MLP": _mlp,
    "ResNet": _resnet,
    "GPT-2": lambda: (
        Language(12, 768, 12, WORDS, nn.LayerNorm),
        torch.arange(128).view(1, 128),
    ),
    "Llama": lambda: (Language(32, 64, 4, 1_000, nn.RMSNorm), torch.arange(16).view(1, 16)),
    "LSTM": lambda: (Recurrent(), torch.ones(500, 1, 8)),
}


def count_functions(root: Any) -> int:
    """How many functions the graph of ``root`` has."""
    seen, stack = {root.grad_fn}, [root.grad_fn]
    while stack:
        new = {one for one, _ in stack.pop().next_functions if one is not None} - seen
        seen |= new
        stack += new
    return len(seen)


def training_step(name: str) -> tuple[Callable[[], None], Any]:
    """One step of training a language model, and the model."""
    model, words = MODELS[name]()
    optimizer = torch.optim.AdamW(model.parameters())
    target = words.roll(-1, 1).flatten()

    def step() -> None:
        functional.cross_entropy(model(words).flatten(0, 1), target).backward()
        optimizer.step()
        optimizer.zero_grad()

    return step, model
