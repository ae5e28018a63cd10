"""A program gives the same Graph on our engine and on PyTorch, with all that is noted of it.

``equal_programs.txt`` holds programs picked by hand, each a line; more are made up.
"""

import re
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

import graphviz_autograd
from graphviz_autograd import Graph, capture, watch
from graphviz_autograd.sources.native import NativeSource
from tests.engine.outcome import inputs
from tests.engine.strategies import derivatives, programs
from tests.engine.test_random_programs import ONLY_WE_KNOW, saved_constant

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

LINES = (Path(__file__).with_name("equal_programs.txt")).read_text().splitlines()
PROGRAMS = [line for line in LINES if line and not line.startswith("#")]

# PyTorch does not tell which operation worked in place, and how often a gradient was added to; and
# lines and cuts only of a model that is watched. Nor does it tell what a CopySlices saved.
SHOW = "all,-lines,-versions,-cuts,-memory"
NOT_TOLD = (*ONLY_WE_KNOW, "[0] =", "_(", "backward(", "derivatives(")


def watched(framework: ModuleType, program: list[str]) -> Graph:
    """Run ``program``, and backward from what it calls ``out``; the graph with what is told."""
    names: dict[str, Any] = {"torch": framework, "F": framework.nn.functional}
    names |= {"f": inputs(framework), "derivatives": derivatives}
    given = {*names, "__builtins__"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for line in program:
            exec(line, names)
    known = {name: one for name, one in names.items() if name not in given}
    outputs = names["out"] if isinstance(names["out"], list) else [names["out"]]
    with patch.object(NativeSource, "constant_input", saved_constant):
        with watch(outputs, names=known) as seen:
            for out in outputs:
                if out.grad_fn is not None and out.numel() == 1:
                    out.backward(retain_graph=True)
        return capture(seen, names=known, show=SHOW)


def facts(graph: Graph) -> dict[str, str]:
    """What is noted under each key; numbers that rounding made of zero are zero."""
    return {key: NOISE.sub("0.0", repr(noted)) for key, noted in graph.annotations.items()}


NOISE = re.compile(r"-?\d[\d.]*e-1\d")


def check(program: list[str]) -> None:
    ours, theirs = watched(graphviz_autograd, program), watched(torch, program)
    assert ours.nodes == theirs.nodes
    assert ours.edges == theirs.edges
    assert ours.clusters == theirs.clusters
    assert facts(ours) == facts(theirs)


def test_the_tiers_are_covered() -> None:
    assert len({*PROGRAMS}) == len(PROGRAMS) >= 60


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_gives_equal_graphs(program: str) -> None:
    check(program.split("; "))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(programs(most=8))
def test_random_programs_give_equal_graphs(lines: list[str]) -> None:
    *lines, _ = lines  # backward is run while it is watched
    root = lines[-1].partition(" ")[0]
    told = [line for line in lines if not any(one in line for one in NOT_TOLD)]
    try:
        exec("\n".join(told), {"torch": torch, "f": inputs(torch), "order": []})
    except NameError:  # without the lines left out, some names are missing
        return
    check([*told, f"out = {root}"])
