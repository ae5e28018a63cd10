"""What the engine promises beyond one program: memory, depth, identity, threads, observers."""

# ruff: noqa: ARG002

from __future__ import annotations

import gc
import threading
import tracemalloc
import weakref

import numpy as np
import pytest

import graphviz_autograd.engine as torch
from graphviz_autograd.engine.grad_mode import record_origins
from graphviz_autograd.engine.graph import saved_tensors_hooks
from graphviz_autograd.engine.ops import OPS, op
from graphviz_autograd.engine.ops.record import FUNCTIONS, KERNELS, Array

DEEP = 1_000_000


def test_a_million_nodes_forward_backward_and_free() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(DEEP):
        y = y * x
    y.backward()
    assert x.grad.item() == DEEP + 1
    del y


def test_a_chain_costs_at_most_450_bytes_per_node() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    tracemalloc.start()
    y = x
    for _ in range(50_000):
        y = y * x
    used = tracemalloc.get_traced_memory()[0] / 50_000
    tracemalloc.stop()
    assert used <= 450


def test_graphs_are_freed_without_the_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        x = torch.tensor([1.0], requires_grad=True)
        y = (x.exp() * x).tanh()
        alive = weakref.ref(y)
        del y
        assert alive() is None
    finally:
        gc.enable()


def test_nodes_keep_their_identity() -> None:
    x = torch.tensor([1.0], requires_grad=True)
    y = x.exp()
    z = x * y
    assert y.grad_fn is y.grad_fn
    assert z.grad_fn.next_functions[0][0] is y.grad_fn.next_functions[0][0]
    assert z.grad_fn.next_functions[0][0].variable is x
    assert z.grad_fn._saved_self is x
    assert y.grad_fn._saved_result.grad_fn is y.grad_fn
    assert y.grad_fn.next_functions[0][0].name() == "torch::autograd::AccumulateGrad"
    assert repr(y.grad_fn).startswith("<ExpBackward0 object at 0x")
    assert y.grad_fn._input_metadata[0].shape == [1]


def test_a_leaf_holds_its_accumulator_weakly() -> None:
    x = torch.tensor([1.0], requires_grad=True)
    y = x * 2
    y.grad_fn.next_functions[0][0].metadata["mark"] = 1
    del y
    assert not (x * 2).grad_fn.next_functions[0][0].metadata


def test_threads_accumulate_exact_sums() -> None:
    x = torch.tensor([1.0], requires_grad=True)

    def work() -> None:
        for _ in range(50):
            (x * 2).sum().backward()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert x.grad.item() == 800


def test_grad_mode_belongs_to_the_thread() -> None:
    seen: list[bool] = []
    with torch.no_grad():
        thread = threading.Thread(target=lambda: seen.append(torch.is_grad_enabled()))
        thread.start()
        thread.join()
        assert not torch.is_grad_enabled()
    assert seen == [True]


def test_a_generator_switches_at_every_step() -> None:
    @torch.no_grad()
    def steps():
        yield torch.is_grad_enabled()
        yield torch.is_grad_enabled()

    inside = []
    for one in steps():
        inside += [one, torch.is_grad_enabled()]
    assert inside == [False, True, False, True]


def test_saved_tensors_hooks_pack_and_unpack() -> None:
    x = torch.tensor([2.0], requires_grad=True)
    packed: list[object] = []

    def pack(tensor: torch.Tensor) -> int:
        packed.append(tensor.detach())
        return len(packed) - 1

    with saved_tensors_hooks(pack, packed.__getitem__):
        y = x * x + x.exp() + x.sum()
    y.sum().backward()
    assert len(packed) == 3
    assert x.grad.item() == pytest.approx(4 + np.exp(2) + 1)


def test_an_observer_sees_the_order_of_a_backward() -> None:
    events: list[str] = []

    class Order(torch.Observer):
        def node_ran(self, node, grad_inputs, grad_outputs) -> None:
            events.append(node.name())

        def hook_called(self, node, kind, hook, before, after) -> None:
            events.append(kind)

        def leaf_accumulated(self, node, grad) -> None:
            events.append("accumulated")

    x = torch.tensor([1.0], requires_grad=True)
    x.register_hook(lambda g: g)
    y = x * 2
    y.grad_fn.register_prehook(lambda g: None)
    with torch.observing(Order()):
        y.sum().backward()
    assert events == [
        *("SumBackward0", "pre", "MulBackward0", "tensor"),
        *("torch::autograd::AccumulateGrad", "accumulated"),
    ]


def test_an_operation_knows_where_it_was_made() -> None:
    x = torch.tensor([1.0], requires_grad=True)
    with record_origins():
        y = x * 2
    place = y.grad_fn.where()
    assert place.filename == __file__
    assert place.function == "test_an_operation_knows_where_it_was_made"
    assert place.end_col - place.col == len("x * 2")
    assert (x * 2).grad_fn.where() is None


def numerical(function, x: torch.Tensor, eps: float = 1e-6) -> np.ndarray:
    """Return the gradient of ``function(x).sum()`` by central differences."""
    slopes = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[place] = eps
        ahead, behind = (
            function(torch.tensor(x.tolist()).double() + torch.tensor(s)) for s in (step, -step)
        )
        slopes[place] = ((ahead - behind).sum() / (2 * eps)).item()
    return slopes


def differentiates(function) -> bool:
    x = torch.tensor([0.55, 1.25, 2.1], dtype=torch.float64, requires_grad=True)
    exact = torch.grad(function(x).sum(), x)[0].numpy()
    return np.allclose(exact, numerical(function, x.detach()), atol=1e-6)


def test_a_planted_fault_is_caught() -> None:
    try:

        @op(self=lambda grad, result: grad * result * 1.001)
        def wrong_exp(self: Array) -> Array:
            return np.exp(self)

        assert not differentiates(wrong_exp)
    finally:
        for table in (OPS, FUNCTIONS, KERNELS):
            table.pop("wrong_exp", None)


def test_a_rule_that_names_the_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="names 'nothing'"):

        @op(self=lambda grad, nothing: grad * nothing)
        def refused(self: Array) -> Array:
            return self


def test_gradients_of_leaves_never_share_memory() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = torch.tensor([1.0, 2.0], requires_grad=True)
    seed = torch.tensor([1.0, 1.0])
    (x + y).backward(seed)
    arrays = [x.grad.numpy(), y.grad.numpy(), seed.numpy()]
    assert not any(np.shares_memory(a, b) for a in arrays for b in arrays if a is not b)
    held = []
    z = x * 2
    z.register_hook(lambda g: held.append(g))
    x.grad = None
    (z + 0).backward(seed)
    x.grad.zero_()
    assert held[0].tolist() == [1.0, 1.0]
