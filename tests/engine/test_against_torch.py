"""Our engine does what PyTorch does, case by case.

Where PyTorch is installed it runs beside us; where it is not, or with ``--recorded``, its recorded
outcomes stand in for it. ``--regold`` records them anew.
"""

import importlib.util
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from . import recording
from .cases import EXPRESSIONS, PROGRAMS, REPRS, SAVED
from .other_saved import OTHER_SAVED
from .outcome import OURS, all_saved, inputs, made, run, same, saved

DERIVATIVES = """
leaves = []
def f(*shape, _make=f, **options):
    leaves.append(_make(*shape, **options))
    return leaves[-1]
y = {}
y1 = y.detach()
w = torch.ones(()) * (y * y).sum()
first = torch.autograd.grad(w, leaves, create_graph=True, allow_unused=True)
values = [None if g is None else g.detach() for g in first]
graphs = [None if g is None else g.grad_fn for g in first]
v = sum(((g * g).sum() for g in first if g is not None), torch.zeros(()))
second = torch.autograd.grad(v, leaves, allow_unused=True) if v.requires_grad else None
del f, first, v, w
"""


def derivatives(torch: Any, expression: str) -> Any:
    """Value, graph, first and second derivatives, and the graph of the first."""
    return run(torch, DERIVATIVES.format(expression))


def saved_names(torch: Any, expression: str) -> Any:
    found: dict[str, Any] = {"torch": torch, "f": inputs(torch)}
    exec(f"node = ({expression}).grad_fn", found)
    return saved(found["node"])


def representation(torch: Any, expression: str) -> Any:
    return repr(eval(expression, {"torch": torch}))


TABLES: dict[str, tuple[list[str], Callable[[Any, str], Any]]] = {
    "expressions": (EXPRESSIONS, derivatives),
    "programs": (PROGRAMS, run),
    "saved": (SAVED, saved_names),
    "reprs": (REPRS, representation),
}
CASES = [(table, case) for table, (cases, _) in TABLES.items() for case in dict.fromkeys(cases)]


@pytest.fixture(scope="module")
def torch(request: pytest.FixtureRequest) -> Any:
    """PyTorch, or None if the recorded outcomes stand in for it."""
    if request.config.getoption("--recorded") or importlib.util.find_spec("torch") is None:
        return None
    import torch

    torch.set_num_threads(1)
    # What PyTorch says once a process would depend on the tests that ran before.
    torch.set_warn_always(True)
    return torch


@pytest.fixture(scope="module")
def recorded() -> dict[str, dict[str, Any]]:
    return {table: recording.load(table) for table in TABLES}


def outcome(torch: Any, table: str, case: str) -> Any:
    """Return what a case does, and leave the modes as they were."""
    try:
        return TABLES[table][1](torch, case)
    finally:
        torch.set_grad_enabled(True)
        torch.autograd.set_detect_anomaly(False)


@pytest.mark.parametrize(
    ("table", "case"), CASES, ids=[f"{table}: {case}" for table, case in CASES]
)
def test_same_outcome(table: str, case: str, torch: Any, recorded: Any) -> None:
    if torch is None:
        assert same(outcome(OURS, table, case), recorded[table][case], least=recording.ROUNDING)
        return
    expected = outcome(torch, table, case)
    assert table != "expressions" or "error" not in expected, "what raises belongs to PROGRAMS"
    assert same(outcome(OURS, table, case), expected)
    known = recorded[table].get(case, expected)
    assert same(known, expected, least=recording.ROUNDING), "record anew: --regold"


@pytest.mark.parametrize("expression", dict.fromkeys(EXPRESSIONS))
def test_every_node_shows_what_it_saved(expression: str, torch: Any) -> None:
    if torch is None:
        pytest.skip("what nodes save is not recorded but for a few of them")
    same_saved = shown(OURS, expression) == shown(torch, expression)
    assert same_saved is (expression not in OTHER_SAVED)


def shown(torch: Any, expression: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is deprecated in PyTorch
        value = eval(expression, {"torch": torch, "f": inputs(torch)})
    return all_saved(torch, value.grad_fn) if value.grad_fn is not None else []


@pytest.mark.parametrize("expression", dict.fromkeys(EXPRESSIONS))
def test_nodes_of_a_gradient_are_made_in_the_same_order(expression: str, torch: Any) -> None:
    if torch is None:
        pytest.skip("in which order nodes are made is not recorded")
    assert made_in_order(OURS, expression) == made_in_order(torch, expression)


def made_in_order(torch: Any, expression: str) -> Any:
    """Return all nodes under the first derivatives as they were made.

    The backward of these derivatives runs them in the opposite order.
    """
    found: dict[str, Any] = {"torch": torch, "f": inputs(torch)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is deprecated in PyTorch
        exec(DERIVATIVES.format(expression).partition("values =")[0], found)
    return made(one.grad_fn for one in found["first"] if one is not None and one.requires_grad)


@pytest.mark.parametrize("table", TABLES)
def test_the_recording_is_complete(
    table: str, torch: Any, recorded: dict[str, Any], regold: bool
) -> None:
    cases = TABLES[table][0]
    if regold and torch is not None:
        recording.save(table, {case: outcome(torch, table, case) for case in cases})
        return
    assert set(recorded[table]) == set(cases)
