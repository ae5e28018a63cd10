"""Random programs come out the same on both engines: values, gradients, graphs, errors."""

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

import graphviz_autograd as ours
from graphviz_autograd.sources.native import NativeSource

from .outcome import describe, inputs, same
from .strategies import derivatives, programs

torch = pytest.importorskip("torch")
torch.set_num_threads(1)


# What needs no gradient PyTorch knows only where it is saved. We also know it where a cut made it,
# and after a backward freed it as long as somebody else holds it.
ONLY_WE_KNOW = ("detach", "no_grad", "retain_graph=False")
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


def saved_constant(source: NativeSource, function: Any, input_nr: int) -> Any:
    """Return a constant input if the operation saved it and nothing freed it since."""
    del source
    return function.constant_input(input_nr) if type(function.saved) is tuple else None


def graph(names: dict[str, Any]) -> Any:
    """Return the graph of the last tensor that has one, as far as PyTorch knows it."""
    made = [one for name, one in names.items() if name[0] == "t" and one.requires_grad]
    with patch.object(NativeSource, "constant_input", saved_constant):
        return ours.capture(made[-1], names=names, show="names,shapes") if made else None


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(programs())
def test_random_program(lines: list[str]) -> None:
    mine, theirs = execute(ours, lines), execute(torch, lines)
    assert same(described(ours, mine), described(torch, theirs))
    if not any(one in line for line in lines for one in ONLY_WE_KNOW):
        assert graph(mine) == graph(theirs)
