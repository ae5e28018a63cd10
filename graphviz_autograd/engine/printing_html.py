"""How a tensor shows itself in a notebook: as it prints, with its facts folded below."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tensor import Tensor

_PRE = "margin:0;padding:0;background:none;font-family:monospace;white-space:pre-wrap"


def tensor_html(tensor: Tensor) -> str:
    """HTML that needs neither script nor style sheet, and takes the colours of its page."""
    facts = "\n".join(f"{name:14}{fact}" for name, fact in _facts(tensor))
    return (
        f'<pre style="{_PRE}">{escape(repr(tensor))}</pre>'
        f'<details><summary>facts</summary><pre style="{_PRE}">{escape(facts)}</pre></details>'
    )


def _facts(tensor: Tensor) -> Iterator[tuple[str, str]]:
    yield "shape", str(tuple(tensor.shape))
    yield "dtype", str(tensor.dtype)
    yield "requires_grad", str(tensor.requires_grad)
    yield "is_leaf", str(tensor.is_leaf)
    yield "grad_fn", "None" if tensor.grad_fn is None else tensor.grad_fn.name()
    if tensor.is_leaf or tensor.retains_grad:
        yield "grad", repr(tensor.grad)
    else:
        yield "grad", "not retained"
