"""Errors that teach: a note on the exception says what happened, with the lines of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from traceback import walk_tb
from types import FrameType
from typing import Any

from graphviz_autograd import sources
from graphviz_autograd.annotations.record import Watched
from graphviz_autograd.api.explaining import explained
from graphviz_autograd.api.outputs import source_of_all
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.spelled import Program
from graphviz_autograd.findings.text import told
from graphviz_autograd.sources.base import Function, Tensor
from graphviz_autograd.sources.names import namespace_of, tensor_names

WIDTH = 80
"""Columns of a note."""

ROOTS = ("tensors", "outputs", "self")
"""What frameworks call what a backward begins at, in the functions that start one."""

MESSAGES: tuple[tuple[str, Kind], ...] = (
    ("backward through the graph a second time", Kind.SECOND_BACKWARD),
    ("has been modified by an inplace operation", Kind.IN_PLACE),
    ("does not require grad and does not have a grad_fn", Kind.GRADIENT),
    ("to not have been used in the graph", Kind.GRADIENT),
    ("differentiated Tensors does not require grad", Kind.GRADIENT),
    ("returned nan values", Kind.NONFINITE),
)
"""Parts of messages, and the questions that they raise."""


def _no_scalar(name: str, shape: str) -> Finding:
    return Finding(
        Kind.GRADIENT,
        "no scalar",
        f"{name} is of shape {shape}, and a gradient is that of one number",
        "backward() begins with 1 where there is one number; for more it must be told what to "
        "begin with.",
        cure=f"{name}.sum().backward()  # or .mean(); or {name}.backward(gradient)",
    )


def _leaf_in_place(name: str, _shape: str) -> Finding:
    return Finding(
        Kind.IN_PLACE,
        "leaf",
        f"{name} is a leaf that requires grad, and was to be modified in place",
        "backward() would find other numbers than those that were used. An update that is no part "
        "of the graph goes into no_grad().",
        cure=f"with torch.no_grad(): {name} -= 0.1 * {name}.grad",
    )


PLAIN: tuple[tuple[str, Callable[[str, str], Finding]], ...] = (
    ("grad can be implicitly created only for scalar outputs", _no_scalar),
    ("leaf Variable that requires grad is being used in an in-place operation", _leaf_in_place),
)
"""Parts of messages about a tensor alone, and what there is to say of it."""


@contextmanager
def explain_errors() -> Iterator[None]:
    """Add a note to what PyTorch, or our engine, raises in this block: what happened, and where.

    >>> import graphviz_autograd as torch
    >>> w = torch.tensor(2.0, requires_grad=True)
    >>> with torch.explain_errors():
    ...     (w * w).backward()

    The message stays as it is. Our engine adds notes by itself. Lines of operations are told as
    far as they were recorded when these ran: in ``record_origins()`` of our engine, in
    ``detect_anomaly()`` of PyTorch.
    """
    try:
        yield
    except RuntimeError as error:
        explain_error(error)
        raise


def explain_error(error: BaseException) -> None:
    """Add a note to ``error``, which was caught, if it is one that can be explained."""
    if not isinstance(error, RuntimeError) or not _is_explained(str(error)):
        return
    with suppress(Exception):  # what the user must see is the error itself
        frames = [frame for frame, _ in walk_tb(error.__traceback__)]
        starters = [frame for frame in frames if _roots(frame)]
        roots = _roots(starters[-1]) if starters else ()
        inputs = _tensors(starters[-1].f_locals.get("inputs")) if starters else ()
        users = [frame for frame in frames if not _is_library(frame.f_code.co_filename)]
        _note(error, roots, inputs, users[-1] if users else frames[-1])


def add_note(error: Exception, tensors: Sequence[Any], inputs: Sequence[Any]) -> None:
    """Add a note to ``error``, which our engine is about to raise."""
    if not _is_explained(str(error)):
        return
    with suppress(Exception):  # what the user must see is the error itself
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and _is_library(frame.f_code.co_filename):
            frame = frame.f_back
        if frame is not None:
            _note(error, _tensors(tensors), _tensors(inputs), frame)


def _is_explained(message: str) -> bool:
    return any(part in message for part, _ in (*MESSAGES, *PLAIN))


def _note(
    error: BaseException, roots: tuple[Tensor, ...], inputs: tuple[Tensor, ...], frame: FrameType
) -> None:
    if getattr(error, "__notes__", None):
        return
    findings = _findings(error, roots, inputs, frame)
    if findings:
        lines = "\n".join(line.text for line in told("", findings, WIDTH))
        error.add_note(f"\n{lines}")


def _findings(
    error: BaseException,
    roots: tuple[Tensor, ...],
    inputs: tuple[Tensor, ...],
    frame: FrameType,
) -> tuple[Finding, ...]:
    message, failed = str(error), _failed(error)
    for part, make in PLAIN:
        if part in message:
            return (make(*_named_shape(roots, frame)),)
    kind = next(kind for part, kind in MESSAGES if part in message)
    if not roots:
        return ()
    names, program = namespace_of(frame), Program.of(frame)
    if kind is Kind.GRADIENT and inputs:
        asked = [explained(roots, one, (), False, names, program) for one in inputs]
        return tuple(f for one in asked for f in one if f.cause not in ("not run", "there"))
    return explained(roots, None, (kind,), False, names, program, failed).findings


def _failed(error: BaseException) -> Function | None:
    """The function that our engine was running when ``error`` was raised."""
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    running = [f.f_locals["node"] for f in frames if f.f_code.co_name in ("_loop", "_evaluate")]
    return running[-1] if running else None


def _named_shape(roots: tuple[Tensor, ...], frame: FrameType) -> tuple[str, str]:
    if not roots:
        return "w", "?"
    source = source_of_all(roots)
    names = tensor_names(namespace_of(frame), source)
    called = (name for name, tensor in names.items() if tensor is roots[0])
    return next(called, "this tensor"), str(source.facts(roots[0]).size)


def _roots(frame: FrameType) -> tuple[Tensor, ...]:
    """The tensors that the function of ``frame`` begins a backward at, if that is what it does."""
    if frame.f_code.co_name not in ("backward", "grad") or not _is_library(
        frame.f_code.co_filename
    ):
        return ()
    values = (frame.f_locals.get(name) for name in ROOTS)
    return next(filter(None, map(_tensors, values)), ())


def _tensors(value: object) -> tuple[Tensor, ...]:
    if isinstance(value, Watched):
        return value.outputs
    many = value if isinstance(value, list | tuple) else (value,)
    return tuple(one for one in many if sources.find_source(one) is not None)


_PACKAGE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "")


def _is_library(filename: str) -> bool:
    """Whether code in ``filename`` is ours or PyTorch's, not the user's."""
    torch = getattr(sys.modules.get("torch"), "__file__", None)
    folders = [_PACKAGE] + ([os.path.join(os.path.dirname(torch), "")] if torch else [])
    return filename.startswith((*folders, "<frozen"))
