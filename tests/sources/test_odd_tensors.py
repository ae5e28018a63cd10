"""Tensors of PyTorch that are not ordinary: what can be drawn is, and why the rest cannot."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graphviz_autograd import capture, draw, inspection, watch
from graphviz_autograd.annotations.saved import SAVED
from graphviz_autograd.annotations.values import UNREADABLE
from graphviz_autograd.sources.base import SavedState

torch = pytest.importorskip("torch")


def fake() -> Any:
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode():
        return (torch.randn(3, requires_grad=True) * 2).sum()


def inference() -> Any:
    with torch.inference_mode():
        return torch.ones(3) * 2


class Sub(torch.Tensor):
    pass


ODD = {
    "meta": lambda: (torch.randn(3, device="meta", requires_grad=True) * 2).sum(),
    "fake": fake,
    "inference": inference,
    "without grad": lambda: torch.ones(3) * 2,
    "a subclass": lambda: (torch.ones(3).as_subclass(Sub).requires_grad_() * 2).sum(),
    "sparse": lambda: torch.eye(3).to_sparse().requires_grad_() * 2,
    "complex": lambda: torch.ones(3, dtype=torch.complex64, requires_grad=True).conj() * 2,
    "bfloat16": lambda: torch.ones(3, dtype=torch.bfloat16, requires_grad=True) * 2,
    "float8": lambda: torch.ones(3).to(torch.float8_e4m3fn),
    "not initialized": lambda: torch.nn.LazyLinear(3).weight,
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_each_is_drawn(make: Callable[[], Any]) -> None:
    assert "<svg" in draw(make(), show="all").render("svg")


@pytest.mark.parametrize(
    ("kind", "why"),
    [("meta", "a meta tensor"), ("fake", "a fake tensor"), ("complex", "complex")],
)
def test_it_says_why_there_are_no_numbers(kind: str, why: str) -> None:
    drawing = draw(ODD[kind]())
    assert any(reason.startswith(why) for reason in drawing.graph[UNREADABLE].values())
    assert f"no numbers: {why}" in drawing.render("svg")


@pytest.mark.parametrize("transform", [torch.vmap, torch.func.grad], ids=["vmap", "grad"])
def test_inside_a_transform_of_functions(transform: Any) -> None:
    found = []

    def function(x: Any) -> Any:
        y = (x.sin() * 2).sum()
        found.append(draw(y).graph)
        return y

    transform(function)(torch.ones(2, 3) if transform is torch.vmap else torch.ones(3))
    assert "inside vmap" in next(iter(found[0][UNREADABLE].values()))


def test_gradients_whose_numbers_cannot_be_read_do_not_stop_a_backward() -> None:
    table = torch.nn.Embedding(4, 2, sparse=True)
    with watch(table) as seen:
        out = (table(torch.tensor([1, 2])) * torch.ones(2, dtype=torch.complex64)).abs().sum()
        out.backward()
    assert table.weight.grad.is_sparse
    assert "<svg" in seen.draw().render("svg")


def custom() -> Iterator[Any]:
    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * 1, x * 2

        @staticmethod
        def backward(_ctx: Any, one: Any, two: Any) -> Any:
            return one + two

    x = torch.ones(3, requires_grad=True)
    yield sum(Twice.apply(x)).sum()
    y = x * 2
    y[0] = 5.0
    yield y.exp().sum()
    (gradient,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    yield gradient.sum()
    yield sum(part.exp().sum() for part in (x * 2).unbind())
    yield (x.exp() * torch.nn.functional.dropout(x)).max()


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("freed", [False, True], ids=["live", "freed"])
def test_every_kind_of_node_is_drawn_live_and_freed(number: int, freed: bool) -> None:
    out = [*custom()][number]
    if freed:
        out.backward()
    graph = capture(out, show="all")
    states = {fact.state for fact in graph[SAVED].values()}
    assert states <= ({SavedState.FREED} if freed else {SavedState.LIVE})
    assert "<svg" in draw(graph).render("svg")


def test_a_copy_is_drawn_with_what_it_was_made_of() -> None:
    x = torch.ones(2, requires_grad=True)
    y = torch.zeros(2)
    y.copy_(x)
    names = [node.name for node in capture(y.sum()).nodes]
    assert names[:4] == ["", "SumBackward0", "y", "CopyBackwards"]
    assert "x" in names
    assert "<svg" in draw(y).render("svg")


def without_numbers() -> Iterator[tuple[Any, str]]:
    meta = torch.ones(2, device="meta", requires_grad=True)
    yield meta, "a meta tensor has none"
    yield meta * 2, "a meta tensor has none"
    yield torch.ones(2, dtype=torch.complex64), "complex"
    yield torch.nn.LazyLinear(2).weight, "not initialized yet"
    yield fake(), "a fake tensor has none"


@pytest.mark.parametrize("number", range(5))
def test_a_tensor_without_numbers_is_inspected(number: int) -> None:
    tensor, reason = [*without_numbers()][number]
    found = inspection(tensor)
    assert found.value is None
    assert found.value_text == f"no numbers: {reason}"


def test_a_tensor_inside_vmap_is_inspected() -> None:
    seen = []
    torch.vmap(lambda x: seen.append(inspection(x)) or x * 2)(torch.ones(2, 3))
    assert seen[0].value_text == "no numbers: inside vmap, grad or the like"
