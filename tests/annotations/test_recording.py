"""What a watched backward did, the same on both engines."""

from types import ModuleType

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, capture, draw, watch
from graphviz_autograd.annotations.accumulations import ACCUMULATION
from graphviz_autograd.annotations.failures import FAILURE
from graphviz_autograd.annotations.flow import FLOW, Flow
from graphviz_autograd.annotations.gradients import GRADIENT, GradientState
from graphviz_autograd.annotations.hooks import HOOKS, HookState
from graphviz_autograd.annotations.nonfinite import NONFINITE
from graphviz_autograd.annotations.order import ORDER

PROGRAMS = {
    "twice": """
        w = torch.tensor(2.0, requires_grad=True)
        x = torch.tensor(3.0)
        b = torch.tensor(1.0, requires_grad=True)
        y = w * x
        z = y + b
        run = lambda: (z.backward(retain_graph=True), z.backward())
    """,
    "hooks": """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        y = w * 2
        def double(grad): return grad * 2
        def clear(grad): return grad * 0
        def look(grad): pass
        y.register_hook(double)
        y.register_hook(look)
        w.register_hook(clear)
        def more(leaf): leaf.grad.add_(1)
        w.register_post_accumulate_grad_hook(more)
        z = y.sum()
        run = lambda: z.backward()
    """,
    "a hook that never fires": """
        w = torch.tensor(1.0, requires_grad=True)
        v = torch.tensor(1.0, requires_grad=True)
        v.register_hook(print)
        z = w * v
        run = lambda: torch.autograd.grad(z, w)
    """,
    "a hook that removes itself": """
        w = torch.tensor(1.0, requires_grad=True)
        handle = w.register_hook(lambda grad: handle.remove())
        z = w * 2
        run = lambda: z.backward()
    """,
    "not a number": """
        w = torch.tensor([0.0, 1.0], requires_grad=True)
        r = w.sqrt()
        z = (r * 0.0).sum()
        run = lambda: z.backward()
    """,
    "infinite value": """
        w = torch.tensor([0.0, 1.0], requires_grad=True)
        l = w.log()
        z = l.sum()
        run = lambda: z.backward()
    """,
    "several outputs": """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        a, b = w.unbind()
        z = a * 3
        run = lambda: z.backward()
    """,
}


def run(program: str, torch: ModuleType) -> Graph:
    names: dict[str, object] = {"torch": torch}
    exec("\n".join(line[8:] for line in program.strip("\n").splitlines()), names)
    with watch(names["z"], names=names) as seen:
        names["run"]()
    return capture(seen, names=names, show="all")


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_both_frameworks_tell_the_same(program: str) -> None:
    torch = pytest.importorskip("torch")
    assert run(program, graphviz_autograd) == run(program, torch)


def test_gradients_add_up() -> None:
    graph = run(PROGRAMS["twice"], graphviz_autograd)
    node = {node.name: node.id for node in graph.nodes}
    assert [part.items for part in graph[ACCUMULATION][node["w"]].parts] == [(3.0,), (3.0,)]
    assert graph[GRADIENT][node["w"]].summary.items == (6.0,)
    assert graph[ORDER][node["AddBackward0"]].places == (1, 5)
    assert graph[FLOW][node["MulBackward0"]] == Flow((1.0,), (3.0, None))
    assert graph[FLOW][node["MulBackward0"]].gain == 3.0


def test_a_gradient_in_passing_is_seen_but_not_retained() -> None:
    graph = run(PROGRAMS["twice"], graphviz_autograd)
    y = next(node.id for node in graph.nodes if node.name == "y")
    assert graph[GRADIENT][y].state is GradientState.NOT_RETAINED
    assert graph[GRADIENT][y].summary.items == (1.0,)


def test_what_each_hook_did() -> None:
    graph = run(PROGRAMS["hooks"], graphviz_autograd)
    told = {
        fact.name: (fact.state, fact.before[0].items, fact.after[0].items)
        for hooks in graph[HOOKS].values()
        for fact in hooks.facts
    }
    assert told == {
        "double": (HookState.CHANGED, (1.0, 1.0), (2.0, 2.0)),
        "look": (HookState.UNCHANGED, (2.0, 2.0), (2.0, 2.0)),
        "clear": (HookState.ZEROED, (4.0, 4.0), (0.0, 0.0)),
        "more": (HookState.CHANGED, (0.0, 0.0), (1.0, 1.0)),
    }


def test_hooks_of_nodes_are_told_in_firing_order() -> None:
    w = graphviz_autograd.tensor(1.0, requires_grad=True)
    z = w * 2
    accumulator = z.grad_fn.next_functions[0][0]
    accumulator.register_hook(lambda inputs, outputs: None)
    w.register_post_accumulate_grad_hook(lambda leaf: None)
    accumulator.register_prehook(lambda outputs: (outputs[0] * 5,))
    w.register_hook(lambda grad: None)
    z.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] * 3, None))
    with watch(z) as seen:
        z.backward()
    found = capture(seen)[HOOKS]
    kinds = [[fact.kind.value for fact in hooks.facts] for hooks in found.values()]
    assert sorted(kinds) == [["post"], ["tensor", "pre", "post_accumulate", "post"]]
    assert w.grad.item() == 30.0


def test_a_hook_of_a_branch_without_gradient_never_fired() -> None:
    graph = run(PROGRAMS["a hook that never fires"], graphviz_autograd)
    (hooks,) = graph[HOOKS].values()
    assert hooks.facts[0].state is HookState.NEVER_FIRED


def test_where_nan_began() -> None:
    graph = run(PROGRAMS["not a number"], graphviz_autograd)
    names = {node.id: node.name for node in graph.nodes}
    assert [names[node] for node in graph[NONFINITE]] == ["SqrtBackward0"]
    graph = run(PROGRAMS["infinite value"], graphviz_autograd)
    names = {node.id: node.name for node in graph.nodes}
    firsts = {names[node]: fact.is_first for node, fact in graph[NONFINITE].items()}
    assert firsts == {"l": True, "z": False, "LogBackward0": True}


@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
def test_a_backward_that_raises_shows_how_far_it_came(framework: str) -> None:
    torch = pytest.importorskip(framework)
    w = torch.tensor(2.0, requires_grad=True)
    y = w.exp()
    z = y * 3
    y.detach().add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace") as caught, watch(z) as seen:
        z.backward()
    graph = capture(seen)
    failing = {node.id: node.name for node in graph.nodes}
    ((node, fact),) = graph[FAILURE].items()
    assert failing[node] == "ExpBackward0"
    assert fact.message == f"RuntimeError: {caught.value}"
    assert graph[GRADIENT][next(n.id for n in graph.nodes if n.name == "w")].state == "not computed"


def fail(_: object) -> None:
    """Raise; the hook of the tests below."""
    raise ArithmeticError("no")


@pytest.mark.parametrize(
    ("register", "where"),
    [
        ("y.register_hook", "MulBackward0"),
        ("w.register_hook", "w"),
        ("w.register_post_accumulate_grad_hook", "w"),
    ],
)
@pytest.mark.parametrize("framework", ["ours", "torch"])
def test_a_hook_that_raises_is_where_backward_failed(
    register: str, where: str, framework: str
) -> None:
    torch = graphviz_autograd if framework == "ours" else pytest.importorskip("torch")
    w = torch.tensor(2.0, requires_grad=True)
    y = w * w
    z = y.exp()
    eval(register, {"w": w, "y": y})(fail)
    with pytest.raises(ArithmeticError) as caught:
        draw(z, backward=True)
    graph = caught.value.drawing.graph
    ((node, fact),) = graph[FAILURE].items()
    assert (graph.node(node).name, fact.message, fact.hook) == (
        where,
        "ArithmeticError: no",
        "fail",
    )


@pytest.mark.parametrize("register", ["register_hook", "register_prehook"])
def test_a_hook_of_a_node_that_raises_is_where_backward_failed(register: str) -> None:
    w = graphviz_autograd.tensor(2.0, requires_grad=True)
    z = (w * w).exp()
    getattr(z.grad_fn, register)(lambda *_: fail(None))
    with pytest.raises(ArithmeticError) as caught:
        draw(z, backward=True)
    ((node, fact),) = caught.value.drawing.graph[FAILURE].items()
    assert (caught.value.drawing.graph.node(node).name, fact.hook) == ("ExpBackward0", "lambda")


def test_an_error_after_the_backward_is_not_its_failure() -> None:
    w = graphviz_autograd.tensor(2.0, requires_grad=True)
    w.register_hook(lambda grad: None)
    z = w * w

    def run() -> None:
        z.backward()
        _ = 1 / 0

    with pytest.raises(ZeroDivisionError), watch(z) as seen:
        run()
    assert not capture(seen)[FAILURE]


def test_draw_runs_backward_and_hands_over_the_drawing_of_a_failure() -> None:
    w = graphviz_autograd.tensor(2.0, requires_grad=True)
    z = w * w
    assert "4.0" in str(draw(z, backward=True))
    with pytest.raises(RuntimeError, match="second time") as caught:
        draw(z, backward=True)
    assert caught.value.drawing.graph[FAILURE]


def test_nothing_stays_behind() -> None:
    torch = pytest.importorskip("torch")
    w = torch.tensor(2.0, requires_grad=True)
    w.register_hook(hook := lambda grad: None)
    z = w * 2
    with pytest.raises(ZeroDivisionError), watch(z):
        _ = 1 / 0
    assert list(w._backward_hooks.values()) == [hook]
    with watch(z) as seen:
        pass
    z.backward()
    assert seen.record.steps == []
