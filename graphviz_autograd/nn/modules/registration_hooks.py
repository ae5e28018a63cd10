"""Hooks on all modules: called when a parameter, buffer or module becomes part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.hooks import Hooks, added

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...engine.hooks import RemovableHandle

_HOOKS = {"buffer": Hooks(), "module": Hooks(), "parameter": Hooks()}


def register_module_buffer_registration_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, name, buffer)`` for each new buffer; it may return another."""
    return added(_HOOKS["buffer"], hook)


def register_module_module_registration_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, name, submodule)`` for each new submodule; it may return another."""
    return added(_HOOKS["module"], hook)


def register_module_parameter_registration_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, name, param)`` for each new parameter; it may return another."""
    return added(_HOOKS["parameter"], hook)


def registered(what: str, module: Any, name: str, value: Any) -> Any:
    """Return what becomes part of a module: ``value``, or what a hook returned instead."""
    for hook in _HOOKS[what].values():
        new = hook(module, name, value)
        value = value if new is None else new
    return value
