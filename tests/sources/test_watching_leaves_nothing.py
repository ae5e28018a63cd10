"""Watching leaves a model, its tensors and PyTorch as they were, however it ends."""

import copy
import gc
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import ModuleType
from typing import Any

import pytest

import graphviz_autograd
from graphviz_autograd import capture, watch
from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.api.watching import watch_program
from graphviz_autograd.sources import scopes

torch = pytest.importorskip("torch")
BOTH_ENGINES = pytest.mark.parametrize(
    "framework", [graphviz_autograd, torch], ids=["ours", "torch"]
)


def make_model(framework: ModuleType) -> Any:
    nn = framework.nn
    return nn.Sequential(nn.Sequential(nn.Linear(2, 3), nn.Tanh()), nn.Linear(3, 2))


def hook_of_the_user(*_: object) -> None: ...


def state(model: Any) -> list[Any]:
    """All that watching could leave behind: hooks, attributes, patches, modes and scopes."""
    engine = sys.modules["graphviz_autograd.engine.backward"]
    return [
        [{k: content(v) for k, v in vars(one).items() if "hook" in k} for one in model.modules()],
        [list(vars(one)) for one in model.modules()],
        [copy.copy(one._backward_hooks) for one in model.parameters()],
        torch.autograd._engine_run_backward,
        engine._run,
        len(torch.overrides._get_current_function_mode_stack()),
        scopes._scopes.current,
        graphviz_autograd.engine.grad_mode.local.mode,
        len(graphviz_autograd.engine.observe.observers),
    ]


def content(hooks: Any) -> Any:
    """A copy of the hooks of a module, which our engine has in one object."""
    if not hasattr(hooks, "before"):
        return copy.copy(hooks)
    return {name: copy.copy(value) for name, value in vars(hooks).items()}


@contextmanager
def unchanged(model: Any) -> Iterator[None]:
    before = state(model)
    yield
    gc.collect()
    assert state(model) == before


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def in_forward(model: Any, x: Any) -> None:
    model[0].register_forward_hook(interrupt)
    model(x)


def in_a_pre_hook(model: Any, x: Any) -> None:
    model[1].register_forward_pre_hook(interrupt)
    model(x)


def in_a_tensor_hook(model: Any, x: Any) -> None:
    out = model(x).sum()
    out.register_hook(interrupt)
    out.backward()


def in_a_node_hook(model: Any, x: Any) -> None:
    out = model(x).sum()
    out.grad_fn.register_prehook(interrupt)
    out.backward()


def in_the_block(model: Any, x: Any) -> None:
    model(x).sum().backward()
    raise KeyboardInterrupt


@BOTH_ENGINES
@pytest.mark.parametrize(
    "step", [in_forward, in_a_pre_hook, in_a_tensor_hook, in_a_node_hook, in_the_block]
)
def test_an_interrupt(framework: ModuleType, step: Callable[[Any, Any], None]) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    own = [{*vars(one)} for one in model.modules()]
    with pytest.raises(KeyboardInterrupt), watch(model):
        step(model, x)
    hooks = [
        hook
        for module in model.modules()
        for name, value in vars(module).items()
        if name in ("_forward_hooks", "_forward_pre_hooks") and isinstance(value, dict)
        for hook in value.values()
    ]
    assert set(hooks) <= {interrupt}
    assert [{*vars(one)} for one in model.modules()] == own
    assert not torch.overrides._get_current_function_mode_stack()
    assert scopes._scopes.current is None


@BOTH_ENGINES
def test_an_interrupt_that_the_program_catches_does_not_disturb_later_frames(
    framework: ModuleType,
) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    handle = model[0][1].register_forward_pre_hook(interrupt)
    with watch(model):
        with suppress(KeyboardInterrupt):
            model(x)
        handle.remove()
        out = model(x)
    names = [cluster.name for cluster in capture(out, names={}).clusters]
    assert names == ["Sequential", "0: Sequential", "0: Linear", "1: Tanh", "1: Linear"]


@BOTH_ENGINES
def test_watching_within_watching(framework: ModuleType) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    with unchanged(model), watch(model) as outer:
        with watch(model[0]) as inner:
            loss = model(x).sum()
            with watch(loss) as tensors:
                loss.backward()
        model(x).sum().backward()
    assert all(capture(one, names={})[GRADIENT] for one in (outer, inner, tensors))


@BOTH_ENGINES
@pytest.mark.parametrize("kind", ["model", "tensors"])
def test_watches_that_end_in_any_order(framework: ModuleType, kind: str) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    loss = model(x).sum()
    loss.register_hook(hook_of_the_user)
    known = dict(loss._backward_hooks or {})
    with unchanged(model):
        first, second, third = ExitStack(), ExitStack(), ExitStack()
        for one in (first, second, third):
            one.enter_context(watch(model if kind == "model" else loss, names={"loss": loss}))
        second.close()
        loss.backward(retain_graph=True)
        first.close()
        third.close()
    assert dict(loss._backward_hooks or {}) == known
    loss.backward()


@BOTH_ENGINES
def test_a_generator_that_is_left_half_way(framework: ModuleType) -> None:
    model, x = make_model(framework), framework.ones(1, 2)

    def steps() -> Iterator[Any]:
        with watch(model):
            for _ in range(3):
                loss = model(x).sum()
                loss.backward()
                yield loss

    with unchanged(model):
        running = steps()
        next(running)
        del running


@BOTH_ENGINES
def test_threads_that_watch_at_once(framework: ModuleType) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    both = threading.Barrier(2, timeout=20)
    seen: list[list[str]] = []

    def run(first: bool) -> None:
        with watch(model):
            both.wait()
            loss = model(x).sum()
            if first:
                both.wait()
        if not first:
            both.wait()
        both.wait()
        seen.append([cluster.name for cluster in capture(loss, names={}).clusters])

    with unchanged(model):
        threads = [threading.Thread(target=run, args=(first,)) for first in (True, False)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [len(names) for names in seen] == [5, 5]


@BOTH_ENGINES
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_that_was_made_meanwhile_is_not_watched(
    framework: ModuleType, copied: Callable[[Any], Any]
) -> None:
    model, x = make_model(framework), framework.ones(1, 2)
    with unchanged(model), watch(model):
        model(x)
        other = copied(model)
        model(x)
        assert capture(other(x), names={}).clusters == ()
    assert capture(other(x), names={}).clusters == ()


def test_replicas_as_of_data_parallel() -> None:
    model, x = make_model(torch), torch.ones(1, 2)
    with unchanged(model), watch(model):
        replica = model._replicate_for_data_parallel()
        loss = (replica(x) + model(x)).sum()
        loss.backward()
    assert not replica._forward_hooks
    assert capture(replica(x).sum(), names={}).clusters == ()


@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")
@pytest.mark.parametrize(
    "call",
    [
        lambda model, x: torch.func.grad(lambda x: model(x).sum())(x),
        lambda model, x: torch.vmap(torch.func.grad(lambda x: model(x).sum()))(x),
        lambda model, x: torch.func.jacrev(lambda x: model(x).sum())(x),
        lambda model, x: torch.func.hessian(lambda x: model(x).sum())(x),
        lambda model, x: torch.autograd.functional.hvp(lambda x: model(x).sum(), x, x),
        lambda model, x: (
            torch.func.functional_call(model, {n: p * 1 for n, p in model.named_parameters()}, (x,))
            .sum()
            .backward()
        ),
        lambda model, x: torch.autograd.forward_ad.dual_level().__enter__(),
        lambda model, x: torch.jit.trace(model, x),
        lambda model, x: torch.fx.symbolic_trace(model)(x),
        lambda model, x: torch.export.export(model, (x,)),
    ],
)
def test_what_else_a_program_does_with_a_model_still_works(call: Callable[[Any, Any], Any]) -> None:
    model, x = make_model(torch), torch.ones(3, 2)
    with unchanged(model), watch(model):
        call(model, x)
        model(x).sum().backward()


def test_a_program_is_watched_whatever_models_it_makes() -> None:
    before = {name: len(hooks) for name, hooks in global_hooks()}
    with watch_program() as watched:
        model, x = make_model(torch), torch.ones(1, 2)
        loss = (model(x) + make_model(torch)[1](torch.ones(1, 3))).sum()
        loss.backward()
        with suppress(RuntimeError):
            model(torch.ones(1, 7))
        with watch(model):
            other = model(x).sum()
    assert {name: len(hooks) for name, hooks in global_hooks()} == before
    names = [cluster.name for cluster in capture(watched(loss), names={}).clusters]
    expected = ["Sequential", "0: Sequential", "0: Linear", "1: Tanh", "1: Linear"]
    assert names == [*expected, "Linear"]
    assert [cluster.name for cluster in capture(other, names={}).clusters] == expected
    assert scopes._scopes.current is None


def global_hooks() -> Iterator[tuple[str, Any]]:
    module = torch.nn.modules.module
    return (
        (name, vars(module)[name])
        for name in vars(module)
        if name.startswith("_global_forward") and isinstance(vars(module)[name], dict)
    )
