"""Modules that are one function and its constant arguments."""

from __future__ import annotations

import inspect
from types import FunctionType
from typing import Any, ClassVar

from .. import functional as F  # noqa: N812  (what everybody calls it)
from .module import Module


class FunctionModule(Module):
    """Calls a function of ``nn.functional`` with what the module was made with.

    Subclasses say which, and the arguments with their defaults.
    """

    function: ClassVar[str]
    # The arguments by position, with their defaults; ... where there is none.
    arguments: ClassVar[dict[str, Any]] = {}
    # Those that the text of a module leaves out where they have their default.
    quiet: ClassVar[tuple[str, ...]] = ("inplace",)
    # Those that the text of a module never shows.
    hidden: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        for name, value in self._bound(args, kwargs).items():
            setattr(self, name, value)

    @classmethod
    def _bound(cls, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        names = list(cls.arguments)
        for name in kwargs:
            if name not in names:
                raise TypeError(f"{cls.__name__}() got an unexpected keyword argument '{name}'")
        if len(args) > len(names):
            raise TypeError(f"{cls.__name__}() takes {len(names)} arguments, not {len(args)}")
        found = {**cls.arguments, **dict(zip(names, args, strict=False)), **kwargs}
        for name, value in found.items():
            if value is ...:
                raise TypeError(f"{cls.__name__}() is missing its argument '{name}'")
        return found

    def options(self) -> dict[str, Any]:
        """Return what the function is called with besides its input."""
        return {name: getattr(self, name) for name in self.arguments}

    def forward(self, *inputs: Any, **named: Any) -> Any:
        """Return what the function does to the input.

        Raises:
            TypeError: for other inputs than the function has.

        """
        try:
            return self._function()(*inputs, **named, **self.options())
        except TypeError:
            self._taking_inputs()(self, *inputs, **named)  # which says so of its own name
            raise

    def _taking_inputs(self) -> Any:
        """Return a function of the inputs that does nothing."""
        parameters = inspect.signature(self._function()).parameters.values()
        inputs = [one.name for one in parameters if one.default is one.empty]
        names = ("self", *(one for one in inputs if one not in self.arguments))
        code = (lambda: None).__code__
        code = code.replace(co_argcount=len(names), co_nlocals=len(names), co_varnames=names)
        taking = FunctionType(code, {})
        taking.__qualname__ = f"{type(self).__name__}.forward"
        return taking

    def _function(self) -> Any:
        return getattr(F, self.function)

    def extra_repr(self) -> str:
        """Return the arguments."""
        return ", ".join(
            f"{name}={value}"
            for name, value in self.options().items()
            if name not in self.hidden
            and not (name in self.quiet and value == self.arguments[name])
        )
