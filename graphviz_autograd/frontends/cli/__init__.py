"""The command line. Whatever takes long to import is imported by the command that needs it."""

from __future__ import annotations

import click

from graphviz_autograd.frontends.cli.completion import completion_command
from graphviz_autograd.frontends.cli.diff import diff_command
from graphviz_autograd.frontends.cli.docs import docs_command
from graphviz_autograd.frontends.cli.doctor import doctor_command
from graphviz_autograd.frontends.cli.explain import explain_command
from graphviz_autograd.frontends.cli.inspect import inspect_command
from graphviz_autograd.frontends.cli.lists import ops_command, themes_command
from graphviz_autograd.frontends.cli.render import render_command
from graphviz_autograd.frontends.cli.run import run_command
from graphviz_autograd.frontends.cli.version import print_version

PROGRAM = "graphviz-autograd"

EXAMPLES = """\b
Examples:
  graphviz-autograd render linear.py -o linear.svg
  graphviz-autograd render linear.py:loss -o loss.svg
  graphviz-autograd inspect linear.py:w
  graphviz-autograd docs update README.md
  graphviz-autograd explain linear.py:loss --wrt w
  graphviz-autograd diff before.json linear.py:loss
  graphviz-autograd run linear.py
"""


@click.group(
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "GRAPHVIZ_AUTOGRAD",
    },
    epilog=EXAMPLES,
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Show the versions of this program and of what it runs on.",
)
def group() -> None:
    """See what autograd is doing.

    Draw the computation graph behind a tensor of your program, read everything there is to know
    of one tensor, or read what is wrong.

    Results go to stdout, messages to stderr. The exit status is 0 when done, 1 after a failure,
    2 for a command line that makes no sense, and 3 if diff finds a difference or --check something
    stale.
    """


group.add_command(render_command)
group.add_command(inspect_command)
group.add_command(docs_command)
group.add_command(themes_command)
group.add_command(ops_command)
group.add_command(doctor_command)
group.add_command(completion_command)
group.add_command(explain_command)
group.add_command(diff_command)
group.add_command(run_command)


def main() -> None:
    """Run the command line and exit."""
    group(prog_name=PROGRAM)
