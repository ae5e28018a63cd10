"""The words in which PyTorch refuses arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .kinds import type_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .signatures import Signature


def too_many(signature: Signature, given: int) -> TypeError:
    """Return the error of more arguments by position than there are parameters."""
    most, least = signature.positional, signature.required
    were = "was" if given == 1 else "were"
    if least != most:
        return TypeError(
            f"{signature.name}() takes from {least} to {most} positional arguments but {given} "
            "were given"
        )
    arguments = "argument" if most == 1 else "arguments"
    return TypeError(
        f"{signature.name}() takes {most} positional {arguments} but {given} {were} given"
    )


def missing(signature: Signature, at: int) -> TypeError:
    """Return the error of parameters, from one on, that are given nothing."""
    names = [f'"{one.name}"' for one in signature.parameters[at:] if one.default is None]
    plural = "s" if len(names) == 1 else ""  # so PyTorch has it
    return TypeError(
        f"{signature.name}() missing {len(names)} required positional argument{plural}: "
        f"{', '.join(names)}"
    )


def surplus(signature: Signature, kwargs: Mapping[str, Any], given: int) -> TypeError:
    """Return the error of keywords that are no parameters, or were given by position too."""
    names = [one.name for one in signature.parameters]
    for word in kwargs:
        if word not in names:
            return TypeError(f"{signature.name}() got an unexpected keyword argument '{word}'")
        if names.index(word) < given:
            return TypeError(f"{signature.name}() got multiple values for argument '{word}'")
    return TypeError("invalid keyword arguments")


def no_combination(
    signatures: Sequence[Signature], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> str:
    """Return what is said if none of several signatures takes the arguments."""
    given = "".join(f"{type_name(one)}, " for one in args)
    given += "".join(f"{word}={type_name(kwargs[word])}, " for word in _shown(kwargs))
    given = given.removesuffix(", ") if args else given  # so PyTorch has it
    lines = [_option(one, args, kwargs) for one in signatures]
    options = f"one of:\n{''.join(lines)}" if len(signatures) > 1 else f"{signatures[0]}"
    return (
        f"{signatures[0].name}() received an invalid combination of arguments - got ({given}), "
        f"but expected {options}"
    )


def _shown(kwargs: Mapping[str, Any]) -> list[str]:
    """Return keywords in the order in which PyTorch's table of them has them, if they are few."""
    return [*kwargs][::-1]


def _option(signature: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """Return the lines about one signature: it, and why it is not meant if as many were given.

    As in PyTorch a parameter is there what its text says: a kind and, after the last space, a name,
    which of one with a default is the default; and ``*`` is one too.
    """
    line = f" * {signature}\n"
    kinds, _, names = zip(
        *(one.rpartition(" ") for one in str(signature)[1:-1].split(", ")), strict=True
    )
    count = len(args) + len(kwargs)
    if count != len(names):
        return line
    because = "      didn't match because some of the"
    wrong = [word for word in _shown(kwargs) if word not in names[count - len(kwargs) :]]
    if wrong:
        return f"{line}{because} keywords were incorrect: {', '.join(wrong)}\n"
    values = [*args, *(kwargs[name] for name in names[len(args) :])]
    words = [*("" for _ in args), *(f"{name}=" for name in names[len(args) :])]
    shown = [_marked(*one) for one in zip(kinds, words, values, strict=True)]
    return f"{line}{because} arguments have invalid types: ({', '.join(shown)})\n"


def _marked(kind: str, word: str, value: Any) -> str:
    """Return the type of a value, between exclamation marks if it is not that of the parameter."""
    shown = type_name(value)
    mark = "" if shown in (kind, *_ALSO.get(kind, ())) else "!"
    if isinstance(value, tuple | list):
        types = ", ".join(map(type_name, value))
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        shown += f" of ({types}{comma})" if isinstance(value, tuple) else f" of [{types}]"
    return f"{mark}{word}{shown}{mark}"


_ALSO = {"float": ("int",)}
