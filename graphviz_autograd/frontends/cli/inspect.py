"""``graphviz-autograd inspect``: everything there is to know of one tensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from graphviz_autograd.api import Inspection

EXAMPLES = """\b
Examples:
  graphviz-autograd inspect linear.py:w
  graphviz-autograd inspect 'train.py:model.layers[0].weight' -- --epochs 3
  graphviz-autograd inspect linear.py:loss --json | jq .grad_state
"""


@click.command("inspect", cls=TargetCommand, epilog=EXAMPLES)
@target_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@color_option
def inspect_command(target: Target, as_json: bool) -> None:
    """Say everything there is to know of one tensor.

    That is its value, shape, dtype, requires_grad, is_leaf, its grad or why it has none, and its
    grad_fn with the tree of next_functions.

    TARGET is script.py[:EXPR] or package.module[:EXPR]; see graphviz-autograd render --help.
    What the program prints goes to stderr.
    """
    if target.kind is Kind.GRAPH:
        raise UsageFailure(
            f"{target.place} is a saved graph; inspect looks at a tensor of a program that runs"
        )
    from graphviz_autograd.frontends.inspector import write

    with failures(), claim_stdout() as stdout:
        found = _inspect(target)
        if as_json:
            stdout.write(found.to_json())
        else:
            write(found, stdout, color=wants_color(stdout.isatty()))


def _inspect(target: Target) -> Inspection:
    from graphviz_autograd.api import inspection
    from graphviz_autograd.frontends.cli.resolve import find

    found = find(target)
    found.require_tensor()
    return inspection(found.value, names=found.names)
