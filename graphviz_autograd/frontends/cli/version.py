"""``--version``: ours, and those of what we run on."""

from __future__ import annotations

import click


def print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the versions and exit, if they are ``wanted``."""
    if wanted:
        from graphviz_autograd.frontends.versions import versions

        click.echo(versions())
        context.exit()
