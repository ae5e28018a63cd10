"""``torch.nn.utils.parametrize``: parameters computed of others whenever they are read."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ...engine.grad_mode import no_grad
from ...engine.tensor import Tensor
from ..modules.container import ModuleDict
from ..modules.module import Module
from ..parameter import Parameter
from .parametrization_list import ParametrizationList, check_same, registered

__all__ = [
    "ParametrizationList",
    "cached",
    "is_parametrized",
    "register_parametrization",
    "remove_parametrizations",
    "type_before_parametrizations",
]

_NOT_SAVED = (
    "Serialization of parametrized modules is only supported through state_dict(). See:\n"
    "https://pytorch.org/tutorials/beginner/saving_loading_models.html"
    "#saving-loading-a-general-checkpoint-for-inference-and-or-resuming-training"
)
# What was computed inside of ``cached``, by module and name, for each such block that is open.
_caches: list[dict[tuple[Module, str], Any]] = []


@contextmanager
def cached() -> Iterator[None]:
    """Compute each parameter once only within a ``with`` block."""
    _caches.append(_caches[-1] if _caches else {})
    try:
        yield
    finally:
        _caches.pop()


def register_parametrization(
    module: Module, tensor_name: str, parametrization: Module, *, unsafe: bool = False
) -> Module:
    """Compute a parameter or buffer by another module, of what is a parameter from then on.

    Args:
        module: the module, whose class is one of its own from then on; it is returned.
        tensor_name: the name of the parameter or buffer.
        parametrization: a module from the new parameter to the tensor. If it has a method
            ``right_inverse``, the new parameter starts as that of the tensor.
        unsafe: let it change the element type and the shape.

    Raises:
        ValueError: if there is no such tensor, or the type or shape changes.

    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        listed = module.parametrizations[tensor_name]
        if not unsafe:
            _check_another(module, tensor_name, parametrization)
        listed.append(parametrization)
        listed.unsafe |= unsafe
        return module
    if tensor_name not in module._buffers and tensor_name not in module._parameters:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    original = getattr(module, tensor_name)
    listed = ParametrizationList([parametrization], original, unsafe=unsafe)
    delattr(module, tensor_name)
    if not is_parametrized(module):
        module.__class__ = _own_class(type(module))
        module.parametrizations = ModuleDict()
    setattr(type(module), tensor_name, _computed(tensor_name))
    module.parametrizations[tensor_name] = listed
    return module


def _check_another(module: Module, name: str, parametrization: Any) -> None:
    """Raise unless one more parametrization leaves the type and shape."""
    before = getattr(module, name)
    after = parametrization(before)
    if not isinstance(after, Tensor):
        raise ValueError(f"A parametrization must return a tensor. Got {type(after).__name__}.")
    for what in ("dtype", "shape"):
        one, other = getattr(before, what), getattr(after, what)
        if one != other:
            raise ValueError(
                f"Registering a parametrization may not change the {what} of the tensor, unless "
                f"the `unsafe` flag is enabled.\nmodule.{name}.{what}: {one}\n"
                f"parametrization(module.{name}).{what}: {other}"
            )
    if hasattr(parametrization, "right_inverse"):
        try:
            back = parametrization.right_inverse(after)
        except NotImplementedError:
            return
        check_same(back, before, name)


def _own_class(kind: type) -> type:
    """Return a subclass, for one module only, to which properties are added."""

    def refuse(self: Any) -> Any:  # noqa: ARG001
        raise RuntimeError(_NOT_SAVED)

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        twin = memo[id(self)] = object.__new__(type(self))
        twin.__dict__ = copy.deepcopy(self.__dict__, memo)
        return twin

    methods = {"__getstate__": refuse, "__deepcopy__": copied}
    return type(f"Parametrized{kind.__name__}", (kind,), methods)


def _computed(name: str) -> property:
    def read(self: Any) -> Any:
        if not _caches:
            return self.parametrizations[name]()
        known = _caches[-1]
        if (self, name) not in known:
            known[self, name] = self.parametrizations[name]()
        return known[self, name]

    def write(self: Any, value: Any) -> None:
        self.parametrizations[name].right_inverse(value)

    return property(read, write)


def is_parametrized(module: Module, tensor_name: str | None = None) -> bool:
    """Return whether a tensor of a module, or any, is computed by other modules."""
    found = getattr(module, "parametrizations", None)
    if not isinstance(found, ModuleDict):
        return False
    return len(found) > 0 if tensor_name is None else tensor_name in found


def remove_parametrizations(
    module: Module, tensor_name: str, leave_parametrized: bool = True
) -> Module:
    """Make a tensor a parameter or buffer again, and return the module.

    Args:
        module: the module.
        tensor_name: the name of the tensor.
        leave_parametrized: keep it as it was computed last, in the place of what it was computed
            of.

    Raises:
        ValueError: if it is not computed, or it is of several tensors and these are to be kept.

    """
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    listed = module.parametrizations[tensor_name]
    if listed.is_tensor:
        original = listed.original
        if leave_parametrized:
            with no_grad():
                original.data = getattr(module, tensor_name).detach()
    elif leave_parametrized:
        value = getattr(module, tensor_name)
        original = Parameter(value) if value.requires_grad else value
    else:
        raise ValueError(
            "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is "
            "parametrized in terms of a sequence of tensors."
        )
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    registered(module, tensor_name, original)
    if not is_parametrized(module):
        del module.parametrizations
        module.__class__ = type(module).__bases__[0]
    return module


def type_before_parametrizations(module: Module) -> type:
    """Return the class of a module, or what it was before its tensors were computed."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)
