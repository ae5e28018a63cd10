"""Functions, methods and operators that first look for types that take them over.

``install`` replaces all of them, once, when a program defines such a type or enters such a mode.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from types import FunctionType
from typing import Any

from ..overriding import NOT_WRAPPED, local, names, taken_over, types_among
from ..tensor import Tensor
from ..tensor_base import read_only
from . import spelling
from .methods import ALIASES
from .operators import OPERATORS, OWN, WITHOUT_OPERAND
from .spelling import public_place

Function = Callable[..., Any]

# Of the methods that Python calls besides, those that are told; how a tensor is made and stored is
# not.
_TOLD = frozenset({
    "__bool__", "__complex__", "__contains__", "__float__", "__format__", "__index__", "__int__",
    "__len__", "__repr__",
})  # fmt: skip
_UNTOLD = frozenset({"as_subclass", "is_inference", "is_tensor"})
# What a function of several names is called.
_CANONICAL = {**ALIASES, "true_divide": "div"}
# What operators are called that are no other method, where it is not their own name.
_NAMED = {"__pow__": "pow", "__ipow__": "pow_", "__rtruediv__": "__rdiv__"}
# Properties that are told though they are not public, and what they are called.
_PRIVATE = {
    "_backward_hooks": "_backward_hooks", "_base": "_base", "_grad": "grad", "_grad_fn": "grad_fn",
    "_post_accumulate_grad_hooks": "_post_accumulate_grad_hooks", "_version": "_version",
}  # fmt: skip
_NOT_WRAPPED = ("grad", "_grad", "_base")
_ENGINE, _PACKAGE = __name__.rpartition(".ops")[0], __name__.partition(".")[0]
# Where functions are that make tensors, which only modes are told of.
_MAKERS = tuple(f"{_ENGINE}.{name}" for name in ("creation", "creation_like", "from_data"))

_replaced: dict[Function, Function] = {}


def install() -> None:
    """Let all functions look for types that take them over."""
    if _replaced:
        return
    for kind in Tensor.__mro__:
        if kind is Tensor or kind.__module__.startswith(_ENGINE):
            _replace_methods(kind)
    _replace_operators()
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
            setattr(kind, name, looking(value, f"torch.Tensor.{_CANONICAL.get(name, name)}"))
        elif isinstance(value, property) and (public or name in _PRIVATE):
            setattr(kind, name, _looking_property(value, name))
        elif public and isinstance(value, bool):
            read = _constant(value)
            setattr(kind, name, _looking_property(read_only(read), name))


def _constant(value: bool) -> Function:
    return lambda _: value


def _replace_operators() -> None:
    """Let operators look for types, which are told of the method that an operator is, if any."""
    for name, function in OPERATORS.items():
        value = vars(Tensor)[name]
        told = None if name in OWN else getattr(Tensor, _CANONICAL.get(function, function))
        looked = (_looking if name in WITHOUT_OPERAND else _looking_operator)(value, told)
        if told is None:
            looked.__name__ = _NAMED.get(name, name)
            names[looked] = f"torch.Tensor.{name}"
        setattr(Tensor, name, looked)


def _looking_operator(operator: Function, told: Function | None) -> Function:
    @wraps(operator)
    def call(self: Any, other: Any) -> Any:
        try:
            types = types_among((self, other), {})
            if types or local.modes:
                return taken_over(told or call, (self, other), {}, types)
            return operator(self, other)
        except TypeError:  # Python asks the other operand
            return NotImplemented

    return call


def _looking_property(value: property, name: str) -> property:
    def read(self: Any) -> Any:
        types = types_among((self,), {})
        if types or local.modes:
            return taken_over(told.__get__, (self,), {}, types)
        return value.__get__(self)

    def write(self: Any, new: Any) -> None:
        types = types_among((self,), {})
        if types or local.modes:
            taken_over(told.__set__, (self, new), {}, types)
        else:
            value.__set__(self, new)

    read.__name__ = name
    told = type(value)(read, write if value.fset else None, value.fdel, value.__doc__)
    public = f"torch.Tensor.{_PRIVATE.get(name, name)}"
    names[told.__get__], names[told.__set__] = f"{public}.__get__", f"{public}.__set__"
    if name in _NOT_WRAPPED:
        NOT_WRAPPED.add(told.__get__)
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
