"""Sample inputs for every operation: the expressions of the cases, by the operations they reach.

An expression of the tables is a function of the leaves that ``f`` makes in it. It is a sample of
each operation that its graph shows, or else the graph of its gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import graphviz_autograd as torch
from graphviz_autograd.engine.ops import OPS

from .cases import EXPRESSIONS
from .outcome import inputs

# Where an element sits on a corner of its function, or is drawn at random, no derivative is right.
NOT_SMOOTH = {
    "torch.minimum(f(3), f(3))",
    "f(3).round()",
}
# What no expression of the tables reaches: in-place variants and parts of them.
EXTRA = """
(f(3) * 2).zero_()
(f(3) * 2).copy_(f(3))
(f(3) * 2).fill_(3.)
(f(3) * 2).fill_(f(1).sum())
torch.minimum(f(3), f(3) * 2 - 1)
(f(3) + 0.1).round()
f(3).to(torch.float64, copy=True)
f(6).as_strided((2, 2), (2, 1), 1)
(lambda y: (y[0].mul_(3), y[0])[1])(f(2, 3) * 2)
(lambda y: (y.__setitem__(torch.tensor([True, False, True]), f(2)), y)[1])(f(3) * 2)
""".strip().splitlines()

LARGEST = 60
SAMPLES_EACH = 2

_RECORDS = {record.node: name for name, record in OPS.items() if record.node is not None}


class Sample(NamedTuple):
    """A function of tensors, a point to differentiate it at, and the operations it tests."""

    expression: str
    function: Callable[..., tuple[Any, ...]]
    leaves: list[Any]
    reached: set[str]


def differentiable_operations() -> list[str]:
    """Return the operations that have rules."""
    return list(_RECORDS.values())


def samples_of(name: str) -> list[Sample]:
    """Return the smallest samples of an operation; of its gradient only if there is no other."""
    forward, backward = ([s for s in group if name in s.reached] for group in _samples())
    found = sorted(forward or backward, key=lambda sample: (size(sample), sample.expression))
    return found[:SAMPLES_EACH]


def size(sample: Sample) -> int:
    return sum(leaf.numel() for leaf in sample.leaves)


@cache
def _samples() -> tuple[list[Sample], list[Sample]]:
    expressions = [one for one in dict.fromkeys([*EXTRA, *EXPRESSIONS]) if one not in NOT_SMOOTH]
    forward = [sample for one in expressions if (sample := _usable(one))]
    return forward, [_sample(one.expression, _gradient(one), one.leaves) for one in forward]


def _usable(expression: str) -> Sample | None:
    try:
        sample = _sample(expression, _function(expression), _leaves(expression))
    except Exception:
        return None  # it fails as a case, too, and that is where it is reported
    usable = sample.leaves and size(sample) <= LARGEST and _is_double(sample)
    return sample if usable else None


def _sample(expression: str, function: Callable[..., Any], leaves: list[Any]) -> Sample:
    outputs = function(*leaves)
    reached = {_RECORDS[type(node)] for node in nodes(outputs) if type(node) in _RECORDS}
    return Sample(expression, function, leaves, reached)


def _leaves(expression: str) -> list[Any]:
    make, leaves = inputs(torch), []

    def f(*shape: int, **options: Any) -> Any:
        leaf = make(*shape, **options)
        leaves.extend([leaf] if leaf.requires_grad else [])
        return leaf

    eval(expression, {"torch": torch, "f": f})
    return leaves


def _function(expression: str) -> Callable[..., tuple[Any, ...]]:
    make = inputs(torch)

    def function(*leaves: Any) -> tuple[Any, ...]:
        given = iter(leaves)

        def f(*shape: int, **options: Any) -> Any:
            return next(given) if options.get("grad", True) else make(*shape, **options)

        return differentiable(eval(expression, {"torch": torch, "f": f}))

    return function


def _gradient(sample: Sample) -> Callable[..., tuple[Any, ...]]:
    def gradient(*leaves: Any) -> tuple[Any, ...]:
        # Squared, so that the gradient depends on what the outputs' gradients are.
        outputs = [(one * one).sum() for one in sample.function(*leaves)]
        found = torch.autograd.grad(outputs, leaves, create_graph=True, allow_unused=True)
        return differentiable([one for one in found if one is not None])

    return gradient


def differentiable(outputs: Any) -> tuple[Any, ...]:
    listed = outputs if isinstance(outputs, (tuple, list)) else (outputs,)
    return tuple(one for one in listed if torch.is_tensor(one) and one.requires_grad)


def _is_double(sample: Sample) -> bool:
    outputs = sample.function(*sample.leaves)
    kinds = {data.dtype for node in nodes(outputs) for data in node._input_metadata}
    return kinds <= {torch.float64}


def nodes(outputs: Sequence[Any]) -> Iterator[Any]:
    """Return every node of the graph under some tensors, once."""
    waiting = [one.grad_fn for one in outputs if one.grad_fn is not None]
    seen = set(waiting)
    while waiting:
        yield (node := waiting.pop())
        children = {child for child, _ in node.next_functions if child is not None} - seen
        seen |= children
        waiting.extend(children)
