"""Functions, methods and operators that first look for types that take them over.

``install`` replaces all of them, once, when a program defines such a type or enters such a mode.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from types import FunctionType
from typing import Any

from ..overriding import local, names, taken_over, types_among
from ..tensor import Tensor
from . import spelling
from .methods import ALIASES, OPERATORS
from .shapes.transposing import PROPERTIES
from .spelling import public_place

Function = Callable[..., Any]

# Of the methods that Python calls, those that are told; how a tensor is made and stored is not.
_TOLD = frozenset(OPERATORS) | {
    "__bool__", "__complex__", "__contains__", "__float__", "__format__", "__index__", "__int__",
    "__len__", "__repr__",
}  # fmt: skip
_UNTOLD = frozenset({"as_subclass", "is_inference", "is_tensor"})
# What a function of several names is called.
_CANONICAL = {**ALIASES, "true_divide": "div"}
_READ = (*PROPERTIES, "data")
_ENGINE, _PACKAGE = __name__.rpartition(".ops")[0], __name__.partition(".")[0]
# Where functions are that make tensors, which only modes are told of.
_MAKERS = (f"{_ENGINE}.creation", f"{_ENGINE}.from_data")

_replaced: dict[Function, Function] = {}


def install() -> None:
    """Let all functions look for types that take them over."""
    if _replaced:
        return
    for kind in Tensor.__mro__:
        if kind is Tensor or kind.__module__.startswith(_ENGINE):
            _replace_methods(kind)
    for namespace, table in spelling.NAMESPACES:
        _replace_functions(namespace, table)
    spelling.finishing = looking


def looking(function: Function, name: str) -> Function:
    """Return ``function`` as one that first looks for types that take it over."""
    if function in _replaced:
        return _replaced[function]
    inner = spelling.inner_cell(function)
    if inner is None:
        call = looked = _looking(function)
        call.__name__ = name.rpartition(".")[2]
    else:  # who holds the function already holds the one that types are told of
        call, looked = function, _looking(inner.cell_contents, function)
        inner.cell_contents = looked
    _replaced[function] = _replaced[call] = call
    names[call] = name
    return call


def _looking(function: Function, public: Function | None = None) -> Function:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        types = types_among(args, kwargs)
        if types or local.modes:
            if public is not None and "self" in kwargs:
                kwargs = {"input": kwargs.pop("self"), **kwargs}
            return taken_over(public or call, args, kwargs, types)
        return function(*args, **kwargs)

    return call


def _replace_methods(kind: type) -> None:
    for name, value in [*vars(kind).items()]:
        public = not name.startswith("_") and name not in _UNTOLD
        if isinstance(value, FunctionType) and (public or name in _TOLD):
            plain = _CANONICAL.get(OPERATORS.get(name, name), OPERATORS.get(name, name))
            known = plain if hasattr(Tensor, plain) else name
            setattr(kind, name, looking(value, f"torch.Tensor.{known}"))
        elif name in _READ and isinstance(value, property):
            setattr(kind, name, _looking_property(value, f"torch.Tensor.{name}.__get__"))


def _looking_property(value: property, name: str) -> property:
    def read(self: Any) -> Any:
        types = types_among((self,), {})
        if types or local.modes:
            return taken_over(told.__get__, (self,), {}, types)
        return value.__get__(self)

    told = property(read, value.fset, value.fdel, value.__doc__)
    names[told.__get__] = name
    return told


def _replace_functions(namespace: dict[str, Any], table: Mapping[str, Function]) -> None:
    shown = sys.modules[_PACKAGE].__dict__ if namespace["__name__"] == _ENGINE else {}
    for name, value in [*namespace.items()]:
        made = getattr(value, "__module__", None) in _MAKERS
        if name in _UNTOLD or not isinstance(value, FunctionType):
            continue
        if name in table or made:
            namespace[name] = looking(value, f"{public_place(namespace)}.{name}")
            if shown.get(name) is value:
                shown[name] = namespace[name]
