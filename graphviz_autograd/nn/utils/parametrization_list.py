"""The modules by which one parameter is computed, and what it is computed of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...engine.grad_mode import no_grad
from ...engine.tensor import Tensor
from ..modules.container import ModuleList
from ..modules.module import Module
from ..parameter import Parameter


class ParametrizationList(ModuleList):
    """Modules called one after the other, on ``original`` or on ``original0``, ``original1``, ...

    Args:
        modules: the modules.
        original: the tensor as it was.
        unsafe: let the modules change its element type and shape.

    Attributes:
        is_tensor: whether the first module takes one tensor.
        ntensors: how many it takes.

    Raises:
        ValueError: if there are no modules, or a tensor changes in a way that it may not.

    """

    def __init__(self, modules: Iterable[Module], original: Tensor, unsafe: bool = False) -> None:
        super().__init__(modules)
        if not len(self):
            raise ValueError("ParametrizationList requires one or more modules.")
        self.unsafe = unsafe
        shape, kind = original.shape, original.dtype
        new = self._inverted(original)
        if not isinstance(new, (Tensor, Sequence)):
            raise ValueError(
                "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                f"Got {type(new).__name__}"
            )
        self.is_tensor = isinstance(new, Tensor)
        self.ntensors = 1 if self.is_tensor else len(new)
        if isinstance(new, Tensor):
            self._take_one(original, new)
        else:
            self._take_several(original, new)
        if not unsafe:
            _check_result(self(), shape, kind)

    def _inverted(self, value: Any) -> Any:
        with no_grad():
            for module in reversed([*self]):
                if hasattr(module, "right_inverse"):
                    try:
                        value = module.right_inverse(value)
                    except NotImplementedError:
                        continue
        return value

    def _take_one(self, original: Tensor, new: Tensor) -> None:
        if original.dtype != new.dtype:
            raise ValueError(
                "When `right_inverse` outputs one tensor, it may not change the dtype.\n"
                f"original.dtype: {original.dtype}\nright_inverse(original).dtype: {new.dtype}"
            )
        original.data = new.detach()
        registered(self, "original", original)

    def _take_several(self, original: Tensor, new: Sequence[Any]) -> None:
        for number, one in enumerate(new):
            if not isinstance(one, Tensor):
                raise ValueError(
                    "'right_inverse' must return a Tensor or a Sequence of tensors (list, "
                    f"tuple...). Got element {number} of the sequence with type "
                    f"{type(one).__name__}."
                )
            learns = original.requires_grad
            made = Parameter(one, learns) if isinstance(original, Parameter) else one
            registered(self, f"original{number}", made.requires_grad_(learns))

    @property
    def _originals(self) -> list[Any]:
        if self.is_tensor:
            return [self.original]
        return [getattr(self, f"original{number}") for number in range(self.ntensors)]

    @no_grad()
    def right_inverse(self, value: Any) -> None:
        """Set what is computed of, so that ``value`` comes out.

        Raises:
            RuntimeError: if a module has no inverse.
            ValueError: if it returns something that does not fit.

        """
        for module in reversed([*self]):
            if not hasattr(module, "right_inverse"):
                raise RuntimeError(
                    f"parametrization {type(module).__name__} does not implement right_inverse."
                )
            value = module.right_inverse(value)
        if self.is_tensor:
            self._set_one(value)
        else:
            self._set_several(value)

    def _set_one(self, value: Any) -> None:
        if not isinstance(value, Tensor):
            raise ValueError(f"`right_inverse` should return a tensor. Got {type(value).__name__}")
        if value.dtype != self.original.dtype:
            raise ValueError(
                f"The tensor returned by `right_inverse` has dtype {value.dtype} while `original` "
                f"has dtype {self.original.dtype}"
            )
        self.original.data = value.detach()

    def _set_several(self, value: Any) -> None:
        if not isinstance(value, Sequence):
            kind = type(value).__name__
            raise ValueError(f"'right_inverse' must return a sequence of tensors. Got {kind}.")
        if len(value) != self.ntensors:
            raise ValueError(
                f"'right_inverse' must return a sequence of tensors of length {self.ntensors}. Got "
                f"a sequence of length {len(value)}."
            )
        for number, (own, one) in enumerate(zip(self._originals, value, strict=True)):
            if own.dtype != one.dtype:
                raise ValueError(
                    f"Tensor {number} returned by `right_inverse` has dtype {one.dtype} while "
                    f"`original{number}` has dtype {own.dtype}"
                )
            own.data = one.detach()

    def forward(self) -> Any:
        """Return the tensor."""
        first, *others = self
        value = first(*self._originals)
        for module in others:
            value = module(value)
        return value


def registered(module: Module, name: str, tensor: Any) -> None:
    """Make a tensor a parameter of a module if it is one, and a buffer otherwise."""
    if isinstance(tensor, Parameter):
        module.register_parameter(name, tensor)
    else:
        module.register_buffer(name, tensor)


def _check_result(value: Any, shape: Any, kind: Any) -> None:
    if not isinstance(value, Tensor):
        raise ValueError(f"A parametrization must return a tensor. Got {type(value).__name__}.")
    for what, before, after in (("dtype", kind, value.dtype), ("shape", shape, value.shape)):
        if before != after:
            raise ValueError(
                f"Registering a parametrization may not change the {what} of the tensor, unless "
                f"`unsafe` flag is enabled.\nunparametrized {what}: {before}\n"
                f"parametrized {what}: {after}"
            )


def check_same(back: Any, tensor: Any, name: str) -> None:
    """Raise unless an inverse gives a tensor of the same type and shape.

    Raises:
        ValueError: saying which differs.

    """
    if not isinstance(back, Tensor):
        raise ValueError(
            f"parametrization.right_inverse must return a tensor. Got: {type(back).__name__}"
        )
    for what in ("dtype", "shape"):
        one, other = getattr(tensor, what), getattr(back, what)
        if one != other:
            raise ValueError(
                f"The tensor returned by parametrization.right_inverse must have the same {what} "
                f"as module.{name}, unless the `unsafe` flag is enabled.\nmodule.{name}.{what}: "
                f"{one}\nreturned {what}: {other}"
            )
