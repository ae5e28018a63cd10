"""Recording where a program calls operations, so that findings can name its lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from warnings import catch_warnings, filterwarnings, simplefilter

from graphviz_autograd.frontends.cli.target import Kind, Target


@contextmanager
def recorded(target: Target) -> Iterator[None]:
    """Record lines on our engine, and on PyTorch if the program uses it."""
    from graphviz_autograd.engine import record_origins

    with ExitStack() as stack:
        stack.enter_context(record_origins())
        if _uses_torch(target):
            stack.enter_context(_recorded_by_torch())
        yield


def _uses_torch(target: Target) -> bool:
    if "torch" in sys.modules:
        return True
    if target.kind is Kind.CODE:
        return "import torch" in target.place
    if target.kind is not Kind.SCRIPT or not Path(target.place).is_file():
        return False
    return "import torch" in Path(target.place).read_text(encoding="utf-8", errors="replace")


@contextmanager
def _recorded_by_torch() -> Iterator[None]:
    """In anomaly mode PyTorch keeps the traceback of each operation."""
    try:
        torch = import_module("torch")
    except ImportError:
        yield
        return
    with catch_warnings():
        simplefilter("ignore")
        mode = torch.autograd.set_detect_anomaly(True, check_nan=False)
    # What anomaly mode prints at an error, the note on the error says in short.
    filterwarnings("ignore", "Error detected in", UserWarning)
    with mode:
        yield
