"""What goes wrong, as one message and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click


class Failure(click.ClickException):
    """Something failed; ``trace`` is the traceback of the user's program, if that is what did."""

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the traceback and the message, by default to stderr, after all the program said."""
        if sys.stdout is not None:
            sys.stdout.flush()
        click.echo(self.trace, file, err=True, nl=False)
        super().show(file)


class UsageFailure(Failure):
    """The command line asks for something that cannot be; nothing was run."""

    exit_code = 2


@contextmanager
def failures() -> Iterator[None]:
    """Exceptions that the package documents, as messages; any other is a bug and goes through.

    Raises:
        Failure: for an exception of `_documented`.

    """
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read our output has seen enough, and click is quiet about it
    except OSError as error:
        raise Failure(_os_message(error)) from None
    except (RuntimeError, TypeError, ValueError) as error:
        if not isinstance(error, _documented()):
            raise
        raise Failure(str(error)) from None


def _os_message(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _documented() -> tuple[type[Exception], ...]:
    from graphviz_autograd.graph.check import GraphError
    from graphviz_autograd.graph.select import SelectionError
    from graphviz_autograd.layout.dot import LayoutError
    from graphviz_autograd.render import RenderError, UnknownFormatError
    from graphviz_autograd.sources import NotATensorError

    return (
        GraphError,
        LayoutError,
        NotATensorError,
        RenderError,
        SelectionError,
        UnknownFormatError,
    )
