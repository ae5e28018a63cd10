"""Tensors of one integer or number that stand for it, ``x.view(n, -1)``.

PyTorch takes their numbers before the call. Here a call that fails is made again with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...tensor_base import TensorBase
from .kinds import INTS
from .refusals import bound
from .signatures import signatures_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NUMBERS = ("int64_t", "SymInt", "double", *INTS)


def with_numbers(
    public: str, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]] | None:
    """Return the arguments of a call with numbers in place of tensors that stand for them, if any.

    The first argument of a method is its tensor.
    """
    method = public.startswith("torch.Tensor.")
    taken = (bound(one, args[method:], kwargs) for one in signatures_of(public))
    first = next((one for one in taken if one is not None), {})
    given = [value for one, value in first.items() if one.kind in _NUMBERS]
    standing = [one for one in _flat(given) if isinstance(one, TensorBase)]
    if not standing:
        return None
    positional = [*args[:method], *(_number(one, standing) for one in args[method:])]
    return positional, {word: _number(one, standing) for word, one in kwargs.items()}


def _flat(values: Iterable[Any]) -> Iterable[Any]:
    for one in values:
        yield from one if isinstance(one, tuple | list) else (one,)


def _number(value: Any, standing: Sequence[Any]) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(_number(one, standing) for one in value)
    return value.item() if any(value is one for one in standing) else value
