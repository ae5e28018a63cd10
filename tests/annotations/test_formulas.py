"""Formulas are the rules of the engine, in the signs of mathematics."""

from collections.abc import Callable

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations.formulas import FORMULA
from graphviz_autograd.diagram.mathematics import mathematical
from graphviz_autograd.engine.ops import OPS
from graphviz_autograd.engine.ops.rule_text import rule_texts

Run = Callable[[str, str], Graph]


def test_rules_of_inputs_that_need_a_gradient(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        x = torch.tensor([3.0, 4.0])
        out = ((w * x) ** 3 / w).mean()
        """,
        "formulas",
    )
    found = {
        graph.node(node).name: [rule.input for rule in formula.rules]
        for node, formula in graph[FORMULA].items()
    }
    assert found == {
        "MeanBackward0": ["self"],
        "DivBackward0": ["self", "other"],
        "PowBackward0": ["self"],
        "MulBackward0": ["self"],
    }


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        ("w * x", ["∂w = grad · x", "∂x = grad · w"]),
        ("w + x", ["∂w = grad", "∂x = grad"]),
        ("torch.sub(w, x, alpha=2)", ["∂w = grad", "∂x = 2 · (−grad)"]),
        ("w ** 3", ["∂w = grad · (3 · w²)"]),
        ("w.exp()", ["∂w = grad · out"]),
        ("w.sigmoid()", ["∂w = grad · (out · (1 − out))"]),
        ("w.tanh()", ["∂w = grad · (1 − out²)"]),
        ("w.relu()", ["∂w = grad · (out > 0)"]),
        ("w.mean()", ["∂w = grad / 4"]),
        ("w @ x", ["∂w = grad @ xᵀ", "∂x = wᵀ @ grad"]),
    ],
)
def test_rows(graph_of: Run, expression: str, rows: list[str]) -> None:
    program = f"""
    w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    out = {expression}
    """
    text = torch.draw(graph_of(program, "names,formulas")).render("txt")
    assert "  ".join(rows) in text


@pytest.mark.parametrize("name", [one.name for one in OPS.values() if one.rules])
def test_every_rule_can_be_written(name: str) -> None:
    texts = rule_texts(OPS[name])
    assert set(texts) == set(OPS[name].rules)
    for text in texts.values():
        assert mathematical(text, {}, {})


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("a - (b - c)", "a − (b − c)"),
        ("(a - b) - c", "a − b − c"),
        ("a / (b * c)", "a / (b · c)"),
        ("neg(a) * b", "(−a) · b"),
        ("(a + b) ** 2", "(a + b)²"),
        ("a ** b", "a^b"),
        ("a if k == 1 else b", "b"),
        ("f(a, key=b)", "f(a, key=b)"),
        ("where(a > 0, b, 0.5)", "where(a > 0, b, 0.5)"),
    ],
)
def test_brackets_and_choices(formula: str, text: str) -> None:
    assert mathematical(formula, {}, {"k": 2.0}) == text
