"""Where the graph was cut is drawn, and how."""

import copy
import gc
import runpy
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.cuts import CUT, MADE_BY, CutFact
from graphviz_autograd.engine.cuts import MAX_CUT_OFF, cut_of
from graphviz_autograd.graph.model import EdgeKind, NodeKind

Run = Callable[[str, str], Graph]


def cuts(graph: Graph) -> list[tuple[str, str, str, str]]:
    """What each cut lost: its kind and name, and the name and the way of what was made of it."""
    return [
        (
            graph.node(edge.tail).kind.value,
            graph.node(edge.tail).name,
            graph[CUT][edge.head].how,
            graph.node(edge.head).name,
        )
        for edge in graph.edges
        if edge.kind is EdgeKind.CUT
    ]


@pytest.mark.parametrize(
    ("expression", "how"),
    [
        ("y.detach()", "detach"),
        ("y.detach()[0:2]", "detach"),
        ("y.detach().detach()", "detach"),
        ("y.data", ".data"),
        ("(y * 1).detach_()", "detach_"),
        ("y.long()", "to(int64)"),
        ("y.to(torch.int32)", "to(int32)"),
        ("torch.tensor(y)", "torch.tensor"),
        ("torch.tensor(y.detach().numpy())", "numpy"),
        ("torch.from_numpy(y.detach().numpy())", "numpy"),
        ("torch.as_tensor(y.numpy(force=True))", "numpy"),
    ],
)
@pytest.mark.filterwarnings("ignore:To copy construct")
@pytest.mark.parametrize("operation", ["w * d", "w + d", "torch.stack([w, d]).sum()"])
def test_each_way_to_cut(graph_of: Run, expression: str, how: str, operation: str) -> None:
    graph = graph_of(
        f"""
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        y = w * 3
        d = {expression}
        out = {operation}
        """,
        "names,cuts",
    )
    ((kind, _, found, name),) = cuts(graph)
    assert (kind, found, name) == ("ghost", how, "d")
    assert list(graph[MADE_BY].values()) == ["MulBackward0"]


@pytest.mark.parametrize("mode", ["no_grad", "inference_mode"])
def test_what_was_computed_without_recording(graph_of: Run, mode: str) -> None:
    graph = graph_of(
        f"""
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        x = torch.tensor([1.0, 2.0])
        with torch.{mode}():
            d = (w * x).exp() + 1
            other = x * 2
        out = (w + d + other).sum() if "{mode}" == "inference_mode" else (w * d * other).sum()
        """,
        "names,cuts",
    )
    assert cuts(graph) == [("leaf", "w", mode, "d")]


@pytest.mark.parametrize(
    ("expression", "use"),
    [
        ("w[0]", "w[1] * d"),
        ("(w * 2)[0]", "w[1] * d"),
        ("w.max(0).values", "w[1] + d"),
        ("torch.stack([x, w])[1]", "w + d"),
        ("w.unbind(0)[1]", "w[0] * d"),
        ("Double.apply(w)", "w + d"),
    ],
)
def test_cuts_through_views_several_outputs_lists_and_functions(
    graph_of: Run, expression: str, use: str
) -> None:
    graph = graph_of(
        f"""
        class Double(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x * 2

            @staticmethod
            def backward(ctx, grad):
                return grad * 2

        w = torch.tensor([1.0, 2.0], requires_grad=True)
        x = torch.tensor([1.0, 2.0])
        with torch.no_grad():
            d = {expression}
        out = ({use}).sum()
        """,
        "names,cuts",
    )
    ((_, _, how, name),) = cuts(graph)
    assert (how, name) == ("no_grad", "d")


def test_a_function_remembers_what_was_cut_off_among_its_inputs(graph_of: Run) -> None:
    graph = graph_of(
        """
        class Product(torch.autograd.Function):
            @staticmethod
            def forward(ctx, a, b):
                return a * b

            @staticmethod
            def backward(ctx, grad):
                return grad, grad

        w = torch.tensor([1.0, 2.0], requires_grad=True)
        out = Product.apply(w, w.detach()).sum()
        """,
        "names,cuts",
    )
    assert cuts(graph) == [("leaf", "w", "detach", "")]


def test_indices_lose_no_gradient(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        with torch.no_grad():
            i = w.max(0).indices
        out = w + i
        """,
        "names,cuts",
    )
    assert cuts(graph) == []


@pytest.mark.parametrize(
    ("cut", "how"),
    [
        ("w.detach()", "detach"),
        ("w.data", ".data"),
        ("w.long()", "to(int64)"),
        ("torch.from_numpy(w.detach().numpy())", "numpy"),
    ],
)
@pytest.mark.parametrize("mode", ["torch.enable_grad()", "torch.no_grad()"])
def test_what_is_computed_of_what_was_cut_off_is_cut_off(
    graph_of: Run, cut: str, how: str, mode: str
) -> None:
    graph = graph_of(
        f"""
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        with {mode}:
            d = ({cut} * 2).float().exp()
        out = (w + d).sum()
        """,
        "names,cuts",
    )
    how = "no_grad" if "no" in mode else how
    assert cuts(graph) == [("leaf", "w", how, "d")]


def test_a_leaf_that_no_gradient_reaches_is_a_constant(graph_of: Run) -> None:
    program = """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        with torch.no_grad():
            first = w[0]
        c = torch.tensor(2.0)
        out = w[1] * first * c
        c.requires_grad_()
        {more}
    """
    kinds = {node.name: node.kind for node in graph_of(program.format(more=""), "names").nodes}
    assert (kinds["first"], kinds["c"]) == (NodeKind.CONSTANT, NodeKind.CONSTANT)
    both = graph_of(program.format(more="out = out * c"), "names,grads")
    assert {node.name: node.kind for node in both.nodes}["c"] == NodeKind.LEAF


def test_a_long_chain_without_recording_loses_only_so_much() -> None:
    weights = [torch.tensor(1.0, requires_grad=True) for _ in range(50)]
    with torch.no_grad():
        d = weights[0] * 1
        for one in weights * 4:
            d = d * one
    cut = cut_of(d)
    assert cut is not None
    found = [reference() for reference, *_ in cut[1]]
    assert [id(one) for one in found] == [id(one) for one in weights[:MAX_CUT_OFF]]


def test_a_cut_from_what_is_in_the_graph_begins_there(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        y = w * 3
        out = (y.detach() - y).sum()
        """,
        "names,cuts",
    )
    assert cuts(graph) == [("intermediate", "y", "detach", "")]


def test_a_ghost_is_there_as_long_as_its_tensor_or_not(graph_of: Run) -> None:
    program = """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        v = torch.tensor([1.0, 2.0], requires_grad=True)
        d = v.detach()
        {more}
        out = (w * d).sum()
    """
    graph = graph_of(program.format(more=""), "names,cuts,shapes")
    assert cuts(graph) == [("ghost", "v", "detach", "d")]
    ghost = next(node.id for node in graph.nodes if node.kind is NodeKind.GHOST)
    assert graph.annotations["shape"][ghost].size == (2,)
    assert cuts(graph_of(program.format(more="del v"), "names,cuts")) == [
        ("ghost", "", "detach", "d")
    ]


def test_a_leaf_made_of_a_detached_tensor(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        d = (w * 2).detach().requires_grad_()
        out = (d * 3).sum()
        """,
        "names,cuts",
    )
    assert cuts(graph) == [("ghost", "", "detach", "d")]


def test_a_tensor_that_later_depends_on_what_was_cut_off_it_makes_no_cycle(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        h = w * 1
        h.add_(h.detach() * 2)
        kept = h.detach()
        h.mul_(kept)
        out = h.sum()
        """,
        "names,cuts",
    )
    assert [how for _, _, how, _ in cuts(graph)] == ["detach", "detach"]


def test_what_was_modified_since_is_not_shown_as_it_was_used(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        d = w.detach().clone()
        e = (w * 2).detach()
        out = w + e
        e.add_(1)
        """,
        "names,cuts,values",
    )
    assert cuts(graph) == [("ghost", "", "detach", "")]


def test_a_cut_keeps_nothing_alive() -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    y = w * 3
    known = weakref.ref(y)
    d = y.detach()
    with torch.no_grad():
        e = y * 2
    out = w + d + e
    del y
    gc.collect()
    assert known() is None
    assert len(cuts(torch.capture(out))) == 2
    assert d.tolist() == [3.0, 6.0]


def test_no_cut_is_seen_where_none_is(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        x = torch.tensor([1.0, 2.0]).detach()
        with torch.no_grad():
            s = x * 2
            w.sub_(s)
        out = (w * x + s).sum()
        """,
        "names,cuts",
    )
    assert cuts(graph) == []


def test_a_copy_of_a_module_was_not_cut_off_it() -> None:
    layer = copy.deepcopy(torch.nn.Linear(2, 1))
    assert cuts(torch.capture(layer(torch.ones(1, 2)), show="cuts")) == []


def test_gradients_are_what_they_are_without_a_cut_noted() -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    y = w * 3
    (y * y.detach() + y + y.data).sum().backward()
    assert w.grad.tolist() == [12.0, 21.0]


def test_where_it_was_cut_if_that_was_recorded(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import graphviz_autograd as torch\n"
        "w = torch.tensor([1.0, 2.0], requires_grad=True)\n"
        "with torch.record_origins():\n"
        "    d = w.detach()\n"
        "out = w * d\n",
        encoding="utf-8",
    )
    graph = torch.capture(runpy.run_path(str(script))["out"])
    assert list(graph[CUT].values()) == [CutFact("detach", "script.py", 4)]
    assert "✂\ufe0e detach · script.py:4" in torch.draw(graph).render("txt")
    assert "no gradient flows back" in torch.draw(graph).render("svg")


def test_pytorch_does_not_tell() -> None:
    framework = pytest.importorskip("torch")
    w = framework.tensor([1.0, 2.0], requires_grad=True)
    assert cuts(torch.capture(w * w.detach())) == []
