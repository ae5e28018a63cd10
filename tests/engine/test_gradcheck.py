"""The rules of every operation against finite differences; and that a wrong one is found."""

from collections.abc import Callable
from typing import Any

import pytest

from graphviz_autograd.autograd import gradcheck, gradgradcheck
from graphviz_autograd.autograd.gradcheck import GradcheckError
from graphviz_autograd.engine.ops import OPS

from .samples import ONCE, Sample, differentiable_operations, samples_of

OPERATIONS = differentiable_operations()
pytestmark = pytest.mark.filterwarnings("ignore:index_reduce")
Rule = Callable[..., Any]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_differentiable_operation_has_a_sample(name: str) -> None:
    assert samples_of(name), f"add an expression that reaches {name} to the tables of the cases"


@pytest.mark.parametrize("name", OPERATIONS)
def test_first_and_second_derivative(name: str) -> None:
    for sample in samples_of(name):
        assert gradcheck(sample.function, sample.leaves), sample.expression
        if name not in ONCE:
            assert gradgradcheck(sample.function, sample.leaves, atol=1e-4), sample.expression


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_wrong_first_derivative_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    node = OPS[name].node
    for method in ("apply", "apply_traced"):
        monkeypatch.setattr(node, method, _plus(getattr(node, method), 0.5))
    assert not all(passes(gradcheck, sample) for sample in samples_of(name))


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_wrong_second_derivative_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[Any] = []
    node = OPS[name].node
    monkeypatch.setattr(node, "apply_traced", _turned(node.apply_traced, turned))
    passed = all(passes(gradgradcheck, sample) for sample in samples_of(name))
    assert not (passed and turned)  # where every gradient is zero there is nothing to turn


def passes(check: Callable[..., bool], sample: Sample) -> bool:
    """Return whether a check finds nothing, and does not stumble over the fault either."""
    try:
        return check(sample.function, sample.leaves, check_undefined_grad=False)
    except (GradcheckError, RuntimeError):
        return False


def _plus(rule: Rule, error: float) -> Rule:
    def wrong(node: Any, grad: Any) -> Any:
        return tuple(None if one is None else one + error for one in rule(node, grad))

    return wrong


def _turned(rule: Rule, turned: list[Any]) -> Rule:
    """Return ``rule`` with the same values and derivatives of opposite sign."""

    def wrong(node: Any, grad: Any) -> Any:
        results = tuple(None if one is None else one.detach() * 2 - one for one in rule(node, grad))
        turned.extend(one for one in results if one is not None and one.any())
        return results

    return wrong


def test_a_missing_sample_is_noticed() -> None:
    assert not samples_of("an operation that no expression reaches")
