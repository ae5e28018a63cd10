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


def test_functions_look_for_types_only_once_there_are_some() -> None:
    python(FRESH)
