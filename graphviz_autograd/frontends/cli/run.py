"""``graphviz-autograd run``: a program as python runs it, with errors that explain themselves."""

from __future__ import annotations

from warnings import filterwarnings

import click

from graphviz_autograd.frontends.cli.errors import UsageFailure, failures
from graphviz_autograd.frontends.cli.options import TargetCommand, target_options
from graphviz_autograd.frontends.cli.target import Kind, Target

EXAMPLES = """\b
Examples:
  graphviz-autograd run train.py
  graphviz-autograd run train.py -- --epochs 3
  graphviz-autograd run -m package.train
"""


@click.command("run", cls=TargetCommand, epilog=EXAMPLES)
@target_options
def run_command(target: Target) -> None:
    """Run a program; if backward fails, say why, with the lines that led there.

    The program runs as it does under python, with the ARGS after --. Where operations are called
    is recorded meanwhile, which takes a little time.
    """
    if target.kind is Kind.GRAPH:
        raise UsageFailure(f"{target.place} is a saved graph, not a program")
    if target.expression is not None:
        raise UsageFailure(f"run takes a program, without an expression: {target.place}")
    from graphviz_autograd.frontends.cli.program import run
    from graphviz_autograd.frontends.recording import recording

    # What PyTorch prints of its records at an error, the note on the error says in short.
    filterwarnings("ignore", "Error detected in", UserWarning)
    with failures(), recording("lines"):
        run(target)
