"""Our engine does what PyTorch does, case by case."""

import pytest

from .cases import EXPRESSIONS, PROGRAMS, REPRS, SAVED
from .outcome import OURS, run, saved

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

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
v = sum((g * g).sum() for g in first if g is not None)
second = torch.autograd.grad(v, leaves, allow_unused=True)
del f, first, v, w
"""


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_value_graph_and_derivatives(expression: str) -> None:
    program = DERIVATIVES.format(expression)
    if any(word in expression for word in ("sign", "floor", "round")):
        program = f"y = {expression}; y.sum().backward()"
    assert run(OURS, program) == run(torch, program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program: str) -> None:
    try:
        assert run(OURS, program) == run(torch, program)
    finally:
        for one in (OURS, torch):
            one.set_grad_enabled(True)
            one.autograd.set_detect_anomaly(False)


@pytest.mark.parametrize("expression", SAVED)
def test_saved_names(expression: str) -> None:
    program = f"node = ({expression}).grad_fn"
    ours, theirs = {}, {}
    for module, found in ((OURS, ours), (torch, theirs)):
        names = {"torch": module}
        from .outcome import _inputs

        exec(program, {**names, "f": _inputs(module)}, found)
    assert saved(ours["node"]) == saved(theirs["node"])


@pytest.mark.parametrize("expression", REPRS)
def test_repr(expression: str) -> None:
    assert repr(eval(expression, {"torch": OURS})) == repr(eval(expression, {"torch": torch}))
