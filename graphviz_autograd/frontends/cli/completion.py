"""``graphviz-autograd completion``: the script that makes a shell complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_GRAPHVIZ_AUTOGRAD_COMPLETE"

EXAMPLES = """\b
Examples:
  graphviz-autograd completion bash >> ~/.bashrc
  graphviz-autograd completion zsh >> ~/.zshrc
  graphviz-autograd completion fish > ~/.config/fish/completions/graphviz-autograd.fish
"""


@click.command("completion", epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options and themes."""
    root = context.find_root()
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(root.command, {}, str(root.info_name), VARIABLE).source())
