"""``--watch``: a command that runs again whenever one of its files changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click

from graphviz_autograd.frontends.cli.target import Kind, Target

INTERVAL = 0.3
"""Seconds between looks at the files."""


def watch(files: Callable[[], Iterable[Path]]) -> None:
    """Run this very command without ``--watch`` again and again, until it is interrupted.

    A process of its own for each run, so that changed modules are imported anew.

    Args:
        files: which files to look at; it is asked after each run, for imports may have changed.

    """
    click.echo("watching; Ctrl-C ends it", err=True)
    command = [sys.executable, "-m", "graphviz_autograd", *without(sys.argv[1:], "--watch")]
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_WATCH")}
    # Bytecode of a file that was saved twice in a second, in the same length, would pass for new.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    with suppress(KeyboardInterrupt):
        while True:
            before = _stamps(files())
            subprocess.run(command, env=environment, check=False)
            command = without(command, "--open")
            _wait_for_change(files, before)


def watch_program(target: Target, theme: str) -> None:
    """Run this ``render`` again when its program, what that imports, or its theme changes."""
    watch(lambda: [*_program_files(target), *filter(Path.is_file, [Path(theme)])])


def _program_files(target: Target) -> list[Path]:
    from graphviz_autograd.frontends.imported_files import imported_files, own_folders

    own = Path(target.place)
    match target.kind:
        case Kind.GRAPH:
            return [own]
        case Kind.SCRIPT:
            code = own.read_text(encoding="utf-8", errors="replace") if own.is_file() else ""
            return [own, *imported_files(code, [own.absolute().parent, *own_folders()])]
        case Kind.CODE:
            return imported_files(target.place, [Path.cwd(), *own_folders()])
    names = f"import {target.place}, {target.place}.__main__"
    return imported_files(names, [Path.cwd(), *own_folders()])


def without(arguments: list[str], option: str) -> list[str]:
    """``arguments`` without an option of ours; those of the script, after ``--``, stay."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [word for i, word in enumerate(arguments) if i > end or word != option]


def _wait_for_change(files: Callable[[], Iterable[Path]], before: dict[Path, int]) -> None:
    while _stamps(files()) == before:
        time.sleep(INTERVAL)


def _stamps(files: Iterable[Path]) -> dict[Path, int]:
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # an editor is replacing it
        return 0
