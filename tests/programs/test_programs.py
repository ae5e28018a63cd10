"""Programs that use the smaller namespaces leave the same behind on both frameworks."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphviz_autograd as ours
from tests.engine.outcome import run, same

PROGRAMS = [
    program
    for file in sorted(Path(__file__).parent.glob("*.txt"))
    for program in file.read_text(encoding="utf-8").split("\n\n")
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_leave_the_same_behind(program: str) -> None:
    theirs = pytest.importorskip("torch")
    expected = run(theirs, program)
    assert "NameError" not in expected.get("error", ()), "the program itself is wrong"
    assert same(run(ours, program), expected, least=1e-5)


def test_compile_returns_what_it_is_given() -> None:
    model = ours.nn.Linear(2, 1)
    assert ours.compile(model) is model

    @ours.compile(mode="max-autotune")
    def double(x: ours.Tensor) -> ours.Tensor:
        return x * 2

    assert double(ours.ones(1)).item() == 2
    assert ours.compiler.disable(double) is double
    assert not ours.compiler.is_compiling()
    assert ours.autocast("cpu", enabled=False)(double)(ours.ones(1)).item() == 2
    assert ours.amp.custom_fwd(double, device_type="cuda") is double
    assert ours.amp.custom_bwd(device_type="cuda")(double) is double


@pytest.mark.parametrize(
    "call",
    [
        lambda: ours.autocast("cpu"),
        lambda: ours.amp.GradScaler("cpu"),
        lambda: ours.func.vmap,
        lambda: ours.nn.parallel.DistributedDataParallel,
        lambda: ours.set_default_device("cuda"),
        lambda: ours.device("cuda").__enter__(),
    ],
)
def test_what_there_is_not_says_so(call: object) -> None:
    assert callable(call)
    with pytest.raises(NotImplementedError, match="not supported"):
        call()
