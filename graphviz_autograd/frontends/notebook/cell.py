"""Running a cell as the notebook does, and what there is to draw then."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from graphviz_autograd.api.results import sinks


class NothingToDrawError(LookupError):
    """A cell does not say what to draw; the message says how it can."""


@dataclass(frozen=True)
class Cell:
    """The statements of a cell, and its last line if that is an expression."""

    statements: CodeType
    last: CodeType | None

    @classmethod
    def parse(cls, shell: Any, text: str) -> Cell:
        """The cell of ``text``, which may have magics in it, as ``shell``, an IPython, has it.

        Raises:
            SyntaxError: if it is no Python.

        """
        code = shell.transform_cell(text)
        filename = shell.compile.cache(code, shell.execution_count, raw_code=text)
        tree = shell.transform_ast(shell.compile.ast_parse(code, filename))
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = shell.compile(ast.Expression(tree.body.pop().value), filename, "eval")
        return cls(shell.compile(tree, filename, "exec"), last)

    def run(self, shell: Any) -> Any:
        """Execute the cell in the variables of ``shell``; the value of its last line, if any."""
        __tracebackhide__ = True  # IPython then shows the frames of the cell alone
        exec(self.statements, shell.user_ns)
        return None if self.last is None else eval(self.last, shell.user_ns)


def only_result(before: Mapping[str, Any], after: Mapping[str, Any]) -> Any:
    """The result among the variables that a cell has made or changed.

    Raises:
        NothingToDrawError: if there is none, or more than one.

    """
    results = sinks({n: v for n, v in after.items() if n not in before or before[n] is not v})
    if len(results) == 1:
        return next(iter(results.values()))
    if not results:
        raise NothingToDrawError(
            "the cell has no result, that is a tensor with a grad_fn; "
            "say what to draw, as in %%graph loss"
        )
    raise NothingToDrawError(
        f"the cell has {len(results)} results, {', '.join(results)}; "
        f"say which to draw, as in %%graph {next(iter(results))}"
    )
