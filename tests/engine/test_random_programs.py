"""Random programs come out the same on both engines: values, gradients, graphs, errors."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import graphviz_autograd as ours
from graphviz_autograd.annotations.shapes import shapes

from .outcome import describe, inputs
from .strategies import derivatives, programs

torch = pytest.importorskip("torch")
torch.set_num_threads(1)


GIVEN = ("__builtins__", "derivatives", "f", "torch")


def execute(engine: Any, lines: list[str]) -> dict[str, Any]:
    """Run ``lines`` until one raises, and return their names."""
    names: dict[str, Any] = {"torch": engine, "f": inputs(engine), "derivatives": derivatives}
    try:
        for line in lines:
            exec(line, names)
    except Exception as error:
        names["error"] = f"{type(error).__name__} in {line}: {error}"
    return {name: value for name, value in names.items() if name not in GIVEN}


def described(engine: Any, names: dict[str, Any]) -> dict[str, Any]:
    return {name: describe(engine, one) for name, one in names.items()}


def close(ours: Any, theirs: Any) -> bool:
    """Return whether two descriptions are equal but for rounding."""
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(close(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(close, ours, theirs))
    if isinstance(ours, float) and isinstance(theirs, float):
        return ours == pytest.approx(theirs, rel=1e-5, abs=1e-8)
    return bool(ours == theirs)


def graph(names: dict[str, Any]) -> Any:
    """Return the graph of the last tensor that has one."""
    made = [one for name, one in names.items() if name[0] == "t" and one.requires_grad]
    return ours.capture(made[-1], names=names, collectors=[shapes]) if made else None


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(programs())
def test_random_program(lines: list[str]) -> None:
    mine, theirs = execute(ours, lines), execute(torch, lines)
    assert close(described(ours, mine), described(torch, theirs))
    assert graph(mine) == graph(theirs)
