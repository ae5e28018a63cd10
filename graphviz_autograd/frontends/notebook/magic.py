"""``%load_ext graphviz_autograd`` and then ``%%graph``: a cell, and the graph it computes."""

from __future__ import annotations

import re
import shlex
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import ShellComplete

from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.api.watching import watch_program
from graphviz_autograd.frontends.cli.errors import failures
from graphviz_autograd.frontends.cli.graph_options import graph_options
from graphviz_autograd.frontends.cli.look_options import look_options
from graphviz_autograd.frontends.notebook.cell import Cell, NothingToDrawError, only_result
from graphviz_autograd.frontends.recording import recording

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing

NAME = "%%graph"

_FIRST_OPTION = re.compile(r"(?:^|\s)(?=-o\s|--[a-z])")


@click.command(NAME)
@click.argument("words", metavar="[EXPR]", nargs=-1)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Save it here too."
)
@graph_options
@look_options
def _command(**_: Any) -> None:
    """Run the cell and draw what it computes.

    That is the value of EXPR; without one that of the last line, or else the only result of the
    cell. %graph EXPR, on a line of its own, draws what is there already.
    """


def load_ipython_extension(shell: Any) -> None:
    """Called by ``%load_ext graphviz_autograd``."""

    def graph(line: str, cell: str | None = None) -> Drawing | None:
        __tracebackhide__ = True  # IPython then shows the frames of the cell alone
        with _usage_errors():
            options = _parse(line)
            if options is None:
                return None
            if cell is None and not options["expression"]:
                raise click.UsageError("%graph needs an expression, such as %graph loss")
        return _draw(shell, cell or "", **options)

    graph.__doc__ = _command.get_help(click.Context(_command, info_name=NAME))
    shell.register_magic_function(graph, "line_cell", "graph")
    for magic in ("%graph", NAME):
        shell.set_hook("complete_command", _complete, str_key=magic)


def _parse(line: str) -> dict[str, Any] | None:
    """The options of ``line``, or ``None`` if it asked for help and has it.

    The expression is what stands before the first option, as it stands there: its quotes are
    Python's.
    """
    option = _FIRST_OPTION.search(line)
    expression, rest = (line[: option.start()], line[option.end() :]) if option else (line, "")
    try:
        parsed = _command.make_context(NAME, shlex.split(rest)).params
    except click.exceptions.Exit:
        return None
    expression = " ".join([expression, *parsed.pop("words")]).strip()
    given = {name: value for name, value in parsed.items() if value is not None}
    return {**given, "expression": expression}


def _draw(
    shell: Any, cell: str, *, expression: str, output: Path | None = None, **options: Any
) -> Drawing:
    __tracebackhide__ = True
    with _usage_errors():
        recorded = recording(options.get("show"))
        cells = [Cell.parse(shell, text) for text in (cell, expression) if text]
    before, value = dict(shell.user_ns), None
    with recorded, watch_program() as watched:
        for one in cells:
            value = one.run(shell)
    with _usage_errors(), _shown_if_it_fails():
        found = only_result(before, shell.user_ns) if value is None else value
        outputs = found if options["backward"] else watched(found)
        drawing = draw(outputs, names=shell.user_ns, **options)
        if output is not None:
            drawing.save(output)
    return drawing


@contextmanager
def _usage_errors() -> Iterator[None]:
    """What is wrong with the line, as IPython says such: a message without a traceback."""
    from IPython.core.error import UsageError

    try:
        with failures():
            yield
    except SyntaxError as error:
        raise UsageError(_pointed_out(error)) from None
    except click.ClickException as error:
        raise UsageError(error.format_message()) from None
    except (NothingToDrawError, ValueError) as error:
        if hasattr(error, "drawing"):  # what the user's backward raised
            raise
        raise UsageError(str(error)) from None


def _pointed_out(error: SyntaxError) -> str:
    """The message, and the line without the name that IPython has for the cell."""
    _file, *code, _message = traceback.format_exception_only(error)
    return f"{error.msg}, line {error.lineno}\n{''.join(code)}".rstrip()


@contextmanager
def _shown_if_it_fails() -> Iterator[None]:
    """How far a backward came that raises is displayed before the traceback."""
    try:
        yield
    except Exception as error:
        if hasattr(error, "drawing"):
            import_module("IPython.display").display(error.drawing)
        raise


def _complete(shell: Any, event: Any) -> list[str]:
    """The options and their values that ``event.symbol`` begins; else variables, for EXPR."""
    words = event.text_until_cursor.removesuffix(event.symbol).split()[1:]
    found = ShellComplete(_command, {}, NAME, "").get_completions(words, event.symbol)
    values = [item.value for item in found if item.type == "plain"]
    names = (name for name in shell.user_ns if name.startswith(event.symbol or " "))
    return values or sorted(names)
