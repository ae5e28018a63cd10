"""Tensors of PyTorch that are not ordinary: what can be drawn is, and why the rest cannot."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graphviz_autograd import capture, draw, explain, inspection, make_dot, watch
from graphviz_autograd.annotations.saved import SAVED
from graphviz_autograd.annotations.values import UNREADABLE
from graphviz_autograd.sources.base import SavedState

torch = pytest.importorskip("torch")

# PyTorch's own, of nested, quantized and sparse tensors; some of them once in a process.
pytestmark = pytest.mark.filterwarnings("ignore")


def fake() -> Any:
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode():
        return (torch.randn(3, requires_grad=True) * 2).sum()


def inference() -> Any:
    with torch.inference_mode():
        return torch.ones(3) * 2


class Sub(torch.Tensor):
    pass


class Refusing(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func: Any, *_: Any) -> Any:
        raise RuntimeError(func.__name__)


class Wrapper(torch.Tensor):
    """Holds another tensor, as tensors of parameters that are sharded do."""

    @staticmethod
    def __new__(cls, inner: Any) -> Any:
        options = {"dtype": inner.dtype, "requires_grad": inner.requires_grad}
        return torch.Tensor._make_wrapper_subclass(cls, inner.shape, **options)

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    @classmethod
    def __torch_dispatch__(cls, func: Any, _types: Any, args: Any = (), kwargs: Any = None) -> Any:
        tree_map = torch.utils._pytree.tree_map
        args, kwargs = tree_map(
            lambda x: x.inner if isinstance(x, Wrapper) else x, (args, kwargs or {})
        )
        result = func(*args, **kwargs)
        return tree_map(lambda x: Wrapper(x) if isinstance(x, torch.Tensor) else x, result)


def without_memory() -> Any:
    w, x = torch.ones(3, requires_grad=True), torch.ones(3)
    y = (w * x).sum()
    x.untyped_storage().resize_(0)
    return y


def jagged() -> Any:
    rows = [torch.ones(2), torch.ones(3)]
    return torch.nested.nested_tensor(rows, requires_grad=True, layout=torch.jagged) * 2


def dual() -> Any:
    with torch.autograd.forward_ad.dual_level():
        x = torch.ones(3, requires_grad=True)
        return torch.autograd.forward_ad.make_dual(x, torch.ones(3)) * 2


def escaped(transform: Any) -> Any:
    found: list[Any] = []
    transform(lambda x: (found.append((x * x).sum()), found[0])[1])(torch.ones(3))
    return found[0]


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
    "a subclass that refuses": lambda: torch.ones(3, requires_grad=True).as_subclass(Refusing),
    "a wrapper": lambda: Wrapper(torch.ones(3, requires_grad=True)) * 2,
    "without memory": without_memory,
    "jagged": jagged,
    "nested": lambda: torch.nested.nested_tensor([torch.ones(2)], requires_grad=True) * 2,
    "quantized": lambda: torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8),
    "negative bit": lambda: torch.ones(3, dtype=torch.complex64).conj().imag,
    "dual": dual,
    "out of grad": lambda: escaped(torch.func.grad),
    "functional": lambda: torch._to_functional_tensor(torch.ones(3, requires_grad=True)) * 2,
    "4 bits": lambda: torch.empty(3, dtype=torch.uint4),
    "CSR": lambda: torch.eye(3).to_sparse_csr().requires_grad_(),
    "empty": lambda: torch.ones(0, 3, requires_grad=True) * 2,
    "not initialized": lambda: torch.nn.LazyLinear(3).weight,
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_each_is_drawn(make: Callable[[], Any]) -> None:
    tensor = make()
    assert "<svg" in draw(tensor, show="all").render("svg")
    assert "digraph" in make_dot(tensor, show_attrs=True, show_saved=True).source
    assert inspection(tensor).value_text
    assert str(explain(tensor))
    with watch(tensor) as seen:
        pass
    assert "<svg" in seen.draw().render("svg")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("meta", "a meta tensor"),
        ("fake", "a fake tensor"),
        ("complex", "complex"),
        ("without memory", "its memory was given back"),
        ("nested", "a nested tensor"),
    ],
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


def test_what_can_be_read_of_odd_tensors_is() -> None:
    values = {kind: inspection(ODD[kind]()).value for kind in ("quantized", "negative bit", "dual")}
    assert values == {
        "quantized": pytest.approx([1.0] * 3, abs=0.1),
        "negative bit": [0.0] * 3,
        "dual": [2.0] * 3,
    }
    assert "2 × ?" in draw(jagged()).render("txt")


def test_a_table_of_parameters_that_are_not_initialized() -> None:
    assert inspection(torch.nn.LazyLinear(3)).rows[0].value is None


def test_a_backward_through_a_tensor_that_refuses_is_recorded() -> None:
    x = torch.ones(3, requires_grad=True).as_subclass(Refusing)
    with torch._C.DisableTorchFunctionSubclass():
        y = torch.Tensor.sum(x * 2)
    with watch(torch.nn.Identity()) as seen, torch._C.DisableTorchFunctionSubclass():
        torch.autograd.backward(y)
    assert "<svg" in seen.draw().render("svg")
