"""A model is watched: its modules are frames, its backwards are recorded, and nothing stays."""

import copy
import gc
import weakref
from types import ModuleType
from typing import Any

import pytest

import graphviz_autograd
from graphviz_autograd import capture, draw, watch
from graphviz_autograd.annotations.backwards import NothingWatchedError
from graphviz_autograd.annotations.cuts import CUT, CutFact
from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.annotations.hooks import HOOKS, HookState
from graphviz_autograd.annotations.lines import LINE
from graphviz_autograd.annotations.order import ORDER
from graphviz_autograd.annotations.parameters import PARAMETER, Parameter

torch = pytest.importorskip("torch")


def make_model(torch: ModuleType) -> Any:
    class Block(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.up, self.down = torch.nn.Linear(2, 3), torch.nn.Linear(3, 2)

        def forward(self, x: Any) -> Any:
            return x + self.down(self.up(x).tanh())

    torch.manual_seed(0)
    return torch.nn.Sequential(Block(), Block())


def clusters(graph: graphviz_autograd.Graph) -> list[tuple[str, str | None]]:
    names = {cluster.id: cluster.name for cluster in graph.clusters}
    return [(c.name, names.get(c.parent or "")) for c in graph.clusters]


@pytest.mark.parametrize("framework", [graphviz_autograd, torch], ids=["ours", "torch"])
def test_modules_are_nested_frames(framework: ModuleType) -> None:
    model = make_model(framework)
    with watch(model):
        out = model(framework.ones(1, 2))
    assert clusters(capture(out)) == [
        ("Sequential", None),
        ("0: Block", "Sequential"),
        ("up: Linear", "0: Block"),
        ("down: Linear", "0: Block"),
        ("1: Block", "Sequential"),
        ("up: Linear", "1: Block"),
        ("down: Linear", "1: Block"),
    ]
    operations = [n.name for n in capture(out).nodes if n.name.endswith("Backward0")]
    grouped = [n for c in capture(out).clusters for n in c.nodes]
    assert len(operations) == len({n for n in grouped if not capture(out).node(n).kind.is_data})


def same_model() -> tuple[Any, Any]:
    ours, theirs = make_model(graphviz_autograd), make_model(torch)
    for mine, its in zip(ours.parameters(), theirs.parameters(), strict=True):
        its.data.copy_(torch.tensor(mine.tolist()))
    return ours, theirs


def test_both_frameworks_tell_the_same_of_a_training_step() -> None:
    graphs = []
    for framework, model in zip((graphviz_autograd, torch), same_model(), strict=True):
        with watch(model) as seen:
            # Of a constant that nothing saves PyTorch would not know that the block adds it too.
            loss = (model(framework.ones(1, 2, requires_grad=True)) ** 2).sum()
            loss.backward()
        graphs.append(capture(seen, names=model, show="all,-lines,-versions"))
    ours, theirs = graphs
    assert ours == theirs
    assert ours[ORDER]
    assert len(ours[GRADIENT]) > 8


def hook_dicts(model: Any) -> list[dict[str, Any]]:
    return [
        {name: copy.copy(value) for name, value in vars(module).items() if "hook" in name}
        for module in model.modules()
    ]


@pytest.mark.parametrize("fails", ["nowhere", "in the block", "in forward", "in backward"])
def test_a_model_is_left_as_it_was_found(fails: str) -> None:
    model, x = make_model(torch), torch.ones(1, 2)
    model[0].register_forward_hook(lambda module, args, output: None)
    before, engine = hook_dicts(model), torch.autograd._engine_run_backward
    keys = [list(vars(module)) for module in model.modules()]

    def step() -> None:
        with watch(model):
            loss = model(torch.ones(1, 5) if fails == "in forward" else x).sum()
            if fails == "in the block":
                raise ZeroDivisionError
            if fails == "in backward":
                loss.register_hook(lambda grad: 1 / 0)
            loss.backward()

    if fails == "nowhere":
        step()
    else:
        with pytest.raises((ZeroDivisionError, RuntimeError)):
            step()
    assert hook_dicts(model) == before
    assert [list(vars(module)) for module in model.modules()] == keys
    assert torch.autograd._engine_run_backward is engine
    assert not torch.overrides._get_current_function_mode_stack()
    assert all(not one._backward_hooks for one in model.parameters())


def test_nothing_keeps_a_model_its_tensors_or_its_graph_alive() -> None:
    def step() -> list[weakref.ref[Any]]:
        model, x = make_model(torch), torch.ones(1, 2)
        with watch(model) as seen:
            loss = model(x).detach().sum() + model(x).sum()
            loss.backward()
        seen.draw()
        return [weakref.ref(one) for one in (model, model[0], loss, x, *model.parameters())]

    known = step()
    gc.collect()
    assert [one() for one in known if one() is not None] == []


def test_lines_and_cuts_are_noted_while_it_is_watched() -> None:
    model = make_model(torch)
    with watch(model):
        frozen = model(torch.ones(1, 2)).detach()
        out = model(torch.ones(1, 2)) * frozen
    graph = capture(out, show="+lines")
    names = {node.id: node.name for node in graph.nodes}
    lines = {names[node]: line for node, line in graph[LINE].items()}
    assert lines["MulBackward0"].text == "model(torch.ones(1, 2)) * frozen"
    assert lines["TanhBackward0"].text == "self.up(x).tanh()"
    (cut,) = graph[CUT].values()
    assert (cut.how, cut.file) == ("detach", "test_watching_models.py")


def test_outside_of_watching_nothing_is_noted() -> None:
    w = torch.ones(2, requires_grad=True)
    assert not capture(w * (w * 2).detach())[CUT]


CUTS = {
    "detach": "y.detach()",
    "a view": "y.detach()[0:2]",
    "detached twice": "y.detach().detach()",
    ".data": "y.data",
    "in place": "(y * 1).detach_()",
    "to integer": "y.long()",
    "to dtype": "y.to(torch.int32)",
    "tensor": "torch.tensor(y)",
    "tensor of an array": "torch.tensor(y.detach().numpy())",
    "from_numpy": "torch.from_numpy(y.detach().numpy())",
    "as_tensor": "torch.as_tensor(y.numpy(force=True))",
    "no_grad": "torch.no_grad()(lambda: (y * 2).exp())()",
    "computed from such": "(y.detach() * 2).tanh().cumsum(0)",
    "a copy of such": "y.detach().clone()",
    "converted back": "y.long().float()",
    "modified since": "(y.detach() + 1).tanh_()",
    "only its shape": "torch.ones_like(y.detach())",
    "only compared": "(y.detach() > 1).float()",
    "written elsewhere": "torch.zeros(2).copy_(y.detach())",
}


@pytest.mark.filterwarnings("ignore:To copy construct")
@pytest.mark.parametrize("operation", ["w * d", "w + d", "torch.stack([w, d]).sum()"])
@pytest.mark.parametrize("expression", CUTS.values(), ids=CUTS)
def test_cuts_are_those_of_our_engine(expression: str, operation: str) -> None:
    program = f"""
w = torch.tensor([1.0, 2.0], requires_grad=True)
y = w * 3
d = {expression}
out = {operation}
"""
    graphs = []
    for framework in (graphviz_autograd, torch):
        names: dict[str, Any] = {"torch": framework}
        with watch(framework.nn.Linear(1, 1)):
            exec(program, names)
        graphs.append(capture(names["out"], names=names, show="names,cuts"))
    assert graphs[0] == graphs[1]
    is_cut = not any(one in expression for one in ("ones_like", ">", "copy_"))
    assert [type(fact) for fact in graphs[0][CUT].values()] == [CutFact] * is_cut


def test_the_last_backward_is_drawn_and_others_are_found_by_their_tensors() -> None:
    model = make_model(torch)
    with watch(model) as seen:
        for factor in (1.0, 2.0):
            hidden = model(torch.ones(1, 2))
            loss = (hidden * factor).sum()
            loss.backward()
        other = model(torch.ones(1, 2)).sum()
        other.backward()
    assert "other" in seen.draw().picture.diagram.title
    assert capture(seen.through((hidden,)), show="order")[ORDER]
    assert len(seen.found) == 2
    assert seen.through((model(torch.ones(1, 2)),)) is None


def test_a_second_backward_from_the_same_tensor_continues_the_record() -> None:
    model = make_model(torch)
    with watch(model) as seen:
        loss = model(torch.ones(1, 2)).sum()
        loss.backward(retain_graph=True)
        loss.backward()
    assert {len(one.places) for one in capture(seen, show="order")[ORDER].values()} == {2}


def test_without_a_backward_it_says_what_to_draw() -> None:
    model = make_model(torch)
    with watch(model) as seen:
        loss = model(torch.ones(1, 2)).sum()
    with pytest.raises(NothingWatchedError, match=r"draw the tensor itself, as in draw\(loss\)"):
        draw(seen)
    assert "0: Block" in seen.draw(loss).render("svg")


def test_what_hooks_of_nodes_did_is_told() -> None:
    model = make_model(torch)
    with watch(model) as seen:
        loss = model(torch.ones(1, 2)).sum()
        loss.grad_fn.register_prehook(lambda grads: (grads[0] * 3,))
        loss.grad_fn.register_hook(lambda inputs, grads: None)
        loss.backward()
    facts = [fact for hooks in capture(seen)[HOOKS].values() for fact in hooks.facts]
    told = [(f.kind.value, f.state, f.before[0].maximum, f.after[0].maximum) for f in facts]
    assert told == [
        ("pre", HookState.CHANGED, 1.0, 3.0),
        ("post", HookState.UNCHANGED, 3.0, 3.0),
    ]


def test_a_hook_of_a_tensor_that_the_watch_has_no_name_for_is_seen() -> None:
    model = make_model(torch)
    with watch(model) as seen:
        hidden = model(torch.ones(1, 2))
        hidden.register_hook(lambda grad: grad * 2)
        hidden.sum().backward()
    (hooks,) = capture(seen)[HOOKS].values()
    assert [fact.state for fact in hooks.facts] == [HookState.CHANGED]


def test_frozen_parameters_are_told_from_trainable_ones() -> None:
    model = torch.nn.Linear(2, 2)
    model.bias.requires_grad_(False)
    graph = capture(model.weight * model.bias, names=model)
    names = {node.id: node.name for node in graph.nodes}
    assert {names[n]: one for n, one in graph[PARAMETER].items()} == {
        "weight": Parameter.TRAINABLE,
        "bias": Parameter.FROZEN,
    }
    assert "frozen parameter" in draw(graph).render("txt")


@pytest.mark.parametrize("checkpointed", [True, False])
def test_modules_that_are_run_again_in_backward_do_no_harm(checkpointed: bool) -> None:
    from torch.utils.checkpoint import checkpoint

    model = make_model(torch)
    with watch(model) as seen:
        x = torch.ones(1, 2, requires_grad=True)
        h = checkpoint(model[0], x, use_reentrant=checkpointed)
        loss = model[1](h).sum()
        loss.backward()
    assert capture(seen, show="order,scopes").clusters
    assert graphviz_autograd.sources.scopes._scopes.current is None
