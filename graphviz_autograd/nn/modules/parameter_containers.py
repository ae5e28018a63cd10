"""Lists and dictionaries of parameters, and of whatever else belongs to a module."""

from __future__ import annotations

import operator
from collections import OrderedDict
from collections.abc import Iterable, Iterator, KeysView, Mapping
from typing import Any, Self

from ...engine.tensor import Tensor
from ..parameter import Parameter
from .module import Module
from .registry import type_name


class ParameterList(Module):
    """A list of parameters, all known to the module that has it.

    Tensors become parameters; anything else stays what it is.

    Raises:
        TypeError: if ``values`` cannot be iterated over, or is a tensor.

    """

    def __init__(self, values: Iterable[Any] | None = None) -> None:
        super().__init__()
        self._size = 0
        self.extend(() if values is None else values)

    def _name(self, index: Any) -> str:
        index = operator.index(index)
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} is out of range")
        return str(index % len(self))

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return type(self)([self[at] for at in range(*index.indices(len(self)))])
        return getattr(self, self._name(index))

    def __setitem__(self, index: int, value: Any) -> None:
        setattr(self, self._name(index), _kept(value))

    def __iadd__(self, values: Iterable[Any]) -> Self:
        return self.extend(values)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Any]:
        return (self[at] for at in range(len(self)))

    def append(self, value: Any) -> Self:
        """Add a value at the end and return this module."""
        self._size += 1
        self[-1] = value
        return self

    def extend(self, values: Iterable[Any]) -> Self:
        """Add values at the end and return this module.

        Raises:
            TypeError: if they cannot be iterated over, or are a tensor.

        """
        if not isinstance(values, Iterable) or isinstance(values, Tensor):
            raise TypeError(
                "ParameterList.extend should be called with an iterable, but got "
                f"{type(values).__name__}"
            )
        for value in values:
            self.append(value)
        return self

    def extra_repr(self) -> str:
        """Return the type and size of each parameter, the type of everything else."""
        lines = (_line(at, one, getattr(one, "dtype", None)) for at, one in enumerate(self))
        return "\n".join(lines)

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Refuse: it is no function.

        Raises:
            RuntimeError: always.

        """
        raise RuntimeError("ParameterList should not be called.")


class ParameterDict(Module):
    """A dictionary of parameters, all known to the module that has it.

    Tensors become parameters; anything else stays what it is.

    Raises:
        TypeError: for keys that are no strings, or what is neither mapping nor pairs.
        ValueError: for pairs of another length.

    """

    def __init__(self, parameters: Any = None) -> None:
        super().__init__()
        self._keys: dict[str, None] = {}
        self.update(() if parameters is None else parameters)

    def __getitem__(self, key: str) -> Any:
        return getattr(self, _checked(key))

    def __setitem__(self, key: str, value: Any) -> None:
        setattr(self, _checked(key), _kept(value))
        self._keys[key] = None

    def __delitem__(self, key: str) -> None:
        del self._keys[key]
        delattr(self, key)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __or__(self, other: Any) -> ParameterDict:
        return _united(self, other)

    def __ror__(self, other: Any) -> ParameterDict:
        return _united(other, self)

    def __ior__(self, other: Any) -> Self:
        self.update(other)
        return self

    def keys(self) -> KeysView[str]:
        """Return the names."""
        return self._keys.keys()

    def values(self) -> Iterable[Any]:
        """Return the values."""
        return (self[key] for key in self._keys)

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return names and values."""
        return ((key, self[key]) for key in self._keys)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or the default if there is none."""
        return self[key] if key in self._keys else default

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Return a value, which is the default from now on if there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: str) -> Any:
        """Remove a value and return it."""
        value = self[key]
        del self[key]
        return value

    def popitem(self) -> tuple[str, Any]:
        """Remove the last value and return it with its name."""
        key = next(reversed(self._keys))
        return key, self.pop(key)

    def clear(self) -> None:
        """Remove all values."""
        for key in [*self._keys]:
            del self[key]

    def copy(self) -> ParameterDict:
        """Return another one of the same values."""
        return ParameterDict(OrderedDict(self.items()))

    def fromkeys(self, keys: Iterable[str], default: Any = None) -> ParameterDict:
        """Return one of the same value under some names."""
        return ParameterDict((key, default) for key in keys)

    def update(self, parameters: Any) -> None:
        """Add values, or replace those of the same name; a plain dictionary's by name.

        Raises:
            TypeError: for what is neither mapping nor pairs.
            ValueError: for pairs of another length.

        """
        for key, value in pairs_of(parameters, "Parameter", by_name=True):
            self[key] = value

    def extra_repr(self) -> str:
        """Return the type and size of each parameter, the type of everything else."""
        return "\n".join(_line(key, one, type_name(one)) for key, one in self.items())

    def __call__(self, *_: Any) -> Any:
        """Refuse: it is no function.

        Raises:
            RuntimeError: always.

        """
        raise RuntimeError("ParameterDict should not be called.")


def _kept(value: Any) -> Any:
    plain = isinstance(value, Tensor) and not isinstance(value, Parameter)
    return Parameter(value) if plain else value


def _checked(key: Any) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(
        "Index given to ParameterDict cannot be used as a key as it is not a string (type is "
        f"'{type(key).__name__}'). Open an issue on github if you need non-string keys."
    )


def _line(name: Any, one: Any, kind: Any) -> str:
    if not isinstance(one, Tensor):
        return f"  ({name}): Object of type: {type(one).__name__}"
    what = "Parameter" if isinstance(one, Parameter) else "Tensor"
    return f"  ({name}): {what} containing: [{kind} of size {'x'.join(map(str, one.shape))}]"


def _united(one: Any, other: Any) -> ParameterDict:
    both = ParameterDict(one)
    both.update(other)
    return both


def pairs_of(given: Any, kind: str, by_name: bool) -> Iterator[tuple[Any, Any]]:
    """Yield names and values of a mapping or of pairs.

    Args:
        given: the mapping or the pairs.
        kind: what the values are, for messages.
        by_name: sort the names of a plain dictionary.

    Raises:
        TypeError: for anything else.
        ValueError: for pairs of another length.

    """
    if not isinstance(given, Iterable):
        several = "Parameters" if by_name else kind
        raise TypeError(
            f"{several}Dict.update should be called with an iterable of key/value pairs, but got "
            f"{type(given).__name__}"
        )
    if hasattr(given, "items"):
        plain = isinstance(given, Mapping) and not isinstance(given, OrderedDict)
        yield from sorted(given.items()) if plain and by_name else given.items()
        return
    for at, pair in enumerate(given):
        if not isinstance(pair, Iterable):
            raise TypeError(
                f"{kind}Dict update sequence element #{at} should be Iterable; is"
                f"{type(pair).__name__}"
            )
        listed = [*pair]
        if len(listed) != 2:
            raise ValueError(
                f"{kind}Dict update sequence element #{at} has length {len(listed)}; 2 is required"
            )
        yield listed[0], listed[1]
