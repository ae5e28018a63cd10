"""Our stdout, kept clean of what the user's program prints."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from graphviz_autograd.frontends.cli.errors import Failure


def claim_stdout() -> TextIO:
    """Our own way to stdout; from now on everything else that is printed goes to stderr.

    This holds for child processes of the program and for what it prints at exit, too.

    Raises:
        Failure: if stdout is closed.

    """
    if sys.stdout is None:
        raise Failure("stdout is closed")
    sys.stdout.flush()
    stdout = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return open(stdout, "w", encoding="utf-8", newline="\n")
