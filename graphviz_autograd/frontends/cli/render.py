"""``graphviz-autograd render``: from a program or a saved graph to a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphviz_autograd.frontends.cli.errors import Failure, UsageFailure, failures
from graphviz_autograd.frontends.cli.options import (
    FOLD,
    TargetCommand,
    color_option,
    target_options,
)
from graphviz_autograd.frontends.cli.output import claim_stdout
from graphviz_autograd.frontends.cli.progress import progress
from graphviz_autograd.frontends.cli.suggestions import offer_files
from graphviz_autograd.frontends.cli.target import Kind, Target

if TYPE_CHECKING:
    from graphviz_autograd.api import Drawing
    from graphviz_autograd.graph.model import Graph

STDOUT = "-"

EXAMPLES = """\b
Examples:
  graphviz-autograd render linear.py -o linear.svg
  graphviz-autograd render train.py:loss -o loss.svg -- --epochs 3
  graphviz-autograd render 'model.py:make_loss(3, scale=2.0)' --format txt
  graphviz-autograd render -m package.train -o train.svg
  graphviz-autograd render graph.json --direction right > graph.svg
"""


@click.command("render", cls=TargetCommand, epilog=EXAMPLES)
@target_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STDOUT,
    help="Where to write, in the format of the suffix: .svg, .dot, .gv, .json or .txt. "
    "By default, and for -, to stdout.",
)
@click.option(
    "--format",
    metavar="FORMAT",
    help="svg, dot, json or txt, whatever the suffix; for stdout svg by default.",
)
@click.option("--theme", metavar="NAME", default="classic", show_default=True, help="The look.")
@click.option(
    "--direction",
    type=click.Choice(["down", "right"]),
    default="down",
    show_default=True,
    help="The way computation runs.",
)
@click.option("--title", metavar="TEXT", default="", help="A heading above the graph.")
@click.option("--legend/--no-legend", default=True, help="Explain the kinds of node. [default: on]")
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    help="How long Graphviz may take for a large graph; the rest is drawn in plain layers. "
    "[default: 60]",
)
@click.option(
    "--fold",
    metavar="auto|none|N",
    type=FOLD,
    default="auto",
    show_default=True,
    help="Draw once what N or more equal blocks in a row have in common; auto is 3 if there are "
    "more than 1000 nodes.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@color_option
def render_command(
    target: Target, output: str, format: str | None, quiet: bool, **look: Any
) -> None:
    """Draw the graph a tensor was computed by.

    TARGET is script.py[:EXPR], package.module[:EXPR], or a graph saved as graph.json. EXPR is
    the tensor: a name (loss, model.w, ws[0], params["w"]), or a call with literal arguments
    (make_loss(3, scale=2.0)). Without EXPR it is the tensor no other was computed from, if there
    is only one; else those to choose from are listed.

    A script runs as it does under python, with the ARGS after --. While it runs, what it
    prints goes to stderr if the picture goes to stdout.
    """
    with failures():
        if output != STDOUT:
            _check_file(Path(output))
        output_format = _format(output, format)
        _check_theme(look["theme"])
        if output == STDOUT:
            _print(target, output_format, look)
        else:
            _write(target, Path(output), output_format, look, quiet)


def _format(output: str, name: str | None) -> str:
    from graphviz_autograd.render import UnknownFormatError, format_by_name, format_by_suffix

    try:
        if name is not None:
            return format_by_name(name.lower()).name
        return "svg" if output == STDOUT else format_by_suffix(output).name
    except UnknownFormatError as error:
        raise UsageFailure(str(error)) from None


def _check_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageFailure(f"cannot write {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise UsageFailure(f"{path} is a folder; name a file in it, such as {path / 'graph.svg'}")
    if path.exists() and not path.is_file():
        raise UsageFailure(f"{path} is not a regular file; -o - writes to stdout")


def _check_theme(name: str) -> None:
    from graphviz_autograd.diagram.theme import load_theme

    try:
        load_theme(name)
    except ValueError as error:
        raise UsageFailure(str(error)) from None


def _print(target: Target, output_format: str, look: dict[str, Any]) -> None:
    with claim_stdout() as stdout:
        stdout.write(_render(_draw(target, look), output_format))


def _write(
    target: Target, path: Path, output_format: str, look: dict[str, Any], quiet: bool
) -> None:
    from graphviz_autograd.api.files import write_atomically

    absolute = path.absolute()  # the program may change the working directory
    drawing = _draw(target, look)
    try:
        write_atomically(absolute, _render(drawing, output_format))
    except OSError as error:
        raise Failure(str(error).replace(str(absolute), str(path))) from None
    if not quiet:
        from graphviz_autograd.diagram.describe import counts

        click.echo(f"wrote {path}: {counts(drawing.graph) or 'an empty graph'}", err=True)


def _render(drawing: Drawing, output_format: str) -> str:
    with progress("drawing"):
        rendered = drawing.render(output_format)
    for note in drawing.picture.notes:
        click.echo(f"note: {note}", err=True)
    return rendered


def _draw(target: Target, look: dict[str, Any]) -> Drawing:
    from graphviz_autograd.api import draw

    options = {name: value for name, value in look.items() if value is not None}
    if target.kind is Kind.GRAPH:
        with progress("reading"):
            return draw(_load(target.place), **options)
    from graphviz_autograd.frontends.cli.resolve import find

    found = find(target)
    found.require_tensors()
    with progress("capturing"):
        return draw(found.value, names=found.names, **options)


def _load(path: str) -> Graph:
    from graphviz_autograd.api import load_graph
    from graphviz_autograd.graph.check import GraphError

    try:
        return load_graph(path)
    except FileNotFoundError:
        raise UsageFailure(f"no file {path}{offer_files(path)}") from None
    except (GraphError, RecursionError, UnicodeDecodeError) as error:
        raise Failure(
            f"{path}: {error}\nDraw it from its program again, with -o {path}, to replace it."
        ) from None
