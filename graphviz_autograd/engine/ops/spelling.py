"""Parameters under the names that PyTorch's functions give them.

The operations call their first tensor ``self``, as methods do; a function calls it ``input``. Both
also take NumPy's words. Only keywords are looked at, so a call without any costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, wraps
from inspect import CO_VARARGS, unwrap
from types import CellType, FunctionType
from typing import Any

from ..overriding import taken_over, types_among
from ..tensor import Tensor
from ..unsupported import missing
from .old_overloads import has_old_overload, renewed
from .out import stored

Function = Callable[..., Any]

SYNONYMS = {
    "dim": ("axis",),
    "keepdim": ("keepdims",),
    "self": ("input", "x", "a", "x1"),
    "input": ("x", "a", "x1"),
    "A": ("input", "x", "a", "x1"),
    "other": ("x2",),
}

# What a function calls its parameters where that is not what the operation does.
_OWN = {
    "dsplit": {"sections": "indices_or_sections", "indices": "indices_or_sections"},
    "expand": {"size": "sizes"},
    "hsplit": {"sections": "indices_or_sections", "indices": "indices_or_sections"},
    "one_hot": {"input": "tensor"},
    "searchsorted": {"input": "values"},
    "split": {"tensor": "self"},
    "tensor_split": {"sections": "indices_or_sections", "indices": "indices_or_sections"},
    "view": {"size": "shape"},
    "vsplit": {"sections": "indices_or_sections", "indices": "indices_or_sections"},
}


def parameters_of(function: Function) -> tuple[str, ...]:
    """Return the names of the parameters of an operation's function."""
    code = _told(function).__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def spelled(function: Function, first: str = "input") -> Function:
    """Return ``function`` as one that takes PyTorch's keywords, and shows ``self`` as ``first``."""
    meant, star = _meanings(function), _star_of(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            out = kwargs.pop("out", None)
            if out is not None:
                given = (*args, *kwargs.values())
                return stored(out, function.__name__, partial(call, *args, **kwargs), given)
            kwargs = {meant.get(word, word): value for word, value in kwargs.items()}
            if star in kwargs:
                args, kwargs = _starred(function, star, args, kwargs)
        try:
            return function(*args, **kwargs) if kwargs else function(*args)
        except (AttributeError, TypeError) as error:
            types = types_among(args, kwargs)
            if types:  # which are no tensors
                return taken_over(call, args, kwargs, types)
            new = renewed(function.__name__, args)
            if new is not None:
                return function(*new[0], **new[1])
            _check_first(function, args)
            _check_missing(error, first)
            raise

    call.__wrapped__ = _shown(_told(function), first)
    return call


def inner_cell(function: Function) -> CellType | None:
    """Return where a spelled function keeps the operation that it calls; None for any other."""
    code = function.__code__
    if code.co_qualname != "spelled.<locals>.call" or function.__closure__ is None:
        return None
    return function.__closure__[code.co_freevars.index("function")]


def module_getattr(
    namespace: dict[str, Any],
    table: dict[str, Function],
    spell: Callable[[Function], Function] = spelled,
) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a module that has the functions of ``table``.

    Each is spelled when it is first asked for: a program uses few of them.
    """
    register(namespace, table)

    def find(name: str) -> Any:
        if name not in table:
            raise missing(name, f"module {namespace['__name__']!r}")
        function = spell(table[name])
        if finishing is not None:
            function = finishing(function, f"{public_place(namespace)}.{name}")
        namespace[name] = function
        return function

    return find


# The modules that have functions by ``module_getattr``, and their tables.
NAMESPACES: list[tuple[dict[str, Any], dict[str, Function]]] = []
# What is done to each function besides, given its full name (see ``overridable``).
finishing: Callable[[Function, str], Function] | None = None


def register(namespace: dict[str, Any], table: dict[str, Function]) -> None:
    """Let the functions of a module that are in ``table`` be taken over (see ``overridable``)."""
    NAMESPACES.append((namespace, table))
    for name in table:
        if finishing is not None and name in namespace:
            namespace[name] = finishing(namespace[name], f"{public_place(namespace)}.{name}")


def public_place(namespace: dict[str, Any]) -> str:
    """Return the name of PyTorch's module of these functions."""
    place = namespace["__name__"].partition(".")[2]
    return "torch" if place == "engine" else f"torch.{place}"


def spelled_functional(function: Function) -> Function:
    """Return ``function`` as ``nn.functional`` has it: most take no other words than their own."""
    return spelled(function) if "self" in parameters_of(function)[:1] else function


def spelled_method(function: Function) -> Function:
    """Return ``function`` as a method: one with dimensions takes all words for them."""
    dims = {"dim", "keepdim"}.intersection(parameters_of(function))
    more = dims or _star_of(function) or has_old_overload(function.__name__)
    return spelled(function, "self") if more else function


def _told(function: Function) -> FunctionType:
    """Return the function whose parameters tell how ``function`` is called."""
    told = unwrap(function)
    assert isinstance(told, FunctionType)
    return told


def _meanings(function: Function) -> dict[str, str]:
    names = parameters_of(function)
    meant = {word: name for name in names for word in SYNONYMS.get(name, ()) if word not in names}
    return meant | _OWN.get(function.__name__, {})


def _star_of(function: Function) -> str | None:
    """Return the parameter that stands for any number of arguments, such as ``dims``."""
    code = _told(function).__code__
    at = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[at] if code.co_flags & CO_VARARGS else None


def _check_first(function: Function, args: tuple[Any, ...]) -> None:
    """Raise PyTorch's TypeError if the first argument should be a tensor and is not."""
    first = parameters_of(function)[:1]
    if args and first in (("self",), ("input",)) and not isinstance(args[0], Tensor):
        raise TypeError(
            f"{function.__name__}(): argument 'input' (position 1) must be Tensor, not "
            f"{type(args[0]).__name__}"
        ) from None


# What Python says of a call without some arguments.
_MISSING = re.compile(r"(\w+)\(\) missing (\d+) required positional arguments?: (?=')")


def _check_missing(error: Exception, first: str) -> None:
    """Raise the TypeError in PyTorch's words if ``error`` is that arguments are missing."""
    said = str(error)
    match = _MISSING.match(said)
    if match is not None:
        names = (first if name == "self" else name for name in said[match.end() :].split("'")[1::2])
        listed = ", ".join(f'"{name}"' for name in names)
        word = "arguments" if match[2] == "1" else "argument"  # PyTorch has them so
        raise TypeError(
            f"{match[1]}() missing {match[2]} required positional {word}: {listed}"
        ) from None


def _starred(
    function: Function, star: str, args: tuple[Any, ...], words: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments of a call with the one for ``star`` in its place."""
    before = [name for name in parameters_of(function) if name in words]
    first = tuple(words.pop(name) for name in before)
    return (*args, *first, words.pop(star)), words


def _shown(told: FunctionType, first: str) -> Function:
    """Return what ``inspect.signature`` and ``help`` read for ``told``; it is never called."""
    code = told.__code__
    names = tuple(first if name == "self" else name for name in code.co_varnames)
    cells = tuple(first if name == "self" else name for name in code.co_cellvars)
    twin = FunctionType(code.replace(co_varnames=names, co_cellvars=cells), {}, told.__name__)
    twin.__defaults__, twin.__kwdefaults__ = told.__defaults__, told.__kwdefaults__
    twin.__annotations__ = {
        first if name == "self" else name: kind.replace("Array", "Tensor")
        for name, kind in told.__annotations__.items()
    }
    return twin
