"""Formulas of derivatives, from Python to the signs of mathematics."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from copy import deepcopy
from functools import cache

_MEANINGS = {
    "neg": ("a", "-a"),
    "mul_scalar": ("a, b", "b * a"),
    "div_scalar": ("a, b", "a / b"),
    "add_scalar": ("a, b", "a + b"),
    "sub_scalar": ("a, b", "a - b"),
    "sub": ("a, b", "a - b"),
    "reciprocal": ("a", "1 / a"),
    "pow_scalar": ("a, b", "a ** b"),
    "pow_tensor": ("a, b", "a ** b"),
    "pow_slope": ("grad, a, b", "grad * (b * a ** (b - 1))"),
    "atanh_slope": ("grad, a", "grad / (1 - a ** 2)"),
    "addcdiv_slope": ("grad, a, b, c", "-grad * (c * a / b ** 2)"),
    "xlog1py_slope": ("grad, a, b", "grad * a / (b + 1)"),
    "sigmoid_backward": ("grad, y", "grad * (y * (1 - y))"),
    "tanh_backward": ("grad, y", "grad * (1 - y ** 2)"),
    "threshold_backward": ("grad, a, b", "grad * (a > b)"),
    "leaky_relu_backward": ("grad, a, b", "where(a > 0, grad, grad * b)"),
    "expand": ("grad, a", "grad"),
    "restored": ("grad, a, b, c", "grad"),
    "to_type": ("grad, a", "grad"),
    "outer_of": ("a, b", "outer(a, b)"),
    "zeros_of_like": ("a", "0"),
    "mm": ("a, b", "a @ b"),
    "bmm": ("a, b", "a @ b"),
    "mv": ("a, b", "a @ b"),
    "scaled": ("a, b", "b * a"),
    "softmax_backward_data": ("grad, y, dim", "y * (grad - sum(grad * y))"),
    "log_softmax_backward_data": ("grad, y, dim", "grad - exp(y) * sum(grad)"),
    "eq": ("a, b", "a == b"),
    "sgn": ("a", "sign(a)"),
    "left_slope": ("grad, right, sizes, strides", "mm(grad, t(right))"),
    "right_slope": ("grad, left, sizes, strides", "mm(t(left), grad)"),
}
"""What rules call by name, as parameters and an expression of them.

Broadcasting is left out, as rules leave it out, and so are the strides of the result.
"""

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SIGNS = {
    ast.Mult: ("·", 3),
    ast.Div: ("/", 3),
    ast.MatMult: ("@", 3),
    ast.Add: ("+", 2),
    ast.Sub: ("−", 2),
}
_RELATIONS = {ast.Eq: "=", ast.NotEq: "≠", ast.Gt: ">", ast.GtE: "≥", ast.Lt: "<", ast.LtE: "≤"}


def mathematical(formula: str, names: Mapping[str, str], numbers: Mapping[str, float]) -> str:
    """``formula``, a Python expression, in the signs of mathematics.

    Args:
        formula: the expression.
        names: what the variables are called in the drawing.
        numbers: the values of those variables that are known; choices they decide are made.

    >>> mathematical("pow_slope(grad, self, exponent)", {"self": "x"}, {"exponent": 3.0})
    'grad · (3 · x²)'
    >>> mathematical("grad if alpha == 1 else mul_scalar(grad, alpha)", {}, {"alpha": 1.0})
    'grad'

    """
    constants = {name: ast.Constant(_whole(value)) for name, value in numbers.items()}
    tree = _Expansion(constants).visit(ast.parse(formula, mode="eval").body)
    return _Writer(names).write(tree)


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number


class _Expansion(ast.NodeTransformer):
    """Puts known variables in, spells out what functions mean, and computes what it can."""

    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.known.get(node.id, node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        arguments = [self.visit(one) for one in node.args]
        name = ast.unparse(node.func)
        parameters, meaning = _meaning(name)
        if meaning is None or node.keywords or len(parameters) != len(arguments):
            return ast.Call(node.func, arguments, node.keywords)
        bound = dict(zip(parameters, arguments, strict=True))
        expanded: ast.expr = _Expansion(bound).visit(deepcopy(meaning))
        return expanded

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
            return _computed(ast.BinOp(left, node.op, right))
        if _is_one(right) and isinstance(node.op, ast.Pow | ast.Mult | ast.Div):
            return left  # type: ignore[no-any-return]
        if _is_one(left) and isinstance(node.op, ast.Mult):
            return right  # type: ignore[no-any-return]
        return ast.BinOp(left, node.op, right)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        test = self.visit(node.test)
        chosen = _truth(test)
        if chosen is None:
            return ast.IfExp(test, self.visit(node.body), self.visit(node.orelse))
        found: ast.expr = self.visit(node.body if chosen else node.orelse)
        return found


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 1


@cache
def _meaning(name: str) -> tuple[tuple[str, ...], ast.expr | None]:
    if name not in _MEANINGS:
        return (), None
    parameters, expression = _MEANINGS[name]
    return tuple(parameters.split(", ")), ast.parse(expression, mode="eval").body


def _computed(node: ast.expr) -> ast.expr:
    text = ast.unparse(node)
    try:
        return ast.Constant(eval(text, {"__builtins__": {}}))  # numbers and signs only
    except ArithmeticError:
        return node


def _truth(test: ast.expr) -> bool | None:
    is_known = all(
        isinstance(one, ast.Constant | ast.Compare | ast.cmpop | ast.expr_context)
        for one in ast.walk(test)
    )
    return bool(eval(ast.unparse(test), {"__builtins__": {}})) if is_known else None


class _Writer:
    """Writes an expression; brackets stand where a sign binds more loosely than the one around."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def write(self, node: ast.expr, around: int = 0) -> str:
        text, binding = self._part(node)
        return f"({text})" if binding < around else text

    def _part(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Name(id=name):
                return self.names.get(name, name), 9
            case ast.BinOp(op=ast.Pow()):
                return self._power(node), 8
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
                sign, binding = _SIGNS[type(op)]
                return (
                    f"{self.write(left, binding)} {sign} {self.write(right, binding + 1)}",
                    binding,
                )
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"−{self.write(operand, 3)}", 2
            case ast.Compare(left=left, ops=[relation], comparators=[right]):
                sign = _RELATIONS.get(type(relation), "?")
                return f"{self.write(left, 2)} {sign} {self.write(right, 2)}", 1
            case ast.Call(func=ast.Name(id="t"), args=[matrix]):
                return f"{self.write(matrix, 8)}ᵀ", 8
            case ast.Call(func=ast.Name(id="transpose"), args=[matrix, *_]):
                return f"{self.write(matrix, 8)}ᵀ", 8
            case ast.Call(func=function, args=arguments):
                listed = [*map(self.write, arguments), *map(ast.unparse, node.keywords)]
                return f"{ast.unparse(function)}({', '.join(listed)})", 9
            case ast.IfExp(test=test, body=body, orelse=other):
                return f"{self.write(body)} if {self.write(test)} else {self.write(other)}", 0
            case ast.Constant(value=value):
                return f"{value:g}" if isinstance(value, float) else str(value), 9
        return ast.unparse(node), 9

    def _power(self, node: ast.BinOp) -> str:
        base = self.write(node.left, 9)
        if isinstance(node.right, ast.Constant) and isinstance(node.right.value, int):
            return f"{base}{str(node.right.value).translate(_SUPERSCRIPTS)}"
        return f"{base}^{self.write(node.right, 9)}"
