"""Types and modes that take over functions: the same as in PyTorch, and nothing paid without them.

The programs run in a process of their own: from the first such type on, all functions look for it.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from . import recording
from .outcome import run, same
from .overriding_programs import PROGRAMS

ROOT = Path(__file__).parents[2]
RUN = """
import json, sys
from tests.engine.outcome import OURS, run
print(json.dumps([run(OURS, one) for one in json.load(sys.stdin)]))
"""
FRESH = """
import graphviz_autograd as torch
from graphviz_autograd.engine.ops import overridable
(torch.nn.Linear(2, 2)(torch.ones(2)) * 2).sum().backward()
torch.nn.LazyLinear(2)(torch.ones(2))
assert not overridable._replaced
torch.overrides.has_torch_function((1,))
assert not overridable._replaced
type("Sub", (torch.Tensor,), {})
assert overridable._replaced
"""

KEYED = """
import graphviz_autograd as torch
handled = {}
class Duck:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return handled[func](*args, **(kwargs or {}))
mean = torch.mean
handled[mean] = lambda input: "mean"
assert torch.mean(Duck()) == "mean"
class Sub(torch.Tensor): pass
assert torch.mean is mean and torch.mean(Duck()) == torch.mean(input=Duck()) == "mean"
"""
DRAWN = """
import graphviz_autograd as torch
class Log(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        told.append(func.__name__)
        return super().__torch_function__(func, types, args, kwargs or {})
told = []
x = torch.ones(2).as_subclass(Log).requires_grad_()
y = (x * 2).sum()
told.clear()
nodes = torch.capture(y, show="values,grads,shapes,saved").nodes
str(torch.explain(x)), torch.draw(y, show="values,shapes,grads").render()
assert not told, told
assert any(one.name == "MulBackward0" for one in nodes)
"""


def python(code: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], input=given, cwd=ROOT, capture_output=True, text=True
    )
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    return dict(zip(PROGRAMS, json.loads(python(RUN, json.dumps(PROGRAMS))), strict=True))


@pytest.fixture(scope="module")
def theirs(request: pytest.FixtureRequest) -> dict[str, Any]:
    recorded = recording.load("overriding")
    if request.config.getoption("--recorded") or importlib.util.find_spec("torch") is None:
        return recorded
    import torch

    found = {one: run(torch, one) for one in PROGRAMS}
    if request.config.getoption("--regold"):
        recording.save("overriding", found)
    else:
        assert recorded.keys() == found.keys(), "record anew: --regold"
    return found


@pytest.mark.parametrize("program", PROGRAMS)
def test_same_outcome(program: str, ours: Any, theirs: Any) -> None:
    assert same(ours[program], theirs[program], least=recording.ROUNDING)


def test_a_function_stays_the_same_when_functions_begin_to_look() -> None:
    python(KEYED)


def test_drawing_and_explaining_tell_a_type_of_no_function() -> None:
    python(DRAWN)


def test_functions_look_for_types_only_once_there_are_some() -> None:
    python(FRESH)
