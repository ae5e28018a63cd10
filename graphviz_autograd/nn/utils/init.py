"""Modules made without drawing their parameters."""

from __future__ import annotations

import inspect
from typing import Any, TypeVar

from ..modules.module import Module

M = TypeVar("M", bound=Module)


def skip_init(module_cls: type[M], *args: Any, **kwargs: Any) -> M:
    """Return a module; here it costs nothing worth skipping, and its parameters are drawn.

    Raises:
        RuntimeError: for anything that is no module that takes ``device``.

    """
    if not issubclass(module_cls, Module):
        raise RuntimeError(f"Expected a Module; got {module_cls}")
    if "device" not in inspect.signature(module_cls).parameters:
        raise RuntimeError("Module must support a 'device' arg to skip initialization")
    return module_cls(*args, **kwargs)
