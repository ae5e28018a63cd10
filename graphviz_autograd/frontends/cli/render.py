"""``graphviz-autograd render``: from a program or a saved graph to a picture."""

from __future__ import annotations

import math
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from graphviz_autograd.frontends.cli.drawn import drawn
from graphviz_autograd.frontends.cli.errors import Failure, UsageFailure, failures
from graphviz_autograd.frontends.cli.graph_options import graph_options
from graphviz_autograd.frontends.cli.look_options import look_options
from graphviz_autograd.frontends.cli.options import (
    TargetCommand,
    color_option,
    size_options,
    target_options,
    wants_color,
)
from graphviz_autograd.frontends.cli.output import claim_stdout
from graphviz_autograd.frontends.cli.progress import progress
from graphviz_autograd.frontends.cli.target import Target
from graphviz_autograd.frontends.cli.watching import watch_program

if TYPE_CHECKING:
    from graphviz_autograd.api.drawing import Drawing
    from graphviz_autograd.render import Format

STDOUT = "-"

EXAMPLES = """\b
Examples:
  graphviz-autograd render linear.py -o linear.svg
  graphviz-autograd render train.py:loss -o loss.svg -- --epochs 3
  graphviz-autograd render 'model.py:make_loss(3, scale=2.0)' --format txt
  graphviz-autograd render -m package.train -o train.svg
  graphviz-autograd render linear.py -o linear.png --dpi 300
  graphviz-autograd render graph.json --direction right > graph.svg
"""


@click.command("render", cls=TargetCommand, epilog=EXAMPLES)
@target_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STDOUT,
    help="Where to write, in the format of the suffix: .svg, .svgz, .png, .pdf, .dot, .gv, .json, "
    ".mmd or .txt. By default, and for -, to stdout.",
)
@click.option(
    "--format",
    metavar="FORMAT",
    help="svg, svgz, png, pdf, dot, json, mermaid or txt, whatever the suffix; for stdout svg by "
    "default.",
)
@size_options
@graph_options
@look_options
@click.option("--watch", is_flag=True, help="Go on, and draw again when the program changes.")
@click.option("--open", "opens", is_flag=True, help="Show the file when it is written.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@color_option
def render_command(
    target: Target,
    output: str,
    format: str | None,
    scale: float | None,
    quiet: bool,
    watch: bool,
    opens: bool,
    **look: Any,
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
        _check_scale(output_format, scale)
        look["theme"] = _checked_theme(look["theme"])
        _check_words(look)
        if output == STDOUT:
            _check_stdout(output_format)
            if opens:
                raise UsageFailure("--open shows a file; name it with -o")
        if watch:
            watch_program(target, look["theme"])
        elif output == STDOUT:
            _print(target, output_format, scale, look)
        else:
            _write(target, Path(output), output_format, scale, look, quiet)
            if opens:
                click.launch(output)


def _format(output: str, name: str | None) -> Format:
    from graphviz_autograd.render import UnknownFormatError, format_by_name, format_by_suffix

    try:
        if name is None and output != STDOUT:
            return format_by_suffix(output)
        return format_by_name((name or "svg").lower())
    except UnknownFormatError as error:
        raise UsageFailure(str(error)) from None


def _check_scale(output_format: Format, scale: float | None) -> None:
    if scale is None:
        return
    if not math.isfinite(scale):
        raise UsageFailure("--scale and --dpi take a finite number")
    if not output_format.scales:
        raise UsageFailure(
            f"--scale and --dpi are for png and pdf; {output_format.name} has no size"
        )


def _check_stdout(output_format: Format) -> None:
    if output_format.binary and sys.stdout is not None and sys.stdout.isatty():
        name = output_format.name
        raise UsageFailure(
            f"{name} is binary and would garble the terminal; "
            f"write it to a file with -o graph.{name}, or into a pipe"
        )


def _check_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageFailure(f"cannot write {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise UsageFailure(f"{path} is a folder; name a file in it, such as {path / 'graph.svg'}")
    if path.exists() and not path.is_file():
        raise UsageFailure(f"{path} is not a regular file; -o - writes to stdout")


def _checked_theme(name: str) -> str:
    """``name``, of a file in full: the program may change the working directory."""
    from graphviz_autograd.diagram.theme import load_theme, theme_names
    from graphviz_autograd.diagram.theme_file import ThemeError

    try:
        load_theme(name)
    except ThemeError as error:
        raise UsageFailure(str(error)) from None
    return name if name in theme_names() else str(Path(name).absolute())


def _check_words(look: dict[str, Any]) -> None:
    from graphviz_autograd.annotations import parse_show
    from graphviz_autograd.graph.hiding import parse_hide
    from graphviz_autograd.graph.views import View

    try:
        parse_show(look["show"])
        parse_hide(look["hide"], View(look["view"]))
    except ValueError as error:
        raise UsageFailure(str(error)) from None


def _print(
    target: Target, output_format: Format, scale: float | None, look: dict[str, Any]
) -> None:
    with claim_stdout() as stdout, drawn(target, look) as drawing:
        if output_format.name == "txt" and wants_color(stdout.isatty()):
            _print_in_colors(drawing, stdout)
        else:
            content = _rendered(drawing, output_format, scale)
            stdout.buffer.write(content.encode() if isinstance(content, str) else content)


def _print_in_colors(drawing: Drawing, stdout: TextIO) -> None:
    from rich.console import Console

    console = Console(file=stdout, color_system="standard", no_color=False)
    console.print(drawing, soft_wrap=True)


def _rendered(drawing: Drawing, output_format: Format, scale: float | None) -> str | bytes:
    """The picture; what we warn of while it is made is a message of this program."""
    from graphviz_autograd.collection import without_collection

    with warnings.catch_warnings(record=True, action="always") as caught:
        if output_format.needs_layout:
            with progress("placing") as stage:
                without_collection(drawing.picture.place)(stage.report)
        with progress(f"writing {output_format.name}"):
            content = without_collection(output_format.render)(drawing.picture, scale)
    for note in drawing.picture.notes:
        click.echo(f"note: {note}", err=True)
    for warning in caught:
        click.echo(f"Warning: {warning.message}", err=True)
    return content


def _write(
    target: Target,
    path: Path,
    output_format: Format,
    scale: float | None,
    look: dict[str, Any],
    quiet: bool,
) -> None:
    from graphviz_autograd.diagram.describe import counts
    from graphviz_autograd.files import write_atomically

    absolute = path.absolute()  # the program may change the working directory
    with drawn(target, look) as drawing:
        try:
            write_atomically(absolute, _rendered(drawing, output_format, scale))
        except OSError as error:
            raise Failure(str(error).replace(str(absolute), str(path))) from None
        if not quiet:
            found = counts(drawing.graph) or "an empty graph"
            click.echo(f"wrote {path}: {found}", err=True)
