"""Hooks as a graph knows them: what is registered where, and in which order it fires."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

Hook = Callable[..., Any]


class HookKind(StrEnum):
    """When a hook is called."""

    TENSOR = "tensor"
    """With the gradient of a tensor, before it goes on: ``Tensor.register_hook``."""
    PRE = "pre"
    """Before an operation runs backward: ``Node.register_prehook``."""
    POST = "post"
    """After an operation ran backward: ``Node.register_hook``."""
    POST_ACCUMULATE = "post_accumulate"
    """After ``.grad`` was added to: ``Tensor.register_post_accumulate_grad_hook``."""


class Registered(NamedTuple):
    """A hook and when it is called."""

    kind: HookKind
    hook: Hook


def hook_name(hook: Hook) -> str:
    """The name a reader knows ``hook`` by: of the function, the method, or the class.

    >>> hook_name(lambda grad: grad), hook_name(print)
    ('lambda', 'print')
    """
    inner = getattr(hook, "func", hook)  # of a functools.partial
    name = getattr(inner, "__qualname__", type(inner).__qualname__)
    return str(name).rpartition("<locals>.")[2].replace("<lambda>", "lambda")
