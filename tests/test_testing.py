"""The assertions for tests of programs, and their flag of pytest."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graphviz_autograd.testing import (
    assert_all_params_get_grad,
    assert_graph_equal,
    assert_no_path,
    assert_reaches,
)


@pytest.fixture(params=["graphviz_autograd", "torch"])
def torch(request: pytest.FixtureRequest) -> Any:
    return pytest.importorskip(request.param)


def test_a_way(torch: Any) -> None:
    w = torch.ones(2, requires_grad=True)
    hidden = w * 2
    loss = hidden.sum()
    assert_reaches(loss, w)
    assert_reaches(loss, hidden)
    with pytest.raises(AssertionError, match="w → MulBackward0 → hidden → SumBackward0 → loss"):
        assert_no_path(loss, w)


def test_no_way(torch: Any) -> None:
    w = torch.ones(2, requires_grad=True)
    b = torch.ones(2, requires_grad=True)
    hidden = w * 2
    frozen = hidden.detach()
    loss = (frozen + b).sum()
    assert_no_path(loss, w)
    assert_no_path(loss, frozen)
    with pytest.raises(AssertionError, match=r"made frozen on the way from w to loss"):
        assert_reaches(loss, w)
    with pytest.raises(AssertionError, match=r"frozen.grad is None"):
        assert_reaches(loss, frozen)


def test_parameters(torch: Any) -> None:
    nn = torch.nn
    model = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
    loss = model(torch.ones(4, 2)).sum()
    assert_all_params_get_grad(loss, model)
    half = model[0](torch.ones(4, 2)).sum()
    with pytest.raises(AssertionError) as caught:
        assert_all_params_get_grad(half, model)
    first, *rest = str(caught.value).splitlines()
    assert first == "2 of 4 parameters get no gradient: 1.weight, 1.bias"
    assert "1.weight.grad is None: half was not computed from 1.weight." in rest
    model[1].requires_grad_(False)
    assert_all_params_get_grad(half, model)


SUITE = """
from pathlib import Path
import graphviz_autograd as torch
from graphviz_autograd.testing import assert_graph_equal

def test_graph():
    w = torch.ones(2, requires_grad=True)
    loss = (w * 2).{}()
    assert_graph_equal(loss, Path(__file__).parent / "graphs" / "loss.json")
"""


def run_suite(folder: Path, operation: str, *flags: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_it.py").write_text(SUITE.format(operation))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    plugin = ["-p", "graphviz_autograd.pytest_plugin"] if not is_installed() else []
    return subprocess.run(
        [*command, *plugin, *flags, "test_it.py"], cwd=folder, capture_output=True, text=True
    )


def is_installed() -> bool:
    """Whether pytest finds the plugin by its entry point."""
    from importlib.metadata import entry_points

    return any(one.name == "graphviz-autograd" for one in entry_points(group="pytest11"))


def test_a_graph_is_stored_and_compared(tmp_path: Path) -> None:
    missing = run_suite(tmp_path, "sum")
    assert missing.returncode == 1
    assert "store it with pytest --update-graphs" in missing.stdout
    assert run_suite(tmp_path, "sum", "--update-graphs").returncode == 0
    assert (tmp_path / "graphs" / "loss.json").exists()
    assert run_suite(tmp_path, "sum").returncode == 0
    changed = run_suite(tmp_path, "mean")
    assert changed.returncode == 1
    assert "+ MeanBackward0  function" in changed.stdout
    assert "- SumBackward0  function" in changed.stdout


def test_the_stored_graph_does_not_depend_on_the_framework(torch: Any, tmp_path: Path) -> None:
    import graphviz_autograd
    from graphviz_autograd import testing

    w = graphviz_autograd.ones(2, requires_grad=True)
    loss = (w * 2).sum()
    testing.updates_graphs = True
    try:
        assert_graph_equal(loss, tmp_path / "loss.json")
    finally:
        testing.updates_graphs = False
    w = torch.ones(2, requires_grad=True)
    loss = (w * 2).sum()
    assert_graph_equal(loss, tmp_path / "loss.json")
