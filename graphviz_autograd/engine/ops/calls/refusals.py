"""Arguments checked as PyTorch checks them, and refused in its words.

Nothing of this runs before an operation has failed: then it is asked whether the arguments were to
blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...overriding import undisturbed
from .kinds import INTS, IS, SPOKEN, TENSORS, is_index, is_tensor, type_name
from .signatures import signatures_of
from .wording import missing, no_combination, surplus, too_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .signatures import Parameter, Signature

# NumPy's words for parameters.
_SYNONYMS = {
    "dim": ("axis",),
    "keepdim": ("keepdims",),
    "input": ("x", "a", "x1"),
    "other": ("x2",),
}
# Functions whose tensors may be given as numbers.
_NUMBERS_AS_TENSORS = frozenset(
    f"{name}{suffix}"
    for name in ("add", "sub", "mul", "div", "divide", "multiply", "subtract", "true_divide",
                 "floor_divide", "copy")
    for suffix in ("", "_")
)  # fmt: skip


def refusal(public: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> TypeError | None:
    """Return PyTorch's error if a function, such as ``torch.sum``, does not take its arguments.

    The first argument of a method is its tensor. Functions that PyTorch writes in Python have no
    signatures that could refuse any.
    """
    try:
        _check_call(public, args, kwargs)
    except TypeError as error:
        return TypeError(*error.args)
    return None


def _check_call(public: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    signatures = signatures_of(public)
    if public.startswith("torch.Tensor."):
        args = args[1:]
        if len(signatures) == 1 and not signatures[0].parameters:
            _check_none(public.rpartition(".")[2], args, kwargs)
            return
    if signatures:
        with undisturbed():
            _match(signatures, args, kwargs)


def _check_none(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    if kwargs:
        raise TypeError(f"TensorBase.{name}() takes no keyword arguments")
    if args:
        raise TypeError(f"TensorBase.{name}() takes no arguments ({len(args)} given)")


class _ElementError(TypeError):
    """Raised for a list that has something else than tensors: no other signature is tried."""


def bound(
    signature: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> dict[Parameter, Any] | None:
    """Return what each parameter is given, or None if the signature does not take that."""
    try:
        return _bound(signature, args, kwargs)
    except TypeError:
        return None


def _match(signatures: Sequence[Signature], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    if len(signatures) == 1:
        _check(signatures[0], args, kwargs)
        return
    shown = [one for one in signatures if not one.deprecated]
    for one in signatures:
        try:
            taken = _bound(one, args, kwargs)
        except _ElementError:
            raise
        except TypeError:
            continue
        _check_elements(one, taken)
        return
    count = len(args) + len(kwargs)
    plausible = [one for one in shown if one.required <= count <= len(one.parameters)]
    if len(plausible) == 1:
        _check(plausible[0], args, kwargs)
    raise TypeError(no_combination(shown, args, kwargs))


def _check(signature: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    _check_elements(signature, _bound(signature, args, kwargs))


def _bound(
    signature: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> dict[Parameter, Any]:
    """Return what each parameter is given; raise a TypeError if that cannot be."""
    several = _takes_several(signature)
    if len(args) > signature.positional and not several:
        raise too_many(signature, len(args))
    taken: dict[Parameter, Any] = {}
    position = 0
    left = dict(kwargs)
    for at, one in enumerate(signature.parameters):
        if position < len(args):
            if one.keyword_only:
                raise too_many(signature, len(args))
            if several and at == 0 and not _fits(signature, one, args[0]) and _fits_all(one, args):
                taken[one], position = args, len(args)
                continue
            taken[one] = _positional(signature, one, args, position, several and at == 0)
            position += 1
        else:
            word = next((name for name in _words(one) if name in left), None)
            if word is None and one.default is None:
                raise missing(signature, at)
            if word is not None:
                taken[one] = _keyword(signature, one, left.pop(word))
    if left:
        raise surplus(signature, kwargs, len(args))
    return taken


def _takes_several(signature: Signature) -> bool:
    """Return whether ``f(2, 3)`` may stand for ``f((2, 3))``."""
    return signature.positional == 1 and signature.parameters[0].kind in INTS


def _fits_all(parameter: Parameter, args: Sequence[Any]) -> bool:
    return IS[parameter.kind](tuple(args))


def _words(parameter: Parameter) -> tuple[str, ...]:
    return (parameter.name, *_SYNONYMS.get(parameter.name, ()))


def _fits(signature: Signature, parameter: Parameter, value: Any, argument: int = 0) -> bool:
    if value is None and parameter.nullable:
        return True
    if parameter.kind in TENSORS and isinstance(value, tuple | list):
        _check_tensors(value, argument)
    if IS[parameter.kind](value):
        return True
    if parameter.kind in INTS:
        return parameter.size > 0 and is_index(value)
    numbers = parameter.kind == "Tensor" and signature.name in _NUMBERS_AS_TENSORS
    return numbers and IS["Scalar"](value)


def _check_tensors(values: Sequence[Any], argument: int) -> None:
    for position, one in enumerate(values):
        if not is_tensor(one):
            raise _ElementError(
                f"expected Tensor as element {position} in argument {argument}, but got "
                f"{type_name(one)}"
            )


def _positional(
    signature: Signature, parameter: Parameter, args: Sequence[Any], at: int, several: bool
) -> Any:
    value = args[at]
    if _fits(signature, parameter, value, at):
        return value
    where = f"(position {at + 1}) must be {SPOKEN[parameter.kind]}"
    sequence = isinstance(value, tuple | list)
    if parameter.kind in INTS and (sequence or (several and len(args) > 1)):
        first = (value if sequence else args)[0]
        found = f"{where}, but found element of type {type_name(first)} at pos 0"
    else:
        found = f"{where}, not {type_name(value)}"
    raise TypeError(f"{signature.name}(): argument '{parameter.name}' {found}")


def _keyword(signature: Signature, parameter: Parameter, value: Any) -> Any:
    if _fits(signature, parameter, value, signature.parameters.index(parameter)):
        return value
    raise TypeError(
        f"{signature.name}(): argument '{parameter.name}' must be {SPOKEN[parameter.kind]}, not "
        f"{type_name(value)}"
    )


def _check_elements(signature: Signature, taken: Mapping[Parameter, Any]) -> None:
    """Raise a TypeError if there is something else than integers behind the first of a list."""
    for one, value in taken.items():
        if one.kind not in INTS or not isinstance(value, tuple | list):
            continue
        for position, element in enumerate(value, 1):
            if not is_index(element):
                raise TypeError(
                    f"{signature.name}(): argument '{one.name}' failed to unpack the object at "
                    f'pos {position} with error "type must be tuple of ints,but got '
                    f'{type_name(element)}"'
                )
