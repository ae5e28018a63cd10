"""Distributions are PyTorch's: parameters, densities, entropies, divergences, graphs, messages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import graphviz_autograd as ours
from tests.engine.outcome import run, same

PROGRAMS = Path(__file__).with_name("programs.txt").read_text(encoding="utf-8").split("\n\n")


@pytest.mark.usefixtures("checked_distributions")
@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_leave_the_same_behind(program: str) -> None:
    theirs = pytest.importorskip("torch")
    expected = run(theirs, program)
    assert "NameError" not in expected.get("error", ()), "the program itself is wrong"
    assert same(run(ours, program), expected, least=1e-6)


SAMPLED = [
    "Normal(2.0, 3.0)", "Laplace(2.0, 3.0)", "Uniform(-1.0, 2.0)", "Exponential(0.5)",
    "Bernoulli(0.3)", "Poisson(3.0)", "Gamma(2.0, 0.5)", "Beta(2.0, 1.0)", "LogNormal(0.1, 0.2)",
    "Dirichlet(torch.tensor([1.0, 2.0, 3.0]))", "OneHotCategorical(torch.tensor([1.0, 2.0, 3.0]))",
    "Binomial(5, 0.3)", "Geometric(0.3)", "NegativeBinomial(4.0, torch.tensor(0.4))", "Chi2(3.0)",
    "StudentT(9.0)", "FisherSnedecor(5.0, 30.0)", "Gumbel(0.5, 2.0)", "Weibull(2.0, 3.0)",
    "HalfNormal(2.0)", "InverseGamma(9.0, 2.0)", "Kumaraswamy(2.0, 3.0)", "Pareto(1.0, 9.0)",
    "ContinuousBernoulli(torch.tensor([0.2, 0.5]))", "GeneralizedPareto(1.0, 2.0, -0.3)",
    "Multinomial(5, torch.tensor([0.2, 0.3, 0.5]))",
    "LowRankMultivariateNormal(torch.ones(2), torch.ones(2, 1), torch.ones(2))",
    "MixtureSameFamily(Categorical(torch.ones(2)), Normal(torch.tensor([1.0, 3.0]), 0.5))",
    "MultivariateNormal(torch.tensor([1.0, 2.0]), torch.tensor([[2.0, 0.5], [0.5, 1.0]]))",
]  # fmt: skip


@pytest.mark.parametrize("expression", SAMPLED)
def test_samples_have_the_mean_and_variance_of_their_distribution(expression: str) -> None:
    ours.manual_seed(0)
    one = eval(expression, {**vars(ours.distributions), "torch": ours})
    samples = one.sample((20000,)).numpy()
    assert not one.sample().requires_grad
    chance = 5 * one.stddev.numpy() / np.sqrt(len(samples))
    assert (np.abs(samples.mean(0) - one.mean.numpy()) < chance).all()
    np.testing.assert_allclose(samples.var(0), one.variance.numpy(), rtol=0.1)


def test_samples_of_a_categorical_follow_its_probabilities() -> None:
    ours.manual_seed(0)
    drawn = ours.distributions.Categorical(ours.tensor([1.0, 2.0, 3.0])).sample((12000,))
    counts = np.bincount(drawn.numpy(), minlength=3)
    np.testing.assert_allclose(counts / len(drawn), [1 / 6, 1 / 3, 1 / 2], atol=0.02)


def test_a_distribution_that_is_not_there_says_so() -> None:
    with pytest.raises(NotImplementedError, match=r"distributions\.Wishart is not supported"):
        _ = ours.distributions.Wishart
