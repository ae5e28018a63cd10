"""What a module consists of: parameters, buffers and other modules, under the names they have."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

from ...engine.tensor import Tensor
from ..parameter import Buffer, Parameter
from .registration_hooks import registered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .module import Module


_TABLES = ("_parameters", "_buffers", "_modules")


class Registry:
    """Attributes that are parameters, buffers or modules, kept apart from all others."""

    _parameters: dict[str, Parameter | None]
    _buffers: dict[str, Tensor | None]
    _modules: dict[str, Module | None]
    _non_persistent_buffers_set: set[str]

    def __init__(self) -> None:
        for name in _TABLES:
            object.__setattr__(self, name, {})
        object.__setattr__(self, "_non_persistent_buffers_set", set())

    def __getattr__(self, name: str) -> Any:
        for table in self._tables():
            if name in table:
                return table[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        parameters, buffers, modules = self._tables()
        if isinstance(value, Parameter):
            self._require("_parameters", "parameters")
            self._forget(name, "_parameters")
            self.register_parameter(name, value)
        elif name in parameters:
            _check(value is None, name, value, "parameter", "torch.nn.Parameter")
            self.register_parameter(name, None)
        elif isinstance(value, Registry):
            self._require("_modules", "module")
            self._forget(name, "_modules")
            self._modules[name] = registered("module", self, name, value)
        elif name in modules:
            _check(value is None, name, value, "child module", "torch.nn.Module")
            self._modules[name] = registered("module", self, name, None)
        elif isinstance(value, Buffer) or name in buffers:
            _check(_is_tensor(value), name, value, "buffer", "torch.nn.Buffer, torch.Tensor")
            self._require("_buffers", "buffer")
            self._set_buffer(name, value)
        else:
            object.__setattr__(self, name, value)

    def _set_buffer(self, name: str, value: Tensor | None) -> None:
        """Register a buffer, also with a ``register_buffer`` of the program's own."""
        persistent = name not in self._non_persistent_buffers_set
        if isinstance(value, Buffer):
            persistent = value.persistent
        if type(self).register_buffer is Registry.register_buffer or _takes_persistent(self):
            self.register_buffer(name, value, persistent)
        elif persistent:
            self.register_buffer(name, value)
        else:
            raise RuntimeError(
                "Registering a non-persistent buffer on a Module subclass that implements "
                "register_buffer() without the persistent argument is not allowed."
            )

    def __delattr__(self, name: str) -> None:
        for table in self._tables():
            if name in table:
                del table[name]
                self._non_persistent_buffers_set.discard(name)
                return
        object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        names = [name for table in self._tables() for name in table if name.isidentifier()]
        return sorted({*object.__dir__(self), *names})

    def _tables(self) -> tuple[dict[str, Any], ...]:
        own = self.__dict__
        return tuple(own.get(name, {}) for name in _TABLES)

    def _forget(self, name: str, kept: str) -> None:
        """Take a name out of every table but one, where its place in the order stays."""
        own = self.__dict__
        for table in (own, *(own[one] for one in _TABLES if one in own and one != kept)):
            table.pop(name, None)
        self.__dict__.get("_non_persistent_buffers_set", set()).discard(name)

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """Make a tensor, or None for one that is absent, a parameter under a name.

        Raises:
            AttributeError: before ``Module.__init__`` was called.
            TypeError: if it is neither.
            KeyError: if the name is taken, empty, or has a dot.
            ValueError: if it has a ``grad_fn``.

        """
        self._check_name("parameter", "_parameters", name)
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{type_name(param)}' object to parameter '{name}' "
                "(torch.nn.Parameter or None required)"
            )
        if param is not None and param.grad_fn is not None:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be "
                f"created explicitly. To express '{name}' as a function of another Tensor, compute "
                "the value in the forward() method."
            )
        self._parameters[name] = (
            None if param is None else registered("parameter", self, name, param)
        )

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Make a tensor that does not learn part of the module, and of its state if asked.

        Raises:
            AttributeError: before ``Module.__init__`` was called.
            TypeError: if it is neither a tensor nor None.
            KeyError: if the name is taken, empty, or has a dot.

        """
        self._check_name("buffer", "_buffers", name)
        if not _is_tensor(tensor):
            raise TypeError(
                f"cannot assign '{type_name(tensor)}' object to buffer '{name}' "
                "(torch Tensor or None required)"
            )
        self._buffers[name] = registered("buffer", self, name, tensor)
        (
            self._non_persistent_buffers_set.discard
            if persistent
            else self._non_persistent_buffers_set.add
        )(name)

    def add_module(self, name: str, module: Module | None) -> None:
        """Make a module, or None for one that is absent, a part of this one.

        Raises:
            AttributeError: before ``Module.__init__`` was called.
            TypeError: if it is neither.
            KeyError: if the name is taken, empty, or has a dot.

        """
        if module is not None and not isinstance(module, Registry):
            raise TypeError(f"{type_name(module)} is not a Module subclass")
        self._check_name("module", "_modules", name)
        self._modules[name] = registered("module", self, name, module)

    register_module = add_module

    def _require(self, table: str, what: str) -> None:
        if table not in self.__dict__:
            raise AttributeError(f"cannot assign {what} before Module.__init__() call")

    def _check_name(self, what: str, table: str, name: Any) -> None:
        self._require(table, what)
        if not isinstance(name, str):
            raise TypeError(f"{what} name should be a string. Got {type_name(name)}")
        if "." in name:
            got = f", got: {name}" if what == "module" else ""
            raise KeyError(f'{what} name can\'t contain "."{got}')
        if not name:
            raise KeyError(f'{what} name can\'t be empty string ""')
        if hasattr(self, name) and name not in self.__dict__[table]:
            raise KeyError(f"attribute '{name}' already exists")


def _takes_persistent(module: Registry) -> bool:
    return "persistent" in signature(module.register_buffer).parameters


def _check(allowed: bool, name: str, value: Any, what: str, wanted: str) -> None:
    if not allowed:
        raise TypeError(
            f"cannot assign '{type_name(value)}' as {what} '{name}' ({wanted} or None expected)"
        )


def _is_tensor(value: Any) -> bool:
    return value is None or isinstance(value, Tensor)


def type_name(value: Any) -> str:
    """Return the name of a type as PyTorch writes it."""
    if isinstance(value, Tensor):
        return str(value.type())
    home, name = type(value).__module__, type(value).__qualname__
    return name if home == "builtins" else f"{home.replace('graphviz_autograd', 'torch')}.{name}"


def tables_of(module: Registry, table: str) -> Iterator[tuple[str, Any]]:
    """Yield the names and members of one of a module's tables, those that are there."""
    members: dict[str, Any] = module.__dict__[table]
    yield from ((name, one) for name, one in members.items() if one is not None)
