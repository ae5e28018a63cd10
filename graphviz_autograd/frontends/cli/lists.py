"""``graphviz-autograd themes`` and ``ops``: what there is to choose from."""

from __future__ import annotations

import click

THEME_EXAMPLES = """\b
Examples:
  graphviz-autograd themes
  graphviz-autograd render linear.py -o linear.svg --theme colorblind
"""

OP_EXAMPLES = """\b
Examples:
  graphviz-autograd ops
  graphviz-autograd ops softmax
"""


@click.command("themes", epilog=THEME_EXAMPLES)
def themes_command() -> None:
    """List the themes, one a line."""
    from graphviz_autograd.diagram.theme import theme_names

    click.echo("\n".join(theme_names()))


@click.command("ops", epilog=OP_EXAMPLES)
@click.argument("word", default="")
def ops_command(word: str) -> None:
    """List the operations of the engine: name, grad_fn and what each does.

    With WORD, only those that have it in one of these.
    """
    from graphviz_autograd.engine.ops import OPS

    rows = [(op.name, op.node_name or "", _summary(op.kernel.__doc__)) for op in OPS.values()]
    found = sorted(row for row in rows if word.lower() in " ".join(row).lower())
    if not found:
        raise click.ClickException(f"no operation has {word!r} in its name or description")
    widths = [max(len(row[column]) for row in found) for column in (0, 1)]
    for name, node, what in found:
        click.echo(f"{name:{widths[0]}}  {node:{widths[1]}}  {what}".rstrip())


def _summary(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0].rstrip(".")
