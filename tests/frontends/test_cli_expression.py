import pytest

from graphviz_autograd.frontends.cli.expression import (
    Attribute,
    Call,
    ExpressionError,
    Index,
    parse_expression,
)

STEPS = {
    "w": [],
    " w ": [],
    "model.w": [Attribute("w", "model.w")],
    "ws[0]": [Index(0, "ws[0]")],
    "ws[-1]": [Index(-1, "ws[-1]")],
    'params["a.0:b"]': [Index("a.0:b", "params['a.0:b']")],
    "table[1, 'x']": [Index((1, "x"), "table[1, 'x']")],
    "model.0.weight": [Index(0, "model[0]"), Attribute("weight", "model[0].weight")],
    "model.0.1": [Index(0, "model[0]"), Index(1, "model[0][1]")],
    "make(3, scale=2.0)": [Call((3,), {"scale": 2.0}, "make(3, scale=2.0)")],
    "make(-1, [1, (2,)], {'a': None})": [
        Call((-1, [1, (2,)], {"a": None}), {}, "make(-1, [1, (2,)], {'a': None})")
    ],
    "make().loss": [Call((), {}, "make()"), Attribute("loss", "make().loss")],
}


@pytest.mark.parametrize("text", STEPS)
def test_steps(text):
    expression = parse_expression(text)
    assert list(expression.steps) == STEPS[text]
    assert text.strip().startswith(expression.name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "w +",
        "w + x",
        "lambda: 0",
        "(yield)",
        "[w for w in ws]",
        "make(w)",
        "make(open('secret'))",
        "make(*[1])",
        "make(**{'a': 1})",
        "ws[i]",
        "ws[0:1]",
        "3",
        "'w'.upper()",
        "w := 1",
        "w; x",
        "w\nx",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ExpressionError):
        parse_expression(text)
