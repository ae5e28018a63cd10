"""What autograd promises besides outcomes: warnings, threads, memory, what is unsupported."""

# ruff: noqa: ARG004

from __future__ import annotations

import gc
import pickle
import threading
import warnings
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import graphviz_autograd as torch
from graphviz_autograd.engine import record_origins
from graphviz_autograd.engine.grad_mode import NORMAL, local

graph = torch.autograd.graph


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        ctx.save_for_backward(x, y)
        return y

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


def messages(program: Callable[[], Any]) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        program()
    return [str(one.message) for one in caught]


def in_threads(work: Callable[[], Any], count: int = 8) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture(autouse=True)
def _modes_are_left_as_they_were() -> Iterator[None]:
    yield
    assert local.mode is NORMAL


# ---- warnings ----------------------------------------------------------------------------------


def test_backward_with_create_graph_warns_of_the_cycle() -> None:
    x = torch.tensor([1.0], requires_grad=True)
    (said,) = messages(lambda: (x * x).sum().backward(create_graph=True))
    assert said.startswith("Using backward() with create_graph=True will create a reference cycle")


def test_anomaly_mode_shows_the_forward_call() -> None:
    def program() -> None:
        x = torch.tensor([-1.0], requires_grad=True)
        with torch.autograd.detect_anomaly():
            y = torch.sqrt(x)  # the call to blame
            with pytest.raises(RuntimeError, match="'SqrtBackward0' returned nan"):
                y.backward()

    entered, shown = messages(program)
    assert entered.startswith("Anomaly Detection has been enabled.")
    assert shown.startswith(
        "Error detected in SqrtBackward0. Traceback of forward call that caused the error:\n"
    )
    assert "y = torch.sqrt(x)  # the call to blame" in shown


def test_anomaly_mode_shows_the_backward_that_led_to_the_error() -> None:
    class Root(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x.clone()

        @staticmethod
        def backward(ctx, grad):
            (x,) = ctx.saved_tensors
            return torch.sqrt(x) * grad

    def program() -> None:
        x = torch.tensor([-1.0], requires_grad=True)
        with torch.autograd.detect_anomaly(check_nan=False):
            (first,) = torch.autograd.grad(Root.apply(x), x, create_graph=True)
        with (
            torch.autograd.set_detect_anomaly(True),
            pytest.raises(RuntimeError, match="SqrtBackward0"),
        ):
            torch.autograd.grad(first, x)

    _, shown, induced = messages(program)
    assert shown.startswith("Error detected in SqrtBackward0. Traceback of forward call")
    assert induced.startswith(
        "\n\nPrevious calculation was induced by RootBackward. Traceback of forward call that "
        "induced the previous calculation:\n"
    )
    assert "Root.apply(x)" in induced


# ---- threads -----------------------------------------------------------------------------------


def test_threads_through_one_graph_accumulate_exact_sums() -> None:
    x = torch.arange(100.0, dtype=torch.float64).requires_grad_()
    y = (Double.apply(x) + x * 3).sum()
    in_threads(lambda: [y.backward(retain_graph=True) for _ in range(20)])
    assert x.grad.tolist() == [8 * 20 * 5.0] * 100


def test_threads_keep_their_hooks_apart() -> None:
    x = torch.ones(3, requires_grad=True)
    seen: list[int] = []

    def work() -> None:
        y = x * 2
        graph.register_multi_grad_hook((x, y), lambda grads: seen.append(len(grads)))
        y.sum().backward()

    work()
    in_threads(lambda: (x * 2).sum().backward(), 4)
    assert x.grad.tolist() == [10.0] * 3
    assert seen == [2] * 5


@pytest.mark.parametrize(
    "mode",
    [
        torch.no_grad,
        torch.inference_mode,
        lambda: graph.saved_tensors_hooks(id, id),
        lambda: graph.disable_saved_tensors_hooks("not here"),
        graph.allow_mutation_on_saved_tensors,
        record_origins,
    ],
)
def test_modes_belong_to_their_thread(mode: Callable[[], Any]) -> None:
    inside: list[bool] = []
    with mode():
        assert local.mode is not NORMAL
        in_threads(lambda: inside.append(local.mode is NORMAL), 1)
    assert inside == [True]


# ---- memory and depth --------------------------------------------------------------------------


def test_custom_functions_are_freed_without_the_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        y = Double.apply(torch.ones(2, requires_grad=True))
        node, output = weakref.ref(y.grad_fn), weakref.ref(y)
        del y
        assert node() is output() is None
    finally:
        gc.enable()


def test_saved_outputs_under_hooks_are_freed_without_the_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        with graph.saved_tensors_hooks(lambda t: t, lambda t: t):
            y = torch.ones(2, requires_grad=True).exp()
        output = weakref.ref(y)
        del y
        assert output() is None
    finally:
        gc.enable()


def test_a_deep_chain_of_custom_functions() -> None:
    x = torch.tensor([1e-300], dtype=torch.float64, requires_grad=True)
    y = x
    for _ in range(900):
        y = Double.apply(y)
    for _ in range(20_000):
        y = Double.apply(y * 0.5)
    y.sum().backward()
    assert x.grad.item() == 2.0**900


def test_freeing_leaves_what_the_user_put_on_ctx() -> None:
    y = Double.apply(torch.ones(2, requires_grad=True))
    y.grad_fn.note = "mine"
    y.sum().backward()
    assert y.grad_fn.note == "mine"
    with pytest.raises(RuntimeError, match="backward through the graph a second time"):
        _ = y.grad_fn.saved_tensors


def test_what_was_kept_for_mutation_is_freed_with_the_graph() -> None:
    with graph.allow_mutation_on_saved_tensors():
        x = torch.ones(2, requires_grad=True)
        b = x.clone()
        alive = weakref.ref(b)
        y = b * b
        del b
        assert alive() is not None
        del y
        gc.collect()
        assert alive() is None


# ---- the rest ----------------------------------------------------------------------------------


def test_a_failing_backward_leaves_the_modes_and_the_next_backward_alone() -> None:
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    handle = y.register_hook(lambda g: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        y.sum().backward()
    handle.remove()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [3.0, 3.0]
    assert torch._C._current_graph_task_id() == -1
    assert torch._C._current_autograd_node() is None


def test_two_backwards_have_two_numbers() -> None:
    x = torch.ones(2, requires_grad=True)
    seen: list[int] = []
    x.register_hook(lambda g: seen.append(torch._C._current_graph_task_id()))
    x.sum().backward()
    x.sum().backward()
    assert len(set(seen)) == 2


def test_pickling_keeps_values_type_and_requires_grad() -> None:
    for one in (torch.tensor(2.5), torch.arange(4), torch.ones(2, 3, requires_grad=True)):
        twin = pickle.loads(pickle.dumps(one))
        assert np.array_equal(twin.detach().numpy(), one.detach().numpy())
        assert (twin.dtype, twin.requires_grad) == (one.dtype, one.requires_grad)


def test_print_options_change_and_change_back() -> None:
    x = torch.tensor([1.23456])
    torch.set_printoptions(precision=2)
    short = repr(x)
    torch.set_printoptions(profile="default")
    assert (short, repr(x)) == ("tensor([1.23])", "tensor([1.2346])")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: torch.tensor([1j]),
        lambda: torch.zeros(2) * 1j,
        lambda: torch.zeros(2, dtype=torch.complex64),
        lambda: torch.zeros(2).to(torch.cfloat),
        lambda: torch.tensor([1.0]).type(torch.complex128),
        lambda: torch.zeros(2).istft,
        lambda: torch.zeros(2).to_sparse(),
        lambda: torch.sparse_coo_tensor,
        lambda: torch.quantize_per_tensor,
        lambda: torch.zeros(2).cuda(),
        lambda: torch.zeros(2).to("cuda"),
        lambda: torch.zeros(2, device="cuda"),
        lambda: torch.zeros(2).to(torch.device("mps")),
        lambda: torch.ones(2, dtype=torch.bfloat16),
        lambda: torch.finfo(torch.bfloat16),
        lambda: torch.set_default_dtype(torch.bfloat16),
        lambda: torch.nn.Linear(1, 1).to(torch.bfloat16),
        lambda: torch.tensor([1], dtype=torch.uint16),
        lambda: torch.autograd.forward_ad.make_dual(torch.zeros(2), torch.zeros(2)),
        lambda: torch.vmap,
    ],
)
def test_what_is_not_supported_says_so(ask: Callable[[], Any]) -> None:
    with pytest.raises(NotImplementedError, match="not supported"):
        ask()


def test_asking_whether_an_unsupported_name_exists_is_no_error() -> None:
    assert not hasattr(torch, "polar")
    assert not hasattr(torch.zeros(1), "to_sparse")


def test_an_unpack_hook_that_enters_a_context_leaves_no_hook_behind() -> None:
    def unpack(tensor: torch.Tensor) -> torch.Tensor:
        hooks.__enter__()
        return tensor

    x = torch.ones(3, requires_grad=True)
    hooks = graph.saved_tensors_hooks(lambda tensor: tensor, unpack)
    with hooks:
        x.sin().sum().backward()
    assert local.mode is NORMAL


def test_a_node_whose_output_was_packed_is_freed_without_the_garbage_collector() -> None:
    class Mark:
        pass

    x = torch.ones(2, requires_grad=True)
    gc.disable()
    try:
        with graph.saved_tensors_hooks(lambda tensor: 0, lambda _: x):
            y = x.exp()
        y.grad_fn.metadata["mark"] = mark = Mark()
        gone = weakref.ref(mark)
        del y, mark
        assert gone() is None
    finally:
        gc.enable()
