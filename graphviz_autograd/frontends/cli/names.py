"""The tensors a program leaves behind, of every framework."""

from __future__ import annotations

from typing import Any

from graphviz_autograd.frontends.cli.program import Namespace
from graphviz_autograd.sources import SOURCES
from graphviz_autograd.sources.names import tensor_names


def tensors(namespace: Namespace) -> dict[str, Any]:
    """Every tensor in ``namespace``, by the shortest expression that reaches it."""
    found = {n: t for source in SOURCES for n, t in tensor_names(namespace, source).items()}
    first = {id(tensor): name for name, tensor in reversed(found.items())}
    return {name: tensor for name, tensor in found.items() if first[id(tensor)] == name}


def functions(namespace: Namespace) -> list[str]:
    """The functions and classes that the program itself defines, written as calls."""
    module = namespace.get("__name__")
    return [
        f"{name}()"
        for name, value in namespace.items()
        if callable(value) and getattr(value, "__module__", None) == module
    ]
