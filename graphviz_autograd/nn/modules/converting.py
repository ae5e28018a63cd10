"""The tensors of a module converted to another element type, in place."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from ...engine.creation_like import empty_like
from ...engine.device import device as as_device
from ...engine.dtypes import dtype
from ...engine.grad_mode import no_grad
from ...engine.tensor import Tensor
from ..parameter import is_lazy
from .loading import Stateful
from .registry import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from ...engine.memory_format import MemoryFormat


class Convertible(Stateful):
    """``to`` and its kin."""

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Self:
        """Replace the data of parameters and gradients, and the buffers, by ``fn`` of them."""
        for child in self.children() if recurse else ():
            child._apply(fn)
        for _, one in tables_of(self, "_parameters"):
            _convert(one, fn)
        for name, buffer in tables_of(self, "_buffers"):
            self._buffers[name] = buffer.converted(fn) if is_lazy(buffer) else fn(buffer)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Convert floating-point parameters and buffers as ``Tensor.to`` does; return the module.

        A format is that of the tensors with four or five dimensions.

        Raises:
            TypeError: for a type that is not floating-point.
            RuntimeError: if a copy is asked for, or a format does not fit a tensor.
            NotImplementedError: for a device that is not the CPU.

        """
        if kwargs.get("copy"):
            raise RuntimeError(".to() does not accept copy argument")
        kind = _element_type(args, kwargs)
        if kind is not None and not kind.is_floating_point:
            raise TypeError(
                f"nn.Module.to only accepts floating point or complex dtypes, but got desired "
                f"dtype={kind}"
            )
        order = kwargs.get("memory_format")
        return self._apply(lambda one: _converted(one, kind, order))

    def type(self, dst_type: Any) -> Self:
        """Convert all parameters and buffers to a type, and return the module."""
        return self._apply(lambda one: one.type(dst_type))

    def float(self) -> Self:
        """Convert floating-point parameters and buffers to float32, and return the module."""
        return self._apply(lambda one: one.float() if one.is_floating_point() else one)

    def double(self) -> Self:
        """Convert floating-point parameters and buffers to float64, and return the module."""
        return self._apply(lambda one: one.double() if one.is_floating_point() else one)

    def half(self) -> Self:
        """Convert floating-point parameters and buffers to float16, and return the module."""
        return self._apply(lambda one: one.half() if one.is_floating_point() else one)

    def bfloat16(self) -> Self:
        """Refuse: NumPy has no such type.

        Raises:
            NotImplementedError: always.

        """
        raise NotImplementedError("bfloat16 is not supported: NumPy has no such type")

    def to_empty(self, *, device: Any, recurse: bool = True) -> Self:
        """Replace parameters and buffers by ones whose numbers are still to be set.

        Raises:
            NotImplementedError: for a device that is not the CPU.

        """
        if device is not None:
            as_device(device)
        return self._apply(empty_like, recurse)

    def cpu(self) -> Self:
        """Return the module itself: it is on the CPU."""
        return self

    def cuda(self, device: Any = None) -> Self:
        """Refuse: tensors are on the CPU.

        Raises:
            NotImplementedError: always.

        """
        asked = "cuda" if device is None else device
        raise NotImplementedError(f"device {asked} is not supported: tensors are on the CPU")

    def share_memory(self) -> Self:
        """Return the module itself: it is shared with threads as it is.

        Raises:
            RuntimeError: if a parameter or buffer has no shape yet.

        """
        for one in (*self.parameters(), *self.buffers()):
            if is_lazy(one):
                one.share_memory_()
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of all parameters, or fill them with zeros.

        Warns:
            UserWarning: that it has no effect on a replica.

        """
        if self.__dict__.get("_is_replica", False):
            warnings.warn(_REPLICA, stacklevel=2)
        super().zero_grad(set_to_none)


_REPLICA = (
    "Calling .zero_grad() from a module created with nn.DataParallel() has no effect. The "
    "parameters are copied (in a differentiable manner) from the original module. This means they "
    "are not leaf nodes in autograd and so don't accumulate gradients. If you need gradients in "
    "your forward method, consider using autograd.grad instead."
)


def _convert(one: Any, fn: Callable[[Tensor], Tensor]) -> None:
    """Replace the data of a parameter and of its gradient; one without data takes the type."""
    if is_lazy(one):
        one.converted(fn)
        return
    grad = one.grad
    with no_grad():
        one.data = fn(one)
        if grad is not None:
            one.grad = None
            grad.data = fn(grad)
            one.grad = grad


def _converted(one: Tensor, kind: dtype | None, order: MemoryFormat | None) -> Tensor:
    kind = kind if one.is_floating_point() else None
    order = order if one.dim() in (4, 5) else None
    converted: Tensor = one.to(one.dtype if kind is None else kind, memory_format=order)
    return converted


def _element_type(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the element type among the arguments of ``to``, once the device is the CPU."""
    given = [*args, *(kwargs.get(name) for name in ("device", "dtype", "tensor"))]
    kinds = [one.dtype if isinstance(one, Tensor) else one for one in given]
    for one in given:
        if isinstance(one, (str, as_device)):
            as_device(one)
    return next((one for one in kinds if isinstance(one, dtype)), None)
