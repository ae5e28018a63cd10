"""``graphviz-autograd diff``: what differs between two graphs, for continuous integration too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphviz_autograd.frontends.cli.errors import failures
from graphviz_autograd.frontends.cli.options import color_option, parsed_target, wants_color
from graphviz_autograd.frontends.cli.output import claim_stdout
from graphviz_autograd.frontends.cli.target import Kind, Target

if TYPE_CHECKING:
    from graphviz_autograd.graph.model import Graph

DIFFERENT = 3
"""The exit status if the graphs are not equal."""

COLORS = {"+": "green", "-": "red", "~": "yellow"}

EXAMPLES = """\b
Examples:
  graphviz-autograd diff before.json after.json
  graphviz-autograd diff before.json train.py:loss
  graphviz-autograd diff ours.py:loss theirs.py:loss -o diff.svg
"""


@click.command("diff", epilog=EXAMPLES)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("-o", "--output", metavar="FILE", help="Draw both in one there, as render does.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@color_option
@click.pass_context
def diff_command(
    context: click.Context, old: str, new: str, output: str | None, as_json: bool
) -> None:
    """Say what differs between two graphs: operations, names and shapes.

    OLD and NEW are each a graph saved as graph.json, script.py[:EXPR] or package.module[:EXPR].
    A line with + is a node that was added, - one that was removed, ~ one that changed.

    The exit status is 3 if they differ.
    """
    from graphviz_autograd.api.differing import diff_graphs

    path = Path(output).absolute() if output else None
    with failures(), claim_stdout() as stdout:
        targets = parsed_target(old), parsed_target(new)
        found = diff_graphs(*map(_graph, targets))
        if path is not None:
            found.draw().save(path)
        if as_json:
            stdout.write(found.to_json())
        else:
            is_colored = wants_color(stdout.isatty())
            stdout.writelines(f"{_styled(line) if is_colored else line}\n" for line in found.text)
    context.exit(DIFFERENT if found else 0)


def _styled(line: str) -> str:
    return click.style(line, COLORS.get(line[0]))


def _graph(target: Target) -> Graph:
    from graphviz_autograd.api.pipeline import capture
    from graphviz_autograd.frontends.cli.drawn import load
    from graphviz_autograd.frontends.cli.resolve import find

    if target.kind is Kind.GRAPH:
        return load(target.place)
    found = find(target)
    found.require_tensors()
    return capture(found.value, names=found.names)
