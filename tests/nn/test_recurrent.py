"""Recurrent networks build PyTorch's graph, node for node, with its values and gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import graphviz_autograd as ours
from tests.engine.outcome import tree

theirs = pytest.importorskip("torch")

OPTIONS: list[dict[str, Any]] = [
    {},
    {"bias": False},
    {"num_layers": 2, "bidirectional": True},
    {"batch_first": True},
]
ROUNDING = {"float32": 1e-4, "float64": 1e-9}


class Outcome:
    """What a network of given values computes, its graphs and its gradients of both orders."""

    def __init__(self, torch: Any, kind: str, dtype: str, options: dict[str, Any], **given: bool):
        self.numbers = np.random.default_rng(0)
        self.torch, self.dtype = torch, getattr(torch, dtype)
        module = getattr(torch.nn, kind)(2, 3, **options).to(self.dtype)
        for one in module.parameters():
            one.data = self.random(*one.shape).data
        input, state = self.inputs(kind, options, **given)
        output, final = module(input, state)
        finals = [*final] if isinstance(final, tuple) else [final]
        states = [] if state is None else [*state] if isinstance(state, tuple) else [state]
        self.leaves = [*module.parameters(), *states]
        outputs = [output, *finals]
        self.trees = [tree(one.grad_fn) for one in outputs]
        loss = sum((one * one).sum() for one in outputs)
        first = torch.autograd.grad(loss, self.leaves, retain_graph=True)
        again = torch.autograd.grad(loss, self.leaves, create_graph=True)
        self.gradient_trees = [tree(one.grad_fn) for one in again]
        second = torch.autograd.grad(sum((one * one).sum() for one in again), self.leaves)
        self.values = [one.detach().numpy() for one in (*outputs, *first, *again, *second)]

    def random(self, *shape: int) -> Any:
        values = self.numbers.normal(size=shape).tolist()
        return self.torch.tensor(values, dtype=self.dtype, requires_grad=True)

    def inputs(self, kind: str, options: dict[str, Any], batched: bool, state: bool) -> Any:
        layers = options.get("num_layers", 1) * (2 if options.get("bidirectional") else 1)
        rows = (2 if options.get("batch_first") else 4,) if batched else ()
        input = self.random(2, 4, 2) if batched else self.random(2, 2)
        states = tuple(self.random(layers, *rows, 3) for _ in range(2))
        return input, (states if kind == "LSTM" else states[0]) if state else None


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("dtype", ROUNDING)
@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("state", [False, True], ids=["from_zeros", "from_a_state"])
def test_same_as_torch(kind: str, dtype: str, options: dict[str, Any], state: bool) -> None:
    for batched in (True, False) if "batch_first" not in options else (True,):
        given = {"batched": batched, "state": state}
        found, wanted = (Outcome(one, kind, dtype, options, **given) for one in (ours, theirs))
        assert found.trees == wanted.trees
        # The gradient of the fused layer is differentiated another way than PyTorch's.
        fused = kind == "LSTM" and dtype == "float32"
        assert fused or found.gradient_trees == wanted.gradient_trees
        for one, other in zip(found.values, wanted.values, strict=True):
            scale = max(1, np.abs(other).max())
            np.testing.assert_allclose(one, other, rtol=0, atol=ROUNDING[dtype] * scale)


def test_a_fused_layer_shows_what_it_saved() -> None:
    nodes = [torch.nn.LSTM(2, 3)(torch.ones(4, 1, 2))[0].grad_fn for torch in (ours, theirs)]
    ours_saved, theirs_saved = ([one for one in dir(node) if "_saved" in one] for node in nodes)
    assert ours_saved == theirs_saved
    for name in theirs_saved:
        value = getattr(nodes[1], name)
        if isinstance(value, (int, bool, tuple)):
            assert getattr(nodes[0], name) == value, name
        elif isinstance(value, theirs.Tensor) and name != "_saved_result3":  # a workspace
            assert getattr(nodes[0], name).shape == value.shape, name


def test_the_gradient_of_a_state_does_not_go_around_the_layer() -> None:
    values = []
    for torch in (theirs, ours):
        module = torch.nn.LSTM(2, 2)
        for nr, one in enumerate(module.parameters(), 1):
            one.data = torch.full(tuple(one.shape), 0.1 * nr)
        input = torch.ones(1, 1, 2)
        _, state = module(input)
        output, _ = module(input, state)
        first = torch.autograd.grad(output.sum(), module.weight_hh_l0, create_graph=True)[0]
        second = torch.autograd.grad(first.sum(), module.weight_hh_l0)[0]
        values.append([first.detach().numpy(), second.numpy()])
    np.testing.assert_allclose(values[1], values[0], rtol=1e-4, atol=1e-6)
