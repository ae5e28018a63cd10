"""Modules that hold other modules in order or by name."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .module import Module, indented
from .parameter_containers import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Self


class _Ordered(Module):
    """Modules under the names "0", "1", ..."""

    def _renumber(self, modules: Iterable[Any]) -> None:
        self._modules.clear()
        self._modules.update({str(index): one for index, one in enumerate(modules)})

    def _key(self, index: int) -> str:
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} is out of range")
        return list(self._modules)[index]

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return self._of(list(self._modules.values())[index])
        return self._modules[self._key(index)]

    def __setitem__(self, index: int, module: Module) -> None:
        setattr(self, self._key(index), module)

    def __delitem__(self, index: Any) -> None:
        kept = list(self._modules.values())
        del kept[index]
        self._renumber(kept)

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._modules.values())

    def append(self, module: Module) -> Self:
        """Add a module at the end and return this one."""
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules: Iterable[Module]) -> Self:
        """Add modules at the end and return this one.

        Raises:
            TypeError: if they cannot be iterated over.

        """
        if not isinstance(modules, Iterable):
            raise TypeError(
                f"{type(self).__name__}.extend should be called with an iterable, but got "
                f"{type(modules).__name__}"
            )
        for module in modules:
            self.append(module)
        return self

    def insert(self, index: int, module: Module) -> Self:
        """Add a module before another and return this one.

        Raises:
            IndexError: if there is no such place.

        """
        if not -len(self) <= index <= len(self):
            raise IndexError(f"Index out of range: {index}")
        listed = list(self._modules.values())
        listed.insert(index, module)
        self._renumber(listed)
        return self

    def pop(self, key: Any) -> Any:
        """Remove a module and return it."""
        module = self[key]
        del self[key]
        return module

    def __add__(self, other: Iterable[Module]) -> Self:
        return self._of([*self, *other])

    def __iadd__(self, other: Iterable[Module]) -> Self:
        return self.extend(other)

    def _of(self, modules: Iterable[Any]) -> Self:
        result = type(self)()
        result._renumber(modules)
        return result


class Sequential(_Ordered):
    """Modules that are called one after the other, each on the output of the one before.

    Takes modules, or an ``OrderedDict`` of them.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__()
        if len(args) == 1 and isinstance(args[0], OrderedDict):
            for name, module in args[0].items():
                self.add_module(name, module)
        else:
            self.extend(args)

    def __getitem__(self, index: Any) -> Any:
        if not isinstance(index, slice):
            return super().__getitem__(index)
        return type(self)(OrderedDict(list(self._modules.items())[index]))  # under their names

    def __mul__(self, other: int) -> Self:
        if not isinstance(other, int):
            raise TypeError(f"unsupported operand type(s) for *: {type(self)} and {type(other)}")
        if other <= 0:
            raise ValueError(f"Non-positive multiplication factor {other} for {type(self)}")
        return self._of([*self] * other)

    def __rmul__(self, other: int) -> Self:
        return self * other

    def __imul__(self, other: int) -> Self:
        self._renumber(self * other)
        return self

    def __add__(self, other: Iterable[Module]) -> Self:
        return super().__add__(_sequential(other))

    def __iadd__(self, other: Iterable[Module]) -> Self:
        return self.extend(_sequential(other))

    def insert(self, index: int, module: Module) -> Self:
        """Add a module before another and return this one.

        Raises:
            AssertionError: if it is no module.
            IndexError: if there is no such place.

        """
        if not isinstance(module, Module):
            raise AssertionError(f"module should be of type: {Module}")
        return super().insert(index, module)

    def forward(self, input: Any) -> Any:
        """Return the output of the last module."""
        for module in self:
            input = module(input)
        return input


def _sequential(other: Any) -> Sequential:
    if isinstance(other, Sequential):
        return other
    raise ValueError(
        f"add operator supports only objects of Sequential class, but {type(other)} is given."
    )


class ModuleList(_Ordered):
    """A list of modules, all known to the module that has it."""

    def __init__(self, modules: Iterable[Module] | None = None) -> None:
        super().__init__()
        self.extend(modules or ())

    def __repr__(self) -> str:
        if not len(self):
            return f"{self._get_name()}()"
        texts = enumerate(map(repr, self))
        groups = ([*same] for _, same in groupby(texts, key=lambda pair: pair[1]))
        lines = "\n  ".join(indented(_counted(same)) for same in groups)
        return f"{self._get_name()}(\n  {lines}\n)"


def _counted(same: list[tuple[int, str]]) -> str:
    (first, text), (last, _) = same[0], same[-1]
    if first == last:
        return f"({first}): {text}"
    return f"({first}-{last}): {len(same)} x {text}"


class ModuleDict(Module):
    """A dictionary of modules, all known to the module that has it."""

    def __init__(self, modules: Mapping[str, Module] | None = None) -> None:
        super().__init__()
        self.update(modules or {})

    def __getitem__(self, key: str) -> Any:
        return self._modules[key]

    def __setitem__(self, key: str, module: Module) -> None:
        self.add_module(key, module)

    def __delitem__(self, key: str) -> None:
        del self._modules[key]

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __contains__(self, key: str) -> bool:
        return key in self._modules

    def keys(self) -> Iterable[str]:
        """Return the names."""
        return self._modules.keys()

    def values(self) -> Iterable[Any]:
        """Return the modules."""
        return self._modules.values()

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return names and modules."""
        return self._modules.items()

    def update(self, modules: Mapping[str, Module] | Iterable[tuple[str, Module]]) -> None:
        """Add modules, or replace those of the same name.

        Raises:
            TypeError: for what is neither mapping nor pairs.
            ValueError: for pairs of another length.

        """
        for key, module in pairs_of(modules, "Module", by_name=False):
            self[key] = module

    def pop(self, key: str) -> Any:
        """Remove a module and return it."""
        return self._modules.pop(key)

    def clear(self) -> None:
        """Remove all modules."""
        self._modules.clear()
