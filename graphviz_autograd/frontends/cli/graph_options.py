"""Options of ``render`` that choose what of a graph is drawn, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

COUNT = click.IntRange(min=0)


def graph_options(command: Command) -> Command:
    """Give ``command`` the options; they are named as the arguments of `draw`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


OPTIONS = (
    click.option(
        "--backward",
        is_flag=True,
        help="Run backward() from the tensor first, and draw what it did: gradients in passing, "
        "hooks, sums. If it raises, the picture shows how far it came.",
    ),
    click.option(
        "--show",
        metavar="FACETS",
        help="What to say of the nodes: words joined by commas, or changes to the default, as in "
        "--show +order,-values. An unknown word lists them.",
    ),
    click.option(
        "--view",
        type=click.Choice(["forward", "backward", "both"], case_sensitive=False),
        default="forward",
        show_default=True,
        help="The computation, its grad_fn graph with next_functions, or the two side by side.",
    ),
    click.option(
        "--hide",
        metavar="KINDS",
        help="Kinds of node to leave out, such as constants,intermediates. Default: accumulators, "
        'in the forward view; "" hides nothing.',
    ),
    click.option(
        "--depth",
        metavar="N",
        type=COUNT,
        help="Open modules and other scopes down to N within each other; each one below is drawn "
        "as one node.",
    ),
    click.option(
        "--from", "start", metavar="NAME", help="Draw only what was computed from this tensor."
    ),
    click.option(
        "--to", "stop", metavar="NAME", help="Draw only what this tensor was computed from."
    ),
    click.option(
        "--upstream",
        metavar="N",
        type=COUNT,
        help="Go back N operations at most, from --to or from the outputs.",
    ),
    click.option(
        "--downstream",
        metavar="N",
        type=COUNT,
        help="Go on N operations at most, from --from or from the leaves. With one NAME for "
        "--from and --to: what is near it.",
    ),
)
