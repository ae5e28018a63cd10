"""Threads: sums are exact, modes belong to a thread, a leaf has one accumulator."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import graphviz_autograd as torch

THREADS = 8
TIMES = 40


@pytest.fixture(autouse=True)
def _switching_often() -> Iterator[None]:
    """Let the interpreter switch threads as often as it can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def in_threads(work: Callable[[int], Any]) -> list[Any]:
    """Run ``work(number)`` in every thread at once; return or raise what they do."""
    together = threading.Barrier(THREADS)
    results: list[Any] = [None] * THREADS
    errors: list[BaseException] = []

    def run(number: int) -> None:
        together.wait()
        try:
            results[number] = work(number)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def leaf(*shape: int) -> Any:
    return torch.ones(*shape, dtype=torch.float64, requires_grad=True)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_sums_of_graphs_of_their_own_are_exact(shape: tuple[int, ...]) -> None:
    x = leaf(*shape)

    def work(number: int) -> None:
        for _ in range(TIMES):
            (x * (number + 1)).sum().backward()

    in_threads(work)
    expected = TIMES * sum(range(1, THREADS + 1))
    assert x.grad.tolist() == (torch.zeros(*shape) + expected).tolist()


def test_sums_over_one_shared_graph_are_exact() -> None:
    x, w = leaf(3), leaf(2, 3)
    loss = (w @ x.tanh() * x[0]).sum() + x.sum()
    once = torch.autograd.grad(loss, [x, w], retain_graph=True)
    in_threads(lambda _: [loss.backward(retain_graph=True) for _ in range(TIMES)])
    for one, grad in zip((x, w), once, strict=True):
        assert torch.allclose(one.grad, grad * (THREADS * TIMES), rtol=1e-12)


def test_sums_with_hooks_and_a_graph_of_the_gradient_are_exact() -> None:
    x = leaf(3)
    seen: list[int] = []
    x.register_hook(lambda grad: grad * 2)
    x.register_post_accumulate_grad_hook(lambda _: seen.append(1))

    def work(_: int) -> None:
        for _ in range(TIMES):
            y = (x * x).sum()
            torch.autograd.grad(y, x, create_graph=True)
            y.backward()

    in_threads(work)
    assert x.grad.tolist() == [4.0 * THREADS * TIMES] * 3
    assert len(seen) == THREADS * TIMES


def test_a_leaf_has_one_accumulator_whichever_threads_use_it() -> None:
    for _ in range(TIMES):
        x = leaf(2)
        used = in_threads(lambda _, x=x: (x * 2).grad_fn)
        assert len({id(node.next_functions[0][0]) for node in used}) == 1


def test_modes_are_those_of_the_thread() -> None:
    x = leaf(2)

    def work(number: int) -> list[bool]:
        found = []
        for _ in range(TIMES):
            with torch.set_grad_enabled(number % 2 == 0):
                found.append((x * 2).requires_grad)
        return [*found, torch.is_grad_enabled()]

    expected = [[number % 2 == 0] * TIMES + [True] for number in range(THREADS)]
    assert in_threads(work) == expected


def test_a_thread_sees_anomaly_mode_and_no_other() -> None:
    def work(_: int) -> tuple[bool, ...]:
        return (
            torch.is_grad_enabled(),
            torch.is_inference_mode_enabled(),
            torch.is_anomaly_enabled(),
        )

    with torch.no_grad(), torch.autograd.set_detect_anomaly(True):
        assert in_threads(work) == [(True, False, True)] * THREADS
    assert in_threads(work) == [(True, False, False)] * THREADS


def test_a_backward_inside_a_backward_in_every_thread() -> None:
    x = leaf(2)

    class Nested(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, value: Any, depth: int) -> Any:
            ctx.depth = depth
            return value * 1

        @staticmethod
        def backward(ctx: Any, grad: Any) -> Any:
            if ctx.depth:
                with torch.enable_grad():
                    Nested.apply(x, ctx.depth - 1).sum().backward()
            return grad, None

    in_threads(lambda _: [Nested.apply(x, 9).sum().backward() for _ in range(5)])
    assert x.grad.tolist() == [10.0 * 5 * THREADS] * 2
