"""The backwards that a program runs in PyTorch, as they begin and end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from graphviz_autograd.sources.base import Around
from graphviz_autograd.sources.stand_in import standing_in

ENGINE = ("_engine_run_backward",)
"""What ``backward`` and ``grad`` call, wherever a program has them from."""

PUBLIC = ("backward", "grad")
"""What a version without that has."""


@contextmanager
def around_backward(around: Around) -> Iterator[None]:
    """Run each backward, while the context lasts, in the context that ``around`` makes.

    Functions of ``torch.autograd`` are replaced meanwhile, and put back afterwards.
    """
    autograd = sys.modules.get("torch.autograd")
    with ExitStack() as undo:
        if autograd is not None:
            for name in ENGINE if hasattr(autograd, ENGINE[0]) else PUBLIC:
                undo.enter_context(standing_in(autograd, name, partial(_within, around)))
        yield


def _within(around: Around, original: Callable[..., Any]) -> Callable[..., Any]:
    def run(tensors: Any, *args: Any, **kwargs: Any) -> Any:
        with around(_roots(tensors)):
            return original(tensors, *args, **kwargs)

    return run


def _roots(tensors: Any) -> tuple[Any, ...]:
    """The tensors that a backward starts from; those that stand for a gradient edge are unknown."""
    torch = sys.modules["torch"]
    given = (tensors,) if isinstance(tensors, torch.Tensor) else tuple(tensors)
    return tuple(one for one in given if isinstance(one, torch.Tensor))
