"""The two languages that a rule is read in: the same names, on arrays and on tensors.

A rule is written in the operations themselves, by bare name. It is bound twice: to the kernels,
for a backward on arrays that records nothing, and to the functions on tensors, for a backward that
can itself be differentiated. Where PyTorch too has one formula that is fast and another that can be
differentiated, ``formula_of`` holds both.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

Rule = Callable[..., Any]

# What each name means on arrays, and on tensors.
KERNELS: dict[str, Any] = {"__builtins__": __builtins__, "__name__": __name__}
FUNCTIONS: dict[str, Any] = {"__builtins__": __builtins__, "__name__": __name__}
# The public functions that are made of operations.
COMPOSITES: dict[str, Callable[..., Any]] = {}


def composite(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of tensors that is made of operations public, and return it."""
    FUNCTIONS[function.__name__] = COMPOSITES[function.__name__] = function
    return function


def composite_of(
    kernel: Callable[..., Any],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``composite`` for a function that rules use too; on arrays it is ``kernel``."""

    def define(function: Callable[..., Any]) -> Callable[..., Any]:
        KERNELS[function.__name__] = kernel
        return composite(function)

    return define


def formula(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a part that rules share known to them, on arrays and on tensors."""
    register(function.__name__, bound(function, KERNELS), bound(function, FUNCTIONS))
    return function


def formula_of(
    kernel: Callable[..., Any],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``formula`` for a part that reads differently on arrays: as ``kernel``."""

    def define(function: Callable[..., Any]) -> Callable[..., Any]:
        register(function.__name__, bound(kernel, KERNELS), bound(function, FUNCTIONS))
        return function

    return define


def register(name: str, kernel: Callable[..., Any], function: Callable[..., Any]) -> None:
    """Give ``name`` a meaning in both languages.

    Raises:
        TypeError: if it has one already.

    """
    if name in FUNCTIONS:
        raise TypeError(f"{name} is defined already")
    KERNELS[name] = kernel
    FUNCTIONS[name] = function


def bound(function: Callable[..., Any], language: dict[str, Any]) -> FunctionType:
    """Return ``function`` with the names of operations read in ``language``.

    Raises:
        TypeError: if it depends on variables of an enclosing function.

    """
    assert isinstance(function, FunctionType)
    if function.__code__.co_freevars:
        raise TypeError(f"the rule {function.__qualname__} may only use its parameters")
    for name in _global_names(function.__code__):
        if name in function.__globals__ and name not in FUNCTIONS:
            known = language.setdefault(name, function.__globals__[name])
            if known is not function.__globals__[name]:
                raise TypeError(f"{name} means something else in the rules of another module")
    twin = FunctionType(function.__code__, language, function.__name__, function.__defaults__)
    twin.__kwdefaults__ = function.__kwdefaults__
    return twin


def _global_names(code: CodeType) -> set[str]:
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*map(_global_names, inner))


def on_arrays(rule: Rule) -> Callable[..., Any]:
    """Return the rule that computes on arrays and records nothing."""
    return bound(rule, KERNELS)


def on_tensors(rule: Rule) -> Callable[..., Any]:
    """Return the rule whose own gradient can be computed."""
    return bound(rule, FUNCTIONS)
