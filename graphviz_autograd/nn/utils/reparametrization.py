"""What weight and spectral normalisation share: a weight computed before each call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.grad_mode import no_grad
from ..parameter import Parameter

if TYPE_CHECKING:
    from ..modules.module import Module


class Reparametrization:
    """A hook that computes the attribute ``name`` of a module of other parameters."""

    what: str

    def __init__(self, name: str) -> None:
        self.name = name

    def compute(self, module: Module, learning: bool) -> Any:
        """Return the weight."""
        raise NotImplementedError

    def forget(self, module: Module) -> None:
        """Take the parts of the weight out of the module."""
        raise NotImplementedError

    def __call__(self, module: Module, inputs: Any) -> None:  # noqa: ARG002
        """Compute the weight before a call."""
        object.__setattr__(module, self.name, self.compute(module, module.training))

    def attach(self, module: Module) -> None:
        """Compute the weight now and before each call."""
        self(module, ())
        module.register_forward_pre_hook(self)

    def check(self, module: Module) -> None:
        """Raise if this is done already.

        Raises:
            RuntimeError: naming the parameter.

        """
        if _found(module, type(self), self.name):
            raise RuntimeError(
                f"Cannot register two {self.what} hooks on the same parameter {self.name}"
            )


def _found(module: Module, kind: type[Reparametrization], name: str) -> list[Any]:
    hooks = module._forward_pre_hooks
    return [key for key, one in hooks.items() if isinstance(one, kind) and one.name == name]


def removed(module: Module, kind: type[Reparametrization], name: str) -> Module:
    """Make a weight a parameter again, and return the module.

    Raises:
        ValueError: if it is computed in no such way.

    """
    keys = _found(module, kind, name)
    if not keys:
        raise ValueError(f"{kind.what} of '{name}' not found in {module}")
    how: Any = module._forward_pre_hooks.pop(keys[0])
    with no_grad():
        weight = how.compute(module, False)
    object.__delattr__(module, name)
    how.forget(module)
    module.register_parameter(name, Parameter(weight.detach()))
    return module
