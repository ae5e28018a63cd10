"""autograd.functional agrees with itself; that it agrees with PyTorch is in the cases."""

from typing import Any

import pytest

import graphviz_autograd as torch
from graphviz_autograd.autograd.functional import hessian, hvp, jacobian, jvp, vhp, vjp


def double(*values: float) -> Any:
    return torch.tensor(values, dtype=torch.float64)


def field(x: Any) -> Any:
    return torch.stack([x[0] * x[1], x[1].exp(), x.sum() ** 3, x[0].sin()])


def scalar(x: Any) -> Any:
    return (x**3).sum() * x[0] + x[1].exp()


def close(first: Any, second: Any) -> bool:
    return bool(((first - second).abs() < 1e-12 * (1 + second.abs())).all())


X, V, U = double(0.7, -0.4), double(1.5, 2.0), double(0.3, -1.0, 2.0, 0.5)


def test_products_are_products_with_the_jacobian() -> None:
    whole = jacobian(field, X)
    assert whole.shape == (4, 2)
    assert close(jvp(field, X, V)[1], whole @ V)
    assert close(vjp(field, X, U)[1], U @ whole)
    assert close(jvp(field, X, V)[0], field(X))


def test_products_are_products_with_the_hessian() -> None:
    whole = hessian(scalar, X)
    assert close(whole, whole.t())
    assert close(hvp(scalar, X, V)[1], whole @ V)
    assert close(vhp(scalar, X, V)[1], V @ whole)


def test_the_jacobian_of_the_gradient_is_the_hessian() -> None:
    gradient = lambda x: jacobian(scalar, x, create_graph=True)  # noqa: E731
    assert close(jacobian(gradient, X), hessian(scalar, X))


def test_results_can_be_differentiated_if_asked() -> None:
    x = X.clone().requires_grad_()
    assert not jacobian(field, x).requires_grad
    third = torch.autograd.grad(hessian(scalar, x, create_graph=True).sum(), x)[0]
    assert close(third, jacobian(lambda one: hessian(scalar, one, create_graph=True).sum(), X))


@pytest.mark.parametrize("function", [jacobian, hessian])
def test_forward_mode_says_that_it_is_not_supported(function: Any) -> None:
    name = "strategy" if function is jacobian else "outer_jacobian_strategy"
    with pytest.raises(NotImplementedError, match="forward-mode"):
        function(scalar, X, **{name: "forward-mode"})
