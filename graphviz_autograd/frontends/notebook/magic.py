"""``%load_ext graphviz_autograd`` and then ``%%graph``: a cell, and the graph it computes."""

from __future__ import annotations

import ast
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.frontends.cli.graph_options import graph_options
from graphviz_autograd.frontends.cli.look_options import look_options
from graphviz_autograd.frontends.recording import recording
from graphviz_autograd.frontends.snippet import shown

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing


@click.command("%%graph", add_help_option=False)
@click.argument("words", metavar="[EXPR]", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Save it to this file too.")
@graph_options
@look_options
def _command(**_: Any) -> None:
    """Draw the value of EXPR, by default what the cell computes."""


def load_ipython_extension(shell: Any) -> None:
    """Called by ``%load_ext graphviz_autograd``."""

    def graph(line: str, cell: str | None = None) -> Drawing:
        """Run the cell and draw what it computes: ``%%graph [EXPR] [-o FILE] [OPTIONS]``.

        Without EXPR it is the value of the last line, or the only result of the cell. Options are
        those of ``graphviz-autograd render``.
        """
        options = _parse(line)
        expression, output = " ".join(options.pop("words")), options.pop("output", None)
        if cell is None and not expression:
            raise _usage_error("%graph needs an expression, such as %graph loss")
        with recording(options.get("show")):
            value = _run(shell, cell or "", expression)
        drawing = draw(value, names=shell.user_ns, **options)
        if output is not None:
            drawing.save(output)
        return drawing

    shell.register_magic_function(graph, "line_cell", "graph")


def _parse(line: str) -> dict[str, Any]:
    try:
        context = _command.make_context("%%graph", shlex.split(line))
    except (click.UsageError, ValueError) as error:
        message = error.format_message() if isinstance(error, click.UsageError) else str(error)
        raise _usage_error(message) from None
    return {name: value for name, value in context.params.items() if value is not None}


def _run(shell: Any, cell: str, expression: str) -> Any:
    """Execute ``cell`` as the notebook does; what there is to draw then."""
    before = dict(shell.user_ns)
    code = shell.transform_cell(cell)
    filename = shell.compile.cache(code, shell.execution_count, raw_code=cell)
    tree = ast.parse(code, filename)
    last = None
    if tree.body and not expression and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    exec(shell.compile(tree, filename, "exec"), shell.user_ns)
    if last is not None:
        return eval(shell.compile(last, filename, "eval"), shell.user_ns)
    new = {n: v for n, v in shell.user_ns.items() if n not in before or before[n] is not v}
    return shown(shell.user_ns if expression else new, expression)


def _usage_error(message: str) -> Exception:
    from IPython.core.error import UsageError

    return UsageError(message)
