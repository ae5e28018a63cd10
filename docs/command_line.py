"""Write docs/cli.md from the help of the commands; with --check, say if it is out of date.

python docs/command_line.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from graphviz_autograd.frontends.cli import PROGRAM, group

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 88

INTRODUCTION = """\
# The command line

`graphviz-autograd` is also `python -m graphviz_autograd`. Every option may stand in an environment
variable too: `--theme` of `render` in `GRAPHVIZ_AUTOGRAD_RENDER_THEME`.

This page is written by `docs/command_line.py`.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *_sections(group, PROGRAM, None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _sections(command.commands[inner], inner, context)


if __name__ == "__main__":
    from generated import main

    sys.exit(main(__file__, PAGE, page(), sys.argv[1:]))
