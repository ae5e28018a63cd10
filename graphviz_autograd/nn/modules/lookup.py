"""Parts of a module by their dotted names."""

from __future__ import annotations

from typing import Any

from ...engine.tensor import Tensor
from ..parameter import Parameter
from .registry import Registry


class Addressable(Registry):
    """``get_submodule`` and its kin."""

    def get_submodule(self, target: str) -> Any:
        """Return the module of a dotted name.

        Raises:
            AttributeError: if there is none.

        """
        module: Any = self
        for name in target.split(".") if target else ():
            module = _member(module, name)
            if not isinstance(module, Registry):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def set_submodule(self, target: str, module: Any, strict: bool = False) -> None:
        """Put a module in the place of a dotted name.

        Args:
            target: the name.
            module: the module.
            strict: raise unless there is one already.

        Raises:
            ValueError: without a name, or if it is no module.
            AttributeError: if the place does not exist or is no module.

        """
        if not target:
            raise ValueError("Cannot set the submodule without a target name!")
        if not isinstance(module, Registry):
            raise ValueError(f"`module` is not an nn.Module, found {type(module)}")
        path, _, name = target.rpartition(".")
        parent = self.get_submodule(path)
        if strict or hasattr(parent, name):
            parent.get_submodule(name)
        setattr(parent, name, module)

    def get_parameter(self, target: str) -> Any:
        """Return the parameter of a dotted name.

        Raises:
            AttributeError: if there is none.

        """
        path, _, name = target.rpartition(".")
        found = _member(self.get_submodule(path), name)
        if not isinstance(found, Parameter):
            raise AttributeError(f"`{name}` is not an nn.Parameter")
        return found

    def get_buffer(self, target: str) -> Tensor:
        """Return the buffer of a dotted name.

        Raises:
            AttributeError: if there is none.

        """
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        found: Tensor = _member(module, name)
        if name not in module._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return found


def _member(module: Any, name: str) -> Any:
    if not hasattr(module, name):
        raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
    return getattr(module, name)
