"""Modules do what PyTorch's do: text, state, output, graph and gradients, from the same values."""

from __future__ import annotations

import copy
import pickle
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import graphviz_autograd as ours
from tests.engine.outcome import run, same, tree

from .cases import MODULES, OPTIMIZERS, REPRS

theirs = pytest.importorskip("torch")


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


def made(torch: Any, expression: str) -> Any:
    return eval(expression, {"torch": torch, "nn": torch.nn, "OrderedDict": OrderedDict})


def pair(expression: str) -> tuple[Any, Any]:
    """PyTorch's module and ours, of the same values in double precision."""
    theirs.manual_seed(0)
    reference, module = made(theirs, expression).double(), made(ours, expression).double()
    module.load_state_dict({k: ours.tensor(v.tolist()) for k, v in reference.state_dict().items()})
    return reference, module


def inputs(torch: Any, shapes: str) -> list[Any]:
    return [
        torch.tensor(_numbers(index, [int(n) for n in shape.split()]).tolist()).double()
        for index, shape in enumerate(shapes.split(";"))
    ]


def _numbers(index: int, shape: list[int]) -> Any:
    return np.random.default_rng(index).uniform(0.1, 1, shape) - 0.45


def numbers(value: Any) -> Any:
    if isinstance(value, tuple):
        return [numbers(one) for one in value]
    return None if value is None else np.asarray(value.detach().tolist())


def assert_close(one: Any, other: Any) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-7, atol=1e-12)


@pytest.mark.parametrize("case", lines(MODULES))
def test_a_module_computes_the_same(case: str) -> None:
    expression, _, shapes = case.partition(" | ")
    results = []
    for torch, module in zip((theirs, ours), pair(expression), strict=True):
        leaves = [one.requires_grad_() for one in inputs(torch, shapes)]
        output = module(*[one * 1 for one in leaves])
        root = output.sum()
        graph = tree(root.grad_fn)
        root.backward()
        grads = [one.grad for one in (*leaves, *module.parameters())]
        state = [(name, numbers(one)) for name, one in module.state_dict().items()]
        results.append((output, graph, grads, state, repr(module)))
    (expected, graph, grads, state, text), (output, our_graph, our_grads, our_state, our_text) = (
        results
    )
    assert our_text == text
    assert our_graph == graph
    assert_close(numbers(output), numbers(expected))
    assert [name for name, _ in our_state] == [name for name, _ in state]
    for one, other in zip(our_state, state, strict=True):
        assert_close(one[1], other[1])
    for one, other in zip(our_grads, grads, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            assert_close(numbers(one), numbers(other))


@pytest.mark.parametrize("expression", lines(REPRS))
def test_a_module_prints_the_same(expression: str) -> None:
    assert repr(made(ours, expression)) == repr(made(theirs, expression))


@pytest.mark.parametrize("optimizer", lines(OPTIMIZERS))
def test_five_steps_of_an_optimizer(optimizer: str) -> None:
    expression = "nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))"
    found = []
    for torch, module in zip((theirs, ours), pair(expression), strict=True):
        (x,) = inputs(torch, "6 3")
        step = eval(optimizer, {**vars(torch.optim), "p": module.parameters()})
        losses = []
        for _ in range(5):
            step.zero_grad()
            loss = ((module(x) - 1) ** 2).mean()
            loss.backward()
            step.step()
            losses.append(loss.item())
        remembered = step.state_dict()["state"]
        found.append((losses, [numbers(one) for one in module.parameters()], remembered))
    (losses, values, state), (our_losses, our_values, our_state) = found
    assert_close(our_losses, losses)
    for one, other in zip(our_values, values, strict=True):
        assert_close(one, other)
    assert our_state.keys() == state.keys()
    for number, names in state.items():
        assert our_state[number].keys() == names.keys()
        for name, value in names.items():
            if value is not None:
                assert_close(numbers(our_state[number][name]), numbers(value))


@pytest.mark.parametrize("expression", ["nn.LSTMCell(3, 4)", "nn.LSTMCell(3, 4, bias=False)"])
def test_the_two_states_of_an_lstm_cell(expression: str) -> None:
    found = []
    for torch, module in zip((theirs, ours), pair(expression), strict=True):
        x, h, c = inputs(torch, "2 3; 2 4; 2 4")
        state = module(x, module(x, (h, c)))
        found.append([*map(numbers, state), tree(state[1].grad_fn), *map(numbers, module(x[0]))])
    for one, other in zip(*found, strict=True):
        assert_close(one, other) if isinstance(one, np.ndarray) else assert_equal(one, other)


def assert_equal(one: Any, other: Any) -> None:
    assert one == other


@pytest.mark.parametrize(
    "expression",
    ["nn.CrossEntropyLoss()", "nn.NLLLoss(reduction='sum')", "nn.CrossEntropyLoss(ignore_index=1)",
     "nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 3.0]))"],
)  # fmt: skip
def test_a_loss_of_classes(expression: str) -> None:
    found = []
    for torch, module in zip((theirs, ours), pair(expression), strict=True):
        x = inputs(torch, "4 3")[0].requires_grad_()
        loss = module(x, torch.tensor([0, 2, 1, 1]))
        loss.backward()
        found.append((loss.item(), x.grad.tolist(), tree(loss.grad_fn), list(module.state_dict())))
    assert_close(found[0][0], found[1][0])
    assert_close(found[0][1], found[1][1])
    assert found[0][2:] == found[1][2:]


def test_an_embedding() -> None:
    found = []
    for torch, module in zip(
        (theirs, ours), pair("nn.Embedding(5, 3, padding_idx=1)"), strict=True
    ):
        output = module(torch.tensor([[0, 1], [4, 0]]))
        output.sum().backward()
        found.append([output.tolist(), module.weight.grad.tolist(), tree(output.grad_fn)])
    assert found[0] == found[1]
    assert ours.nn.Embedding(5, 3, padding_idx=1).weight[1].tolist() == [0, 0, 0]


# ---- the rules by which parameters start -------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    ["nn.Linear(50, 400)", "nn.Conv2d(8, 64, 5)", "nn.ConvTranspose2d(64, 8, 5)",
     "nn.Bilinear(20, 30, 10)", "nn.Embedding(90, 90)", "nn.LSTMCell(40, 64)", "nn.RNNCell(90, 99)",
     "nn.LayerNorm(9)", "nn.BatchNorm1d(9)", "nn.PReLU()"],
)  # fmt: skip
def test_parameters_start_by_the_same_rules(expression: str) -> None:
    theirs.manual_seed(0)
    ours.manual_seed(0)
    for one, other in zip(*[made(t, expression).parameters() for t in (ours, theirs)], strict=True):
        mine, reference = numbers(one), numbers(other)
        chance = 8 * reference.std() / np.sqrt(reference.size)
        assert abs(mine.std() - reference.std()) <= chance
        assert abs(mine.mean() - reference.mean()) <= chance
        assert np.abs(mine).max() <= 1.4 * np.abs(reference).max()


# ---- a module is Python's too ------------------------------------------------------------------


def test_a_copy_and_a_pickle_are_equal_and_apart() -> None:
    module = ours.nn.Sequential(ours.nn.Linear(2, 3), ours.nn.BatchNorm1d(3))
    for twin in (copy.deepcopy(module), pickle.loads(pickle.dumps(module))):
        assert repr(twin) == repr(module)
        assert isinstance(twin[0].weight, ours.nn.Parameter)
        for one, other in zip(twin.parameters(), module.parameters(), strict=True):
            assert one is not other
            assert one.requires_grad
            assert one.tolist() == other.tolist()


# ---- what modules know of each other, compared as programs -------------------------------------

PROGRAMS = [
    program
    for file in sorted(Path(__file__).parent.glob("*programs.txt"))
    for program in file.read_text(encoding="utf-8").split("\n\n")
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_leave_the_same_behind(program: str) -> None:
    expected = run(theirs, program)
    assert "NameError" not in expected.get("error", ()), "the program itself is wrong"
    assert same(run(ours, program), expected, least=1e-5)
