"""Every distribution, divergence, function and constraint beside PyTorch's, by questions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import graphviz_autograd as ours
from tests.engine.outcome import run, same

from .cases import (
    ASKED,
    CONSTRAINTS,
    DISTRIBUTIONS,
    FACTS,
    KINDS,
    QUESTIONS,
    TRANSFORMS,
)

theirs = pytest.importorskip("torch")
pytestmark = pytest.mark.usefixtures("checked_distributions")

# Each question is asked for itself: what one raises does not keep the others from being compared.
ASKING = """
D, found = torch.distributions, []
def graph(y):
    return y.requires_grad, y.grad_fn
for question in questions:
    try:
        y = eval(question)
        found.append(y if isinstance(y, (torch.Tensor, tuple)) else repr(y).split(' object')[0])
    except Exception as error:
        found.append([type(error).__name__.replace('Unsupported', 'NotImplemented'), str(error)])
del D, graph, questions, question
"""


def assert_answers_are_the_same(setting: str, questions: str, *names: str) -> None:
    """Compare what both frameworks answer to questions, one a line."""
    program = f"questions = {questions.strip().splitlines()!r}\n"
    for torch in (ours, theirs):
        torch.manual_seed(0)
    program += f"D = torch.distributions\n{setting}\n{ASKING}\ndel {', '.join(names)}"
    expected, found = run(theirs, program), run(ours, program)
    assert "error" not in expected, expected
    for question, theirs_, ours_ in zip(
        questions.strip().splitlines(), _answers(expected), _answers(found), strict=True
    ):
        if isinstance(theirs_, list) and theirs_[:1] == ["NotImplementedError"]:
            assert ours_[0] == "NotImplementedError", question
        else:
            assert same({"names": {"y": ours_}}, {"names": {"y": theirs_}}, least=1e-6), question


def _answers(outcome: dict[str, Any]) -> Any:
    assert "error" not in outcome, outcome
    return outcome["names"]["found"]


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("case", lines(DISTRIBUTIONS))
def test_a_distribution(case: str) -> None:
    expression, _, value = case.partition(" | ")
    setting = (
        "try:\n"
        f"    d = D.{expression}\n"
        "except ValueError as error:\n"
        "    d = str(error)\n"
        f"x = torch.tensor({value}, dtype=torch.float64)"
    )
    assert_answers_are_the_same(setting, f"d\n{FACTS}", "d", "x")


@pytest.mark.parametrize("kind", KINDS)
def test_divergences_from_a_kind(kind: str) -> None:
    questions = [f"D.kl_divergence(p, D.{one}({given}))" for one, given in KINDS.items()]
    other = KINDS[kind].replace("f(3)", "f(3, start=.9)", 1)
    questions.append(f"D.kl_divergence(p, D.{kind}({other}))")
    assert_answers_are_the_same(f"p = D.{kind}({KINDS[kind]})", "\n".join(questions), "p")


@pytest.mark.parametrize("expression", lines(TRANSFORMS))
def test_a_transform(expression: str) -> None:
    shape = "2, 3, 3" if "Definite" in expression or expression[:5] == "Lower" else "2, 3"
    setting = f"t = D.{expression}\nx = f({shape}) / 9"
    assert_answers_are_the_same(setting, QUESTIONS, "t", "x")


@pytest.mark.parametrize("expression", lines(CONSTRAINTS))
def test_a_constraint(expression: str) -> None:
    setting = f"c = D.constraints.{expression}\nx = f(2, 3) / 3 - .4\nw = f(3, 3)"
    assert_answers_are_the_same(setting, ASKED, "c", "x", "w")


# ---- slopes of samples -------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [0.01, 0.3, 1.0, 2.5, 9.0, 80.0, 2000.0])
def test_gamma_samples_move_with_their_shape_as_pytorchs_do(shape: float) -> None:
    x = np.maximum(np.random.default_rng(0).gamma(shape, size=50), 1e-300)
    found, expected = [
        torch._standard_gamma_grad(
            torch.full((50,), shape, dtype=torch.float64),
            torch.tensor(x.tolist(), dtype=torch.float64),
        ).tolist()
        for torch in (ours, theirs)
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-3)  # PyTorch's formula is good to that


@pytest.mark.parametrize(("a", "b"), [(0.1, 0.1), (0.5, 2.0), (20.0, 1.0), (100.0, 200.0)])
def test_beta_samples_move_with_their_concentration_as_pytorchs_do(a: float, b: float) -> None:
    x = np.clip(np.random.default_rng(0).beta(a, b, size=50), 1e-12, 1 - 1e-9)
    found, expected = [
        torch._dirichlet_grad(
            torch.tensor(x.tolist(), dtype=torch.float64),
            torch.full((50,), a, dtype=torch.float64),
            torch.full((50,), a + b, dtype=torch.float64),
        ).tolist()
        for torch in (ours, theirs)
    ]
    np.testing.assert_allclose(found, expected, rtol=5e-3)


def test_slopes_of_samples_are_those_that_keep_the_probability() -> None:
    shape, step = 2.5, 1e-5
    x = ours.tensor([0.3, 1.7, 4.0, 9.0], dtype=ours.float64)
    slope = ours._standard_gamma_grad(ours.full_like(x, shape), x)
    moved = [
        ours.igamma(ours.full_like(x, shape + side * step), x + side * step * slope)
        for side in (-1, 1)
    ]
    np.testing.assert_allclose(*[one.numpy() for one in moved], rtol=1e-9)


def test_the_mean_of_the_slopes_is_the_slope_of_the_mean() -> None:
    ours.manual_seed(0)
    shape, rate = (ours.tensor(n, dtype=ours.float64, requires_grad=True) for n in (2.0, 0.5))
    ours.distributions.Gamma(shape, rate).rsample((4000,)).mean().backward()
    np.testing.assert_allclose([shape.grad.item(), rate.grad.item()], [2.0, -8.0], rtol=0.05)
    weights = ours.tensor([1.0, 2.0, 3.0], dtype=ours.float64, requires_grad=True)
    ours.distributions.Dirichlet(weights).rsample((4000,))[:, 0].mean().backward()
    np.testing.assert_allclose(weights.grad.numpy(), [5 / 36, -1 / 36, -1 / 36], rtol=0.1)


def test_angles_have_the_density_of_pytorchs() -> None:
    values = [
        torch.distributions.VonMises(
            torch.tensor([0.5, 1.0], dtype=torch.float64),
            torch.tensor([0.3, 9.0], dtype=torch.float64),
        )
        for torch in (ours, theirs)
    ]
    x = [torch.tensor([0.1, 2.0], dtype=torch.float64) for torch in (ours, theirs)]
    for ask in (lambda d, x: d.log_prob(x), lambda d, _: d.variance, lambda d, _: d.mean):
        found = [ask(d, one).tolist() for d, one in zip(values, x, strict=True)]
        np.testing.assert_allclose(*found, rtol=1e-6)
