"""What an operation costs, counted, not timed: calls, bytes, references; and what it must not."""

import gc
import sys
import threading
import tracemalloc
import warnings
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from types import CellType, FunctionType, MethodType
from typing import Any, ClassVar

import numpy as np
import pytest

import graphviz_autograd.engine as torch
from graphviz_autograd.engine.accumulate import accumulator_of
from graphviz_autograd.engine.function import Function
from graphviz_autograd.nn import functional


def calls(run: Callable[[], Any]) -> Counter[str]:
    """Return how often each function was called, in Python and in C."""
    found: Counter[str] = Counter()

    def count(frame: Any, event: str, argument: Any) -> None:
        if event == "call":
            found[frame.f_code.co_name] += 1
        elif event == "c_call":
            found[argument.__name__] += 1

    run()  # the first call writes code
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    del found["<lambda>"], found["setprofile"]
    return found


def chain(length: int) -> torch.Tensor:
    x = torch.tensor(1.0001, requires_grad=True)
    y = x
    for _ in range(length):
        y = y * x
    return y


def test_a_product_is_one_call_of_its_kernel() -> None:
    x = torch.tensor(2.0, requires_grad=True) * 1
    counts = calls(lambda: x * x)
    assert counts["mul"] == 2
    assert sum(counts.values()) <= 5


def test_a_backward_takes_few_calls_per_node() -> None:
    def per_node(name: str) -> float:
        counts = [calls(lambda n=n: chain(n).backward())[name] for n in (100, 300)]
        return (counts[1] - counts[0]) / 200

    assert per_node("apply") == 1
    assert per_node("release") == 1
    assert per_node("_evaluate") == 0
    assert per_node("heappush") == per_node("heappop") == 0
    assert per_node("_fitted") == 0


# The calls of one operation on arrays that require grad, in Python and in C, and a few to spare.
LIMITS = {
    "w * w": 8,
    "y.relu()": 10,
    "y.softmax(1)": 16,
    "torch.addmm(b, x, w)": 13,
    "x @ w": 20,
    "functional.cross_entropy(y, labels)": 57,
    "functional.layer_norm(y, (5,), b, b)": 80,
}


@pytest.mark.parametrize(("expression", "limit"), LIMITS.items())
def test_an_operation_takes_few_calls(expression: str, limit: int) -> None:
    assert sum(calls(eval(f"lambda: {expression}", layer())).values()) <= limit


def test_a_training_step_takes_few_calls() -> None:
    loss = "functional.cross_entropy(torch.addmm(b, x, w).relu(), labels)"
    counts = calls(eval(f"lambda: {loss}.backward()", layer()))
    assert counts["heappush"] == counts["heappop"] == 1
    assert counts["_evaluate"] == counts["_own"] == 0
    assert counts["versions_of"] == counts["check_version"] == 0
    assert sum(counts.values()) <= 220


def layer() -> dict[str, Any]:
    w, b = torch.ones(4, 5).requires_grad_(), torch.ones(5).requires_grad_()
    x = torch.ones(3, 4)
    names = {"x": x, "w": w, "b": b, "y": torch.addmm(b, x, w), "labels": torch.tensor([0, 1, 2])}
    return names | {"torch": torch, "functional": functional}


class Recorded(Function):
    """The identity, which remembers where the gradients are that its backward returns."""

    addresses: ClassVar[list[int]] = []

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:  # noqa: ARG004
        return x.clone()

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:  # noqa: ARG004
        fresh = torch.ones(3)
        Recorded.addresses.append(fresh.data_ptr())
        return fresh


def test_gradients_that_meet_are_added_in_place() -> None:
    x = torch.ones(3).requires_grad_()
    sum(Recorded.apply(x) for _ in range(3)).sum().backward()
    assert torch.equal(x.grad, torch.full((3,), 3.0))
    assert x.grad.data_ptr() == Recorded.addresses[0]


def test_gradients_that_somebody_holds_are_not_added_in_place() -> None:
    x = torch.ones(3).requires_grad_()
    y = x * 1
    held: list[torch.Tensor] = []
    first, last = y * 2, y * 3
    last.grad_fn.register_hook(lambda grads, _: held.append(grads[0]))
    (first + last).sum().backward()
    assert torch.equal(held[0], torch.full((3,), 3.0))
    assert torch.equal(x.grad, torch.full((3,), 5.0))


def test_bytes_per_node() -> None:
    tracemalloc.start()
    try:
        y = chain(10_000)
        used = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert used / 10_000 < 450
    assert y.requires_grad


@pytest.fixture
def _without_gc() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def use_graphs(backward: bool) -> list[weakref.ref[Any]]:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    outputs = [x.exp(), x.sigmoid() * x, x.softmax(0), torch.cat([x, x.sqrt()]), x.unbind(0)[0]]
    if backward:
        sum(one.sum() for one in outputs).backward()
    return [weakref.ref(one) for one in (x, accumulator_of(x), *outputs)]


@pytest.mark.usefixtures("_without_gc")
@pytest.mark.parametrize("backward", [False, True])
def test_a_graph_is_freed_without_the_garbage_collector(backward: bool) -> None:
    use_graphs(backward)  # the first calls write code
    gc.collect()
    assert [watch() for watch in use_graphs(backward)] == [None] * 7
    assert gc.collect() == 0


def test_a_node_holds_no_functions() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    for y in (x * x, x.exp(), x[0], x.sum(), torch.cat([x, x])):
        held = gc.get_referents(y.grad_fn)
        assert not any(isinstance(one, (FunctionType, MethodType, CellType)) for one in held)
        assert not hasattr(y.grad_fn, "__dict__")


def test_a_million_nodes_need_no_recursion() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        y = chain(20_000)
        y.backward()
        del y
    finally:
        sys.setrecursionlimit(limit)


# ---- gradients of leaves ---------------------------------------------------------------------


def test_a_leaf_takes_over_a_gradient_that_nobody_else_holds() -> None:
    leaf = torch.tensor([1.0, 2.0], requires_grad=True)
    addresses: list[int] = []

    def fresh() -> Any:
        array = np.ones(2, np.float32)
        addresses.append(array.__array_interface__["data"][0])
        return array

    accumulator_of(leaf).apply(fresh())
    assert leaf.grad.data_ptr() == addresses[0]


def test_a_leaf_copies_a_gradient_that_somebody_else_holds() -> None:
    leaf = torch.tensor([1.0, 2.0], requires_grad=True)
    held = np.ones(2, np.float32)
    accumulator_of(leaf).apply(held)
    assert not np.shares_memory(leaf.grad.numpy(), held)


def test_a_backward_copies_no_gradient_of_a_parameter(monkeypatch: pytest.MonkeyPatch) -> None:
    x = torch.ones(3, 4)
    w = torch.ones(4, 5).requires_grad_()
    made: list[Any] = []
    empty_like = np.empty_like
    monkeypatch.setattr(np, "empty_like", lambda *a, **k: made.append(a) or empty_like(*a, **k))
    (x @ w).exp().sum().backward()
    assert made == []
    assert w.grad.shape == (4, 5)


# ---- NumPy's warnings ------------------------------------------------------------------------

SIGNALS = [
    "x / 0",
    "x * 3e38 * 10",
    "(x - 3).log()",
    "(x * 1000).exp()",
    "(x - 3).sqrt()",
    "x.reciprocal() / (x - x)",
    "torch.softmax(x / 0, 0)",
    "(x * 3e38).sum()",
    "x.mul_(3e38).mul_(3e38)",
]


@pytest.mark.parametrize("expression", SIGNALS)
@pytest.mark.parametrize("scalar", [False, True])
def test_nothing_is_said_of_overflow_or_division(expression: str, scalar: bool) -> None:
    leaf = torch.tensor([1.0, 2.0], requires_grad=True)
    x = (leaf.sum() if scalar else leaf) * 1
    before = np.geterr()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        eval(expression, {"x": x, "torch": torch}).sum().backward()
    assert np.geterr() == before
    assert leaf.grad is not None


def test_the_warnings_of_the_user_stay() -> None:
    torch.tensor([1.0]) / 0
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        np.ones(1) / np.zeros(1)


def test_other_threads_are_silent_too() -> None:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            with np.errstate(all="raise"):
                torch.tensor([1.0]) / 0
                torch.tensor(1.0) / 0
        except FloatingPointError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert caught == []


def test_attributes_of_a_program_cost_nothing_while_there_are_none() -> None:
    x = torch.tensor(1.0, requires_grad=True) * 2
    assert sys.getsizeof(x) <= 88  # of which 16 are the collector's; 80 on Python 3.11
    assert not any(isinstance(one, dict) for one in gc.get_referents(x))
    x.note = "one"
    assert {"note": "one"} in gc.get_referents(x)
