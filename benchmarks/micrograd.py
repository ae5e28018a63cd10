"""A scalar engine of closures, the smallest there is, after Karpathy's micrograd."""

from __future__ import annotations

from collections.abc import Callable


class Value:
    """A number that remembers how to pull gradients back to its parents."""

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

    def backward(self) -> None:
        """Fill ``grad`` of everything this value was computed from."""
        self.grad = 1.0
        for value in reversed(self.ancestors()):
            value.pull()

    def ancestors(self) -> list[Value]:
        """Return this value and all before it, parents first."""
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
        return order


def chain(nodes: int) -> Callable[[], list[float]]:
    def run() -> list[float]:
        x = Value(0.999)
        y = x
        for _ in range(nodes // 2):
            y = y * x + x
        y.backward()
        return [x.grad]

    return run
