"""``graphviz-autograd inspect``: everything there is to know of a tensor, node or module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphviz_autograd.frontends.cli.errors import failures
from graphviz_autograd.frontends.cli.options import (
    TargetCommand,
    color_option,
    target_options,
    wants_color,
)
from graphviz_autograd.frontends.cli.output import claim_stdout
from graphviz_autograd.frontends.cli.target import Kind, Target

if TYPE_CHECKING:
    from graphviz_autograd.api.inspecting import Inspected

EXAMPLES = """\b
Examples:
  graphviz-autograd inspect linear.py:w
  graphviz-autograd inspect 'train.py:model.layers[0].weight' -- --epochs 3
  graphviz-autograd inspect train.py:model
  graphviz-autograd inspect linear.py:loss.grad_fn --depth 2
  graphviz-autograd inspect linear.py:loss --json | jq .grad_state
"""


@click.command("inspect", cls=TargetCommand, epilog=EXAMPLES)
@target_options
@click.option(
    "--depth", metavar="N", type=click.IntRange(min=1), help="Levels of next_functions to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@color_option
def inspect_command(target: Target, depth: int | None, as_json: bool) -> None:
    """Say everything there is to know of a tensor, a node, a module or a saved graph.

    Of a tensor that is its value, shape, dtype, requires_grad, is_leaf, its grad or why it has
    none, and its grad_fn with the tree of next_functions; of a grad_fn what it saved; of a
    module a table of its parameters; of a graph that was saved as JSON its size and its leaves.

    TARGET is script.py[:EXPR], package.module[:EXPR] or graph.json; see graphviz-autograd render
    --help. What the program prints goes to stderr.
    """
    from graphviz_autograd.frontends.inspector import write

    with failures(), claim_stdout() as stdout:
        found = _inspect(target, depth)
        if as_json:
            stdout.write(found.to_json())
        else:
            write(found, stdout, color=wants_color(stdout.isatty()))


def _inspect(target: Target, depth: int | None) -> Inspected:
    from graphviz_autograd.api.inspecting import MAX_DEPTH, inspection

    if target.kind is Kind.GRAPH:
        from graphviz_autograd.frontends.cli.drawn import load

        return inspection(load(target.place))
    from graphviz_autograd.frontends.cli.resolve import find
    from graphviz_autograd.frontends.recording import recording
    from graphviz_autograd.sources import find_source_of_function

    with recording("lines"):
        found = find(target)
    is_module = hasattr(type(found.value), "named_parameters")
    if not is_module and find_source_of_function(found.value) is None:
        found.require_tensor()
    return inspection(found.value, names=found.names, depth=depth or MAX_DEPTH)
