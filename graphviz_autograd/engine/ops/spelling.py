"""Parameters under the names that PyTorch's functions give them.

The operations call their first tensor ``self``, as methods do; a function calls it ``input``. Both
also take NumPy's words. Only keywords are looked at, so a call without any costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from inspect import CO_VARARGS, unwrap
from types import CellType, FunctionType
from typing import Any

from ..overriding import taken_over, types_among
from ..unsupported import missing
from .calls.numbers import with_numbers
from .calls.refusals import refusal
from .calls.signatures import signatures_of
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


def spelled(function: Function, public: str, first: str = "input") -> Function:
    """Return ``function`` as one that takes PyTorch's keywords, and shows ``self`` as ``first``.

    ``public`` says where PyTorch has it: ``torch.sum``.
    """
    meant, star = _meanings(function), _star_of(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        given = args, kwargs
        if kwargs:
            out = kwargs.pop("out", None)
            if out is not None:
                refused = refusal(public, args, {**kwargs, "out": out})
                if refused is not None:
                    raise refused
                computed = (*args, *kwargs.values())
                return stored(out, function.__name__, partial(call, *args, **kwargs), computed)
            kwargs = {meant.get(word, word): value for word, value in kwargs.items()}
            if star in kwargs:
                args, kwargs = _starred(function, star, args, kwargs)
        try:
            return function(*args, **kwargs) if kwargs else function(*args)
        except Exception as error:
            if isinstance(error, AttributeError | TypeError):
                types = types_among(args, kwargs)
                if types:  # which are no tensors
                    return taken_over(call, args, kwargs, types)
                new = renewed(public, *given)
                if new is not None:
                    return function(*new[0], **new[1])
            plain = with_numbers(public, *given)
            if plain is not None:
                return call(*plain[0], **plain[1])
            raise explained(error, function, public, *given) from None

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
    spell: Callable[[Function, str], Function] = spelled,
) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a module that has the functions of ``table``.

    Each is spelled when it is first asked for: a program uses few of them.
    """
    register(namespace, table)

    def find(name: str) -> Any:
        if name not in table:
            raise missing(name, f"module {namespace['__name__']!r}")
        public = f"{public_place(namespace)}.{name}"
        function = spell(table[name], public)
        if finishing is not None:
            function = finishing(function, public)
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


def spelled_functional(function: Function, public: str) -> Function:
    """Return ``function`` as ``nn.functional`` has it: most take no other words than their own."""
    if "self" in parameters_of(function)[:1]:
        return spelled(function, public)
    return checked(function, public) if signatures_of(public) else function


def spelled_method(function: Function, public: str) -> Function:
    """Return ``function`` as a method: one with dimensions takes all words for them.

    One that takes nothing but its tensor stays as it is.
    """
    parameters = parameters_of(function)
    dims = {"dim", "keepdim"}.intersection(parameters)
    if dims or _star_of(function) or has_old_overload(function.__name__):
        return spelled(function, public, "self")
    return checked(function, public) if len(parameters) > 1 else function


def checked(function: Function, public: str) -> Function:
    """Return ``function`` as one that refuses arguments in PyTorch's words."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            plain = with_numbers(public, args, kwargs)
            if plain is not None:
                return call(*plain[0], **plain[1])
            raise explained(error, function, public, args, kwargs) from None

    return call


def explained(
    error: Exception,
    function: Function,
    public: str,
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
) -> Exception:
    """Return the error of a call in PyTorch's words, in which a function has its public name."""
    refused = refusal(public, args, kwargs)
    if refused is not None:
        return refused
    own, name = f"{function.__name__}() ", f"{public.rpartition('.')[2]}() "
    if isinstance(error, TypeError) and str(error).startswith(own) and own != name:
        return TypeError(str(error).replace(own, name, 1))
    return error


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
