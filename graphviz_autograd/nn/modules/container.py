"""Modules that hold other modules in order or by name."""

from __future__ import annotations

from collections import OrderedDict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..parameter import Parameter
from .module import Module, indented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Self

    from ...engine.tensor import Tensor


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
        """Add modules at the end and return this one."""
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

    def forward(self, input: Any) -> Any:
        """Return the output of the last module."""
        for module in self:
            input = module(input)
        return input


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
        """Add modules, or replace those of the same name."""
        for key, module in dict(modules).items():
            self[key] = module

    def pop(self, key: str) -> Any:
        """Remove a module and return it."""
        return self._modules.pop(key)

    def clear(self) -> None:
        """Remove all modules."""
        self._modules.clear()


class ParameterList(Module):
    """A list of parameters, all known to the module that has it."""

    def __init__(self, values: Iterable[Tensor] | None = None) -> None:
        super().__init__()
        self.extend(values or ())

    def __getitem__(self, index: Any) -> Any:
        found = list(self._parameters.values())[index]
        return type(self)(found) if isinstance(index, slice) else found

    def __setitem__(self, index: int, value: Tensor) -> None:
        own = value if isinstance(value, Parameter) else Parameter(value)
        self.register_parameter(list(self._parameters)[index], own)

    def __iadd__(self, values: Iterable[Tensor]) -> Self:
        return self.extend(values)

    def __len__(self) -> int:
        return len(self._parameters)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._parameters.values())

    def append(self, value: Tensor) -> Self:
        """Add a tensor, as a parameter, at the end and return this module."""
        own = value if isinstance(value, Parameter) else Parameter(value)
        self.register_parameter(str(len(self)), own)
        return self

    def extend(self, values: Iterable[Tensor]) -> Self:
        """Add tensors, as parameters, at the end and return this module."""
        for value in values:
            self.append(value)
        return self

    def extra_repr(self) -> str:
        """Return the type and size of each parameter."""
        return "\n".join(
            f"  ({name}): Parameter containing: [{one.dtype} of size "
            f"{'x'.join(map(str, one.shape))}]"
            for name, one in self._parameters.items()
            if one is not None
        )


class ParameterDict(Module):
    """A dictionary of parameters, all known to the module that has it."""

    def __init__(self, parameters: Mapping[str, Tensor] | None = None) -> None:
        super().__init__()
        self.update(parameters or {})

    def __getitem__(self, key: str) -> Any:
        return self._parameters[key]

    def __setitem__(self, key: str, value: Tensor) -> None:
        own = value if isinstance(value, Parameter) else Parameter(value)
        self.register_parameter(key, own)

    def __delitem__(self, key: str) -> None:
        del self._parameters[key]

    def __len__(self) -> int:
        return len(self._parameters)

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __contains__(self, key: str) -> bool:
        return key in self._parameters

    def keys(self) -> Iterable[str]:
        """Return the names."""
        return self._parameters.keys()

    def values(self) -> Iterable[Any]:
        """Return the parameters."""
        return self._parameters.values()

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return names and parameters."""
        return self._parameters.items()

    def update(self, parameters: Mapping[str, Tensor]) -> None:
        """Add tensors, as parameters, or replace those of the same name."""
        for key, value in parameters.items():
            self[key] = value

    def extra_repr(self) -> str:
        """Return the type and size of each parameter."""
        return "\n".join(
            f"  ({name}): Parameter containing: [{one.type()} of size "
            f"{'x'.join(map(str, one.shape))}]"
            for name, one in self._parameters.items()
            if one is not None
        )
