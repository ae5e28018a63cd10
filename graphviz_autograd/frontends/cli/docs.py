"""``graphviz-autograd docs``: the pictures in Markdown files."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphviz_autograd.frontends.cli.errors import Failure, failures

if TYPE_CHECKING:
    from graphviz_autograd.frontends.markdown import Update

STALE = 3
"""The exit status of ``--check`` if something is stale."""

UPDATE = """\
Draw the marked fences of Markdown files, and put the pictures below them.

A fence is marked by the word autograd-graph after its language; options may follow:

\b
  ```python autograd-graph show=loss view=backward

Only fences that changed, or import what changed, are run.
"""

EXAMPLES = """\b
Examples:
  graphviz-autograd docs update README.md
  graphviz-autograd docs update README.md docs/*.md --watch
  graphviz-autograd docs update README.md --check
"""


@click.group("docs", epilog=EXAMPLES)
def docs_command() -> None:
    """Keep the pictures in Markdown files up to date."""


@docs_command.command("update", help=UPDATE, epilog=EXAMPLES)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; if something is stale, print a diff and exit with status 3.",
)
@click.option("--watch", is_flag=True, help="Go on, and update whenever a file changes.")
@click.option("--all", "rerun", is_flag=True, help="Run what has not changed, too.")
@click.option("--force", is_flag=True, help="Replace blocks that were edited by hand.")
@click.option(
    "--images",
    metavar="FOLDER",
    default="images",
    show_default=True,
    help="Where the pictures go, as seen from the file.",
)
def update_command(
    files: tuple[Path, ...], check: bool, watch: bool, rerun: bool, force: bool, images: str
) -> None:
    """Draw the marked fences of Markdown files, and put the pictures below them."""
    from graphviz_autograd.frontends.cli.watching import watch as keep_watching
    from graphviz_autograd.frontends.markdown import update

    def updates() -> list[Update]:
        return [update(file, images, rerun=rerun, force=force) for file in files]

    if watch:
        keep_watching(lambda: _watched(files))
        return
    with failures():
        done = updates()
        if check:
            _show(done)
        else:
            _write(done)
    _finish(done, check)


def _watched(files: Sequence[Path]) -> Iterable[Path]:
    from graphviz_autograd.frontends.markdown.update import dependencies

    return {*files, *(found for file in files for found in dependencies(file))}


def _show(updates: Sequence[Update]) -> None:
    for done in updates:
        for line in difflib.unified_diff(
            done.before.splitlines(),
            done.after.splitlines(),
            str(done.path),
            "updated",
            lineterm="",
        ):
            click.echo(line)
        for picture in done.pictures:
            click.echo(f"missing: {picture}")


def _write(updates: Sequence[Update]) -> None:
    from graphviz_autograd.files import write_atomically

    for done in updates:
        done.check_unchanged()
    for done in updates:
        for picture, svg in done.pictures.items():
            picture.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(picture, svg)
        if done.after != done.before:
            write_atomically(done.path, done.after)
        if done.is_stale:
            click.echo(f"updated {done.path}", err=True)
    for picture in {p for done in updates for p in done.unused} - _shown(updates):
        picture.unlink(missing_ok=True)


def _shown(updates: Sequence[Update]) -> set[Path]:
    from graphviz_autograd.frontends.markdown.content import picture_names

    return {done.path.parent / name for done in updates for name in picture_names(done.after)}


def _finish(updates: Sequence[Update], check: bool) -> None:
    problems = [f"{done.path}:{p.line}: {p.message}" for done in updates for p in done.problems]
    if problems:
        raise Failure("\n".join(problems))
    if check and any(done.is_stale for done in updates):
        raise Stale("pictures are stale; run: graphviz-autograd docs update")


class Stale(Failure):
    """Something is not up to date."""

    exit_code = STALE
