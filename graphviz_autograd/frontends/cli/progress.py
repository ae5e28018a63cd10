"""A sign of life on stderr for what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds after which it appears."""

PAUSE = 0.1
"""Seconds from one look at the stage to the next."""


@dataclass
class Stage:
    """What is being done, and how much of it is done, from 0 to 1, if that is known."""

    name: str
    share: float | None = None

    def report(self, share: float) -> None:
        """Say that ``share`` of it is done."""
        self.share = share


@contextmanager
def progress(name: str) -> Iterator[Stage]:
    """Show a bar, the stage and the time that passed, if stderr is a terminal and this takes long.

    The stage may get another name and a share meanwhile.
    """
    stage = Stage(name)
    if not sys.stderr.isatty():
        yield stage
        return
    done = Event()
    thread = Thread(target=_show, args=(stage, done), daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        done.set()
        thread.join()


def _show(stage: Stage, done: Event) -> None:
    if done.wait(PATIENCE):
        return
    with _bar() as bar:
        task = bar.add_task(stage.name)
        while True:
            total = None if stage.share is None else 1.0
            bar.update(task, description=stage.name, total=total, completed=stage.share or 0.0)
            if done.wait(PAUSE):
                return


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    name = TextColumn("{task.description}")
    columns = name, BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
