"""The rules of an operation as they are written, for readers."""

from __future__ import annotations

import ast
import inspect
from copy import deepcopy
from functools import cache
from typing import Any

from .record import Op


def rule_texts(record: Op) -> dict[str, str]:
    """Return the gradient of each differentiable input, by its name, in the words of the source.

    ``grad`` is the gradient of the result; the others are what the node saved. Empty where the
    source cannot be read.
    """
    try:
        definition = definition_of(record.kernel)
    except OSError:
        return {}
    rules = {keyword.arg: keyword.value for keyword in _decorator(definition).keywords}
    return {name: _body(rules[name]) for name in record.rules if name in rules}


def _body(rule: ast.expr) -> str:
    body = rule.body if isinstance(rule, ast.Lambda) else rule
    return ast.unparse(_Products().visit(deepcopy(body)))


class _Products(ast.NodeTransformer):
    """Writes ``right_first(right, left)`` as the product that it is."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if ast.unparse(node.func) != "right_first":
            return node
        right, left = node.args
        return ast.BinOp(left, ast.Mult(), right)


def _decorator(definition: ast.FunctionDef) -> ast.Call:
    calls = [one for one in definition.decorator_list if isinstance(one, ast.Call)]
    return next(one for one in calls if ast.unparse(one.func) == "op")


def definition_of(function: Any) -> ast.FunctionDef:
    """Return the source of a function, by the name that it has there.

    Raises:
        OSError: if the source of its module cannot be read.

    """
    code = inspect.unwrap(function).__code__
    return definitions(inspect.getmodule(code))[code.co_name]


@cache
def definitions(module: Any) -> dict[str, ast.FunctionDef]:
    """Return the functions that a module defines.

    Raises:
        OSError: if its source cannot be read.

    """
    tree = ast.parse(inspect.getsource(module))
    return {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
