"""``graphviz-autograd doctor``: whether everything is here that drawings need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from graphviz_autograd.frontends.cli.errors import Failure

EXAMPLES = """\b
Examples:
  graphviz-autograd doctor
"""


@click.command("doctor", epilog=EXAMPLES)
def doctor_command() -> None:
    """Say what drawings are made with, and draw one in each format.

    The exit status is 1 if a format that ought to work does not.
    """
    from graphviz_autograd.frontends.versions import versions

    click.echo(versions())
    for name, place in _places():
        click.echo(f"{name}: {place}")
    failed = [name for name, attempt in _attempts() if not _succeeds(name, attempt)]
    if failed:
        raise Failure(f"no drawing as {', '.join(failed)}: see above")


def _places() -> Iterator[tuple[str, str]]:
    from graphviz_autograd.render import fonts

    yield "Graphviz is", _graphviz_place()
    missing = [file for file in fonts.FILES if not Path(file).is_file()]
    yield (
        "fonts",
        f"missing {', '.join(missing)}" if missing else f"all {len(fonts.FILES)} are here",
    )


def _graphviz_place() -> str:
    spec = find_spec("pygraphviz")
    if spec is not None:
        return f"the library in {spec.origin}"
    return shutil.which("dot") or "not found; run: pip install pygraphviz"


def _attempts() -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    from graphviz_autograd.api.pipeline import draw
    from graphviz_autograd.engine import tensor
    from graphviz_autograd.render import FORMATS

    w = tensor(2.0, requires_grad=True)
    drawing = draw(w * 3.0 + 1.0, names={"w": w})
    for name in FORMATS:
        if name != "pdf" or find_spec("typst"):
            yield name, partial(drawing.render, name)
        else:
            click.echo("  pdf      not installed; run: pip install 'graphviz-autograd[pdf]'")


def _succeeds(name: str, attempt: Callable[[], str | bytes]) -> bool:
    try:
        size = len(attempt())
    except Exception as error:  # a broken library may raise anything, and that is the answer
        click.echo(f"  {name:8} {type(error).__name__}: {error}")
        return False
    click.echo(f"  {name:8} {size:,} bytes")
    return True
