"""The EXPR of a target: a name, attributes, literal indices, calls with literal arguments."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_MODULE_INDEX = re.compile(r"(?<=[\w\])])\.(\d+)\b")
"""As in ``model.0.weight``: what PyTorch calls the parameter that Python calls
``model[0].weight``."""


class ExpressionError(ValueError):
    """An EXPR that is more than names, indices and calls with literals; says what is not."""


@dataclass(frozen=True)
class Attribute:
    """``.name`` of what stands before."""

    name: str
    text: str


@dataclass(frozen=True)
class Index:
    """``[key]`` of what stands before."""

    key: Any
    text: str


@dataclass(frozen=True)
class Call:
    """What stands before, called."""

    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    text: str


Step = Attribute | Index | Call
"""One step; its ``text`` is the expression up to and with it."""


@dataclass(frozen=True)
class Expression:
    """A ``name`` to look up, and the steps from there to the object that is meant."""

    text: str
    name: str
    steps: tuple[Step, ...] = ()


def parse_expression(text: str) -> Expression:
    """The expression that ``text`` spells. Nothing is evaluated.

    >>> parse_expression("params['w']").steps
    (Index(key='w', text="params['w']"),)

    Raises:
        ExpressionError: if it is anything else than `Expression` can say.

    """
    node = _parse(text.strip())
    steps: list[Step] = []
    while not isinstance(node, ast.Name):
        step, node = _last_step(node)
        steps.append(step)
    return Expression(text.strip(), node.id, tuple(reversed(steps)))


def _parse(text: str) -> ast.expr:
    for spelling in (text, _MODULE_INDEX.sub(r"[\1]", text)):
        with suppress(SyntaxError):
            return ast.parse(spelling, mode="eval").body
    raise ExpressionError(f"{text!r} is not an expression such as loss, model.w or ws[0]")


def _last_step(node: ast.expr) -> tuple[Step, ast.expr]:
    text = ast.unparse(node)
    match node:
        case ast.Attribute(value=owner, attr=name):
            return Attribute(name, text), owner
        case ast.Subscript(value=owner, slice=key):
            return Index(_literal(key), text), owner
        case ast.Call(func=function, args=arguments, keywords=keywords):
            return Call(tuple(map(_literal, arguments)), _literals(keywords), text), function
    raise ExpressionError(
        f"{text!r} is neither a name such as model.w or ws[0], nor a call such as make_loss(3)"
    )


def _literals(keywords: list[ast.keyword]) -> dict[str, Any]:
    if any(keyword.arg is None for keyword in keywords):
        raise ExpressionError("arguments are given one by one, not with **")
    return {str(keyword.arg): _literal(keyword.value) for keyword in keywords}


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (TypeError, ValueError):
        raise ExpressionError(
            f"{ast.unparse(node)!r} is not a literal; indices and arguments are written out, "
            "such as 3, 0.5, 'relu' or [1, 2]"
        ) from None
