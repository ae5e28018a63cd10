"""``graphviz-autograd explain``: what is wrong, or why a gradient is not there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from graphviz_autograd.frontends.cli.errors import UsageFailure, failures
from graphviz_autograd.frontends.cli.options import (
    TargetCommand,
    color_option,
    target_options,
    wants_color,
)
from graphviz_autograd.frontends.cli.output import claim_stdout
from graphviz_autograd.frontends.cli.target import Kind, Target

if TYPE_CHECKING:
    from graphviz_autograd.api.explaining import Explanation
    from graphviz_autograd.findings.finding import Kind as Question

WIDEST = 100
"""Columns; longer lines are hard to read."""

EXAMPLES = """\b
Examples:
  graphviz-autograd explain train.py:loss
  graphviz-autograd explain train.py:loss --wrt model.head.weight
  graphviz-autograd explain train.py:loss --backward --about nonfinite,flow
  graphviz-autograd explain train.py:loss --wrt w -o why.svg
"""


@click.command("explain", cls=TargetCommand, epilog=EXAMPLES)
@target_options
@click.option("--wrt", metavar="NAME", help="Say why this tensor has no gradient from TARGET.")
@click.option(
    "--about",
    metavar="QUESTIONS",
    help="Answer these in full, joined by commas: gradient, parameters, second-backward, in-place, "
    "nonfinite, flow, memory, accumulation, hooks. By default all, if something is wrong.",
)
@click.option(
    "--backward", is_flag=True, help="Run backward() from the tensor first, and look at it."
)
@click.option(
    "-o", "--output", metavar="FILE", help="Draw the first finding there, as render does."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@color_option
def explain_command(
    target: Target,
    wrt: str | None,
    about: str | None,
    backward: bool,
    output: str | None,
    as_json: bool,
) -> None:
    """Say what is wrong with the graph of a tensor, in sentences with lines of code.

    TARGET is script.py[:EXPR] or package.module[:EXPR]; see graphviz-autograd render --help.
    What the program prints goes to stderr.
    """
    if target.kind is Kind.GRAPH:
        raise UsageFailure(
            f"{target.place} is a saved graph; explain looks at a tensor of a program that runs"
        )
    questions = _questions(about)
    path = Path(output).absolute() if output else None
    with failures(), claim_stdout() as stdout:
        found = _explained(target, wrt, questions, backward)
        if path is not None and len(found):
            found.draw().save(path)
        stdout.write(found.to_json()) if as_json else _write(found, stdout)


def _questions(about: str | None) -> tuple[Question, ...]:
    from graphviz_autograd.findings.questions import parse_about

    try:
        return parse_about(about)
    except ValueError as error:
        raise UsageFailure(str(error)) from None


def _explained(
    target: Target, wrt: str | None, questions: tuple[Question, ...], backward: bool
) -> Explanation:
    from graphviz_autograd.api.explaining import explained
    from graphviz_autograd.api.watching import noting_cuts
    from graphviz_autograd.findings.spelled import Program
    from graphviz_autograd.frontends.cli.resolve import find, look_up
    from graphviz_autograd.frontends.recording import recording

    with recording("lines"), noting_cuts():
        found = find(target)
        found.require_tensors()
        tensor = look_up(found, wrt) if wrt is not None else None
    program = Program(str(found.namespace.get("__file__") or "<string>"))
    return explained(found.value, tensor, questions, backward, found.names, program)


def _write(found: Explanation, stdout: TextIO) -> None:
    if not wants_color(stdout.isatty()):
        stdout.write(f"{found}\n")
        return
    from rich.console import Console

    from graphviz_autograd.render.findings import colored

    width = min(shutil.get_terminal_size().columns, WIDEST)
    console = Console(file=stdout, color_system="standard", width=width)
    console.print(colored(found.lines(width)), soft_wrap=True)
