"""Module: the base of everything that holds parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.hooks import Hooks, added
from .calling import call_with_hooks
from .converting import Convertible
from .global_hooks import GlobalHooks
from .registration_hooks import (
    register_module_buffer_registration_hook,
    register_module_module_registration_hook,
    register_module_parameter_registration_hook,
)
from .registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...engine.hooks import RemovableHandle

__all__ = [
    "Module",
    "register_module_backward_hook",
    "register_module_buffer_registration_hook",
    "register_module_forward_hook",
    "register_module_forward_pre_hook",
    "register_module_full_backward_hook",
    "register_module_full_backward_pre_hook",
    "register_module_module_registration_hook",
    "register_module_parameter_registration_hook",
]

# Under PyTorch's names, which tests of programs replace by empty ones.
_global_forward_pre_hooks = Hooks()
_global_forward_hooks = Hooks()
_global_forward_hooks_with_kwargs: dict[int, bool] = {}
_global_forward_hooks_always_called: dict[int, bool] = {}
_global_backward_pre_hooks = Hooks()
_global_backward_hooks = Hooks()
_global_is_full_backward_hook: bool | None = None

_MIXED = (
    "Cannot use both regular backward hooks and full backward hooks as a global Module hook. "
    "Please use only one of them."
)


def register_module_forward_pre_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, args)`` before every ``forward``; it may replace the arguments."""
    return added(_global_forward_pre_hooks, hook)


def register_module_forward_hook(
    hook: Callable[..., Any], *, with_kwargs: bool = False, always_call: bool = False
) -> RemovableHandle:
    """Call ``hook(module, args, output)`` after every ``forward``; it may replace the output.

    Args:
        hook: the function.
        with_kwargs: give it the keyword arguments too, before the output.
        always_call: call it, with None, also if ``forward`` raised.

    """
    groups = [_global_forward_hooks_with_kwargs] * with_kwargs
    groups += [_global_forward_hooks_always_called] * always_call
    return added(_global_forward_hooks, hook, groups)


def register_module_full_backward_pre_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, grad_output)`` in every module's backward; it may replace these."""
    return added(_global_backward_pre_hooks, hook)


def register_module_full_backward_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, grad_input, grad_output)`` in every module's backward.

    Raises:
        RuntimeError: if there was a hook of the old kind.

    """
    return _register_backward_hook(hook, True)


def register_module_backward_hook(hook: Callable[..., Any]) -> RemovableHandle:
    """Call ``hook(module, grad_input, grad_output)`` as the last node of a module ran.

    PyTorch keeps it for old programs: it does not see all gradients of most modules.

    Raises:
        RuntimeError: if there was a hook of the new kind.

    """
    return _register_backward_hook(hook, False)


def _register_backward_hook(hook: Callable[..., Any], full: bool) -> RemovableHandle:
    global _global_is_full_backward_hook
    if _global_is_full_backward_hook is (not full):
        raise RuntimeError(_MIXED)
    _global_is_full_backward_hook = full
    return added(_global_backward_hooks, hook)


def _global_hooks() -> GlobalHooks:
    return GlobalHooks(
        _global_forward_pre_hooks,
        _global_forward_hooks,
        _global_forward_hooks_with_kwargs,
        _global_forward_hooks_always_called,
        _global_backward_pre_hooks,
        _global_backward_hooks,
        _global_is_full_backward_hook,
    )


class Module(Convertible):
    """Base of all modules.

    A subclass calls ``super().__init__()``, assigns parameters and modules to attributes, and
    defines ``forward``; calling the module calls it.

    Attributes:
        training: whether the module behaves as in training.
        call_super_init: whether ``__init__`` passes its arguments on to the next class.

    """

    training: bool
    call_super_init: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not self.call_super_init:
            _refuse_arguments(type(self).__name__, args, kwargs)
        super().__init__()
        self.training = True
        if self.call_super_init:
            super(Registry, self).__init__(*args, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what ``forward`` returns, after the hooks before and after it."""
        if not (
            self._forward_hooks
            or self._forward_pre_hooks
            or self._backward_hooks
            or self._backward_pre_hooks
            or _global_forward_hooks
            or _global_forward_pre_hooks
            or _global_backward_hooks
            or _global_backward_pre_hooks
        ):
            return self.forward(*args, **kwargs)
        return call_with_hooks(self, _global_hooks(), args, kwargs)

    def compile(self, *_: Any, **__: Any) -> None:
        """Do nothing: a module runs as it is written."""

    def _replicate_for_data_parallel(self) -> Any:
        """Return another module of the same tensors, which are none of its parameters."""
        replica = self.__new__(type(self))
        replica.__dict__ = self.__dict__.copy()
        replica.__dict__.update(
            _parameters={},
            _buffers=self._buffers.copy(),
            _modules=self._modules.copy(),
            _is_replica=True,
        )
        return replica

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


def _refuse_arguments(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if kwargs:
        first = next(iter(kwargs))
        raise TypeError(f"{name}.__init__() got an unexpected keyword argument '{first}'")
    if args:
        raise TypeError(
            f"{name}.__init__() takes 1 positional argument but {len(args) + 1} were given"
        )


def indented(text: str) -> str:
    """Return the text of a module with all lines but the first indented, unless they are blank."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"  {line}" if line.strip() else "" for line in others)])
