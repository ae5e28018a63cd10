"""What other versions of PyTorch do not have is done without."""

from typing import Any, ClassVar

import pytest

from graphviz_autograd import capture, draw, explain, inspection, make_dot, watch
from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.annotations.order import ORDER
from graphviz_autograd.sources.base import SavedState
from graphviz_autograd.sources.torch import TorchSource
from graphviz_autograd.sources.torch_saved import saved_by

torch = pytest.importorskip("torch")


class Older:
    """A node of an older version: without what it had not."""

    known: ClassVar[dict[Any, Any]] = {}
    missing = ("_sequence_nr", "_input_metadata")

    def __init__(self, node: Any) -> None:
        self.node = node

    def __getattr__(self, name: str) -> Any:
        if name in self.missing:
            raise AttributeError(name)
        found = getattr(self.node, name)
        # Only the node itself could unpack what it saved, and nobody told of hooks.
        return object() if type(found).__name__ == "SavedTensor" else found

    @property
    def __class__(self) -> Any:
        return self.node.__class__


def older(node: Any) -> Any:
    if node is None:
        return None
    kind = type(type(node).__name__, (Older,), {})
    return Older.known.setdefault(node, kind(node))


def step() -> Any:
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())
    with watch(model) as seen:
        loss = (model(torch.ones(1, 2)) * 2).detach().sum() * model(torch.ones(1, 2)).sum()
        loss.backward(retain_graph=True)
    return loss, seen


def test_nodes_that_tell_neither_their_number_nor_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Older, "known", {})
    made = TorchSource.grad_fn, TorchSource.next_functions
    monkeypatch.setattr(
        TorchSource, "grad_fn", lambda *x: (older((found := made[0](*x))[0]), found[1])
    )
    monkeypatch.setattr(
        TorchSource, "next_functions", lambda *x: tuple((older(f), n) for f, n in made[1](*x))
    )
    loss, seen = step()
    assert {node.name for node in capture(loss).nodes} >= {"AddmmBackward0", "TanhBackward0"}
    for drawn in (loss, seen):
        assert "<svg" in draw(drawn, show="all").render("svg")
    assert str(explain(loss))
    assert "digraph" in make_dot(loss).source
    assert "MulBackward0" in repr(inspection(loss))


def test_saved_tensors_that_only_their_node_unpacks() -> None:
    x = torch.ones(2, requires_grad=True)
    (live,) = saved_by(older(x.exp().grad_fn))
    assert (live.name, live.state, live.tensor.shape) == ("result", SavedState.LIVE, (2,))
    y = x.exp()
    y.sum().backward()
    (freed,) = saved_by(older(y.grad_fn))
    assert freed.state is SavedState.FREED
    with torch.autograd.graph.saved_tensors_hooks(lambda _: 0, lambda _: 1 / 0):
        y = x.exp()
    assert saved_by(older(y.grad_fn)) == []


MISSING = {
    "numbers of nodes": ("torch._C._autograd", "_get_sequence_nr"),
    "one way into the engine": ("torch.autograd", "_engine_run_backward"),
    "the question for wrappers": ("torch._C._functorch", "is_functorch_wrapped_tensor"),
}


@pytest.mark.parametrize(("module", "name"), MISSING.values(), ids=MISSING)
def test_functions_that_are_missing(
    module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    owner = importlib.import_module(module)
    if name == "_engine_run_backward":  # which the others then call themselves
        plain = owner._engine_run_backward
        monkeypatch.setattr(torch.autograd, "backward", lambda loss, *_, **__: plain(
            (loss,), (torch.ones_like(loss),), True, False, (), allow_unreachable=True,
            accumulate_grad=True,
        ))  # fmt: skip
    monkeypatch.delattr(owner, name)
    _, seen = step()
    graph = capture(seen, show="+order")
    assert graph[GRADIENT]
    assert graph[ORDER]
    assert "<svg" in seen.draw(show="all").render("svg")


def test_leaves_without_hooks_after_accumulation() -> None:
    class Leaf(torch.Tensor):
        @property
        def _post_accumulate_grad_hooks(self) -> Any:
            raise AttributeError

    w = torch.ones(2, requires_grad=True).as_subclass(Leaf)
    assert not hasattr(w, "_post_accumulate_grad_hooks")
    out = (w * 2).sum()
    with watch(out, names={"w": w}) as seen:
        out.backward()
    assert "<svg" in seen.draw(names={"w": w}).render("svg")
