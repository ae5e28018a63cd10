"""The graph of a second gradient that is recorded in its turn is PyTorch's, made in its order.

In the opposite order the backward runs it, so the graphs of third gradients are the same too.
"""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import graphviz_autograd as ours

from .cases import EXPRESSIONS
from .outcome import inputs, made, tree

torch = pytest.importorskip("torch")

PARTS = 8

TWICE = """
leaves = []
def f(*shape, _make=f, **options):
    leaves.append(_make(*shape, **options))
    return leaves[-1]
y = {}
w = torch.ones(()) * (y * y).sum()
first = torch.autograd.grad(w, leaves, create_graph=True, allow_unused=True)
v = sum(((g * g).sum() for g in first if g is not None), torch.zeros(()))
second = torch.autograd.grad(v, leaves, create_graph=True, allow_unused=True)
"""


def graphs(framework: Any, expression: str) -> Any:
    """The graph of the second gradient of each leaf, and of all as it was made; or an error."""
    names = {"torch": framework, "f": inputs(framework)}
    try:
        exec(TWICE.format(expression), names)
    except RuntimeError as error:
        return type(error)
    roots = [None if one is None else one.grad_fn for one in names["second"]]
    return [*map(tree, roots), made(one for one in roots if one is not None)]


@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_the_same(part: int) -> None:
    cases = [*dict.fromkeys(EXPRESSIONS)][part::PARTS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert [one for one in cases if graphs(ours, one) != graphs(torch, one)] == []
