"""Module: the base of everything that holds parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calling import ForwardHooks
from .state import Stateful

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from ...engine.dtypes import dtype
    from ...engine.hooks import RemovableHandle
    from ...engine.tensor import Tensor


class Module(Stateful):
    """Base of all modules.

    A subclass calls ``super().__init__()``, assigns parameters and modules to attributes, and
    defines ``forward``; calling the module calls it.

    Attributes:
        training: whether the module behaves as in training.

    """

    training: bool

    def __init__(self) -> None:
        super().__init__()
        self.training = True
        self._forward_hooks = ForwardHooks()

    def forward(self, *_: Any) -> Any:
        """Compute the output; to be defined by the subclass."""
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function'
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what ``forward`` returns, after the hooks before and after it."""
        hooks = self._forward_hooks
        if not hooks:
            return self.forward(*args, **kwargs)
        return hooks.call(self, args, kwargs)

    def register_forward_pre_hook(
        self, hook: Callable[..., Any], *, prepend: bool = False, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, args)`` before ``forward``; it may replace the arguments."""
        hooks = self._forward_hooks
        return hooks.add(hooks.before, hook, prepend, with_kwargs)

    def register_forward_hook(
        self,
        hook: Callable[..., Any],
        *,
        prepend: bool = False,
        with_kwargs: bool = False,
        always_call: bool = False,
    ) -> RemovableHandle:
        """Call ``hook(module, args, output)`` after ``forward``; it may replace the output.

        Args:
            hook: the function.
            prepend: call it before those that are there already.
            with_kwargs: give it the keyword arguments too, before the output.
            always_call: call it, with None, also if ``forward`` raised.

        """
        hooks = self._forward_hooks
        handle = hooks.add(hooks.after, hook, prepend, with_kwargs)
        if always_call:
            handle.join(hooks.always)
        return handle

    def register_full_backward_pre_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, grad_output)`` in a backward; it may replace these gradients."""
        hooks = self._forward_hooks
        return hooks.add(hooks.full_before, hook, prepend)

    def register_full_backward_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, grad_input, grad_output)`` in a backward.

        It may return other gradients of the inputs. The inputs and outputs of the module then go
        through a node ``BackwardHookFunctionBackward``.
        """
        hooks = self._forward_hooks
        return hooks.add(hooks.full, hook, prepend)

    def register_backward_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Refuse: PyTorch too says that its hooks of old are often wrong.

        Raises:
            NotImplementedError: always, naming what to use.

        """
        raise NotImplementedError(
            "register_backward_hook is deprecated in PyTorch and not supported here; use "
            "register_full_backward_hook"
        )

    # ---- element types ---------------------------------------------------------------------

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Convert floating-point parameters and buffers as ``Tensor.to`` does; return the module.

        Raises:
            TypeError: for a type that is not floating-point.

        """
        kind = kwargs.get("dtype", next((one for one in args if hasattr(one, "legacy")), None))
        if kind is not None and not kind.is_floating_point:
            raise TypeError(
                f"nn.Module.to only accepts floating point or complex dtypes, but got desired "
                f"dtype={kind}"
            )
        return self._convert(lambda one: one.to(*args, **kwargs))

    def type(self, dst_type: dtype) -> Self:
        """Convert all parameters and buffers to a type, and return the module."""
        return self._convert(lambda one: one.to(dst_type), floating_only=False)

    def float(self) -> Self:
        """Convert floating-point parameters and buffers to float32, and return the module."""
        return self._convert(lambda one: one.float())

    def double(self) -> Self:
        """Convert floating-point parameters and buffers to float64, and return the module."""
        return self._convert(lambda one: one.double())

    def half(self) -> Self:
        """Convert floating-point parameters and buffers to float16, and return the module."""
        return self._convert(lambda one: one.half())

    def cpu(self) -> Self:
        """Return the module itself: it is on the CPU."""
        return self

    def _convert(self, convert: Callable[[Tensor], Tensor], floating_only: bool = True) -> Self:
        for one in (*self.parameters(), *self.buffers()):
            if one.is_floating_point() or not floating_only:
                one.data = convert(one.data)
                if one.grad is not None:
                    grad, one.grad = one.grad, None
                    one.grad = convert(grad.data)
        return self

    # ---- text ------------------------------------------------------------------------------

    def _get_name(self) -> str:
        return self.__class__.__name__

    def extra_repr(self) -> str:
        """Return what stands between the parentheses besides the modules in this one."""
        return ""

    def __repr__(self) -> str:
        extra = self.extra_repr()
        lines = [*extra.split("\n")] if extra else []
        children = [f"({name}): {indented(repr(one))}" for name, one in self._modules.items()]
        if len(lines) <= 1 and not children:
            return f"{self._get_name()}({extra})"
        inside = "\n  ".join([*lines, *children])
        return f"{self._get_name()}(\n  {inside}\n)"


def indented(text: str) -> str:
    """Return the text of a module with all lines but the first indented."""
    return text.replace("\n", "\n  ")
