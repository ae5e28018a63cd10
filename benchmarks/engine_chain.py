"""A chain of 1,000 scalar nodes, forward and backward: time per node beside its peers.

Run: python benchmarks/engine_chain.py
"""

from __future__ import annotations

import importlib.util
import sys
import time
import tracemalloc
from collections.abc import Callable

import graphviz_autograd.engine as engine

NODES = 1_000


class Value:
    """A scalar that remembers closures: the smallest engine there is, after micrograd's idea."""

    def __init__(self, data: float, parents: tuple[Value, ...] = ()) -> None:
        self.data, self.grad, self.parents = data, 0.0, set(parents)
        self.pull: Callable[[], None] = lambda: None

    def __add__(self, other: Value) -> Value:
        out = Value(self.data + other.data, (self, other))

        def pull() -> None:
            self.grad += out.grad
            other.grad += out.grad

        out.pull = pull
        return out

    def __mul__(self, other: Value) -> Value:
        out = Value(self.data * other.data, (self, other))

        def pull() -> None:
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.pull = pull
        return out

    def backward(self) -> None:  # noqa: D102
        order: list[Value] = []
        seen: set[Value] = set()
        stack = [(self, False)]
        while stack:
            value, done = stack.pop()
            if done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack.extend((parent, False) for parent in value.parents)
        self.grad = 1.0
        for value in reversed(order):
            value.pull()


def chain(leaf: object) -> None:
    y = leaf
    for _ in range(NODES // 2):
        y = y * leaf + leaf
    y.backward()


def best(run: Callable[[], None], repeats: int = 40) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def bytes_per_node(count: int = 100_000) -> float:
    x = engine.tensor(1.0001, requires_grad=True)
    tracemalloc.start()
    y = x
    for _ in range(count):
        y = y * x
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return used / count


def peers() -> dict[str, Callable[[], None]]:
    found: dict[str, Callable[[], None]] = {
        "graphviz_autograd": lambda: chain(engine.tensor(0.999, requires_grad=True)),
        "closures (micrograd)": lambda: chain(Value(0.999)),
    }
    if importlib.util.find_spec("torch"):
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        found["torch"] = lambda: chain(torch.tensor(0.999, requires_grad=True))
    return found


def main() -> None:
    times = {name: best(run) for name, run in peers().items()}
    ours = times["graphviz_autograd"]
    for name, seconds in times.items():
        per_node = seconds / NODES * 1e6
        sys.stdout.write(
            f"{name:24} {per_node:6.2f} us per node   ours / it = {ours / seconds:5.2f}\n"
        )
    sys.stdout.write(f"memory {bytes_per_node():.0f} bytes per node\n")


if __name__ == "__main__":
    main()
