"""What the signature of a kernel says, read without the cost of ``inspect``."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any


def positional_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the parameters that may be given by position."""
    code: CodeType = function.__code__
    return code.co_varnames[: code.co_argcount]


def keyword_only_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the parameters that must be given by name."""
    code: CodeType = function.__code__
    return code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]


_KINDS = {
    "Array": "", "Array | None": "optional", "Arrays": "list", "Indices": "indices", "Operand": "",
}  # fmt: skip


def inputs_of(kernel: Callable[..., Any]) -> dict[str, str]:
    """Return the parameters that are tensors, each with its kind: see ``_KINDS``."""
    annotations = kernel.__annotations__.items()
    return {name: _KINDS[text] for name, text in annotations if text in _KINDS and name != "return"}
