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
from tests.engine.test_random_programs import saved_constant

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

LINES = (Path(__file__).with_name("equal_programs.txt")).read_text().splitlines()
PROGRAMS = [line for line in LINES if line and not line.startswith("#")]

# PyTorch does not tell which operation worked in place, and how often a gradient was added to; and
# lines and cuts only of a model that is watched. Nor does it tell what a CopySlices saved.
SHOW = "all,-lines,-versions,-cuts,-memory"


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


# PyTorch tells of a CopySlices neither what it saved nor its constants; and where an operation in
# place came after a hook of the tensor, not that the hook is one of the earlier tensor.
RUN_BEFORE = ("retain_graph=False", "backward(", "derivatives(")
IN_PLACE = ("_(", "[0] =")
STRUCTURE = "names,cuts,scopes,order"


def seen_from_the_start(framework: ModuleType, program: list[str], show: str) -> Graph:
    """As `watched`, of a program that is watched while it runs: so PyTorch tells of cuts too."""
    names: dict[str, Any] = {"torch": framework, "f": inputs(framework)}
    given = {*names, "__builtins__"}
    with watch(framework.nn.Identity()) as seen:
        exec("\n".join(program), names)
        known = {name: one for name, one in names.items() if name not in given}
        if names["out"].requires_grad:
            names["out"].backward(retain_graph=True)
    outputs = seen.through((names["out"],)) or names["out"]
    return capture(outputs, names=known, show=show)


def told_apart(noted: str) -> tuple[str, list[float]]:
    """Words and numbers, which may differ by how they were rounded."""
    return NUMBER.sub("0", noted), [float(one) for one in NUMBER.findall(noted)]


NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]?\d+)?|-?\d+e[+-]?\d+")


def check_seen(program: list[str]) -> None:
    show = f"{SHOW},cuts"
    ours = seen_from_the_start(graphviz_autograd, program, show)
    show = STRUCTURE if any(node.name == "CopySlices" for node in ours.nodes) else show
    ours, theirs = (
        seen_from_the_start(framework, program, show) for framework in (graphviz_autograd, torch)
    )
    assert (ours.nodes, ours.edges, ours.clusters) == (theirs.nodes, theirs.edges, theirs.clusters)
    assert ours.annotations.keys() == theirs.annotations.keys()
    for key in ours.annotations:
        words, numbers = told_apart(repr(ours.annotations[key]))
        other_words, others = told_apart(repr(theirs.annotations[key]))
        assert words == other_words
        assert numbers == pytest.approx(others, rel=1e-4, abs=1e-9)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(programs(most=8))
def test_random_programs_give_equal_graphs(lines: list[str]) -> None:
    *lines, _ = lines  # backward is run while it is watched
    works_in_place = any(one in line for line in lines for one in IN_PLACE)
    left_out = (*RUN_BEFORE, "register") if works_in_place else RUN_BEFORE
    told = [line for line in lines if not any(one in line for one in left_out)]
    program = [*told, f"out = {lines[-1].partition(' ')[0]}"]
    try:
        names = {"torch": torch, "f": inputs(torch)}
        exec("\n".join([*program, "out.backward(retain_graph=True)"]), names)
    except (NameError, RuntimeError):  # needs a line left out, or what both engines refuse
        return
    check_seen(program)


CUT = [
    "x = f(3); y = x.detach() * 2; out = (x * y).sum()",
    "x = f(3); y = (x * 2).detach(); y.add_(1); out = (x + y).sum()",
    "x = f(3); y = torch.no_grad()(lambda: x.exp())(); out = (x * y.tanh().sum()).sum()",
    "x = f(3); y = x.long().double(); out = (x * y).sum()",
    "x = f(3); y = x.detach().clone(); y.mul_(x); out = y.sum() - 1 + x.sum()",
    "x = f(3); y = x * 2; y.add_(x).mul_(0.5); out = y.exp_().sum()",
]


@pytest.mark.parametrize("program", CUT)
def test_a_program_that_cuts_gives_equal_graphs(program: str) -> None:
    check_seen(program.split("; "))
