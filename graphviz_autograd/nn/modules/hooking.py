"""The hooks of one module: on its call, its backward, and on saving and loading its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.hooks import Hooks, added
from .walking import Walkable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...engine.hooks import RemovableHandle

_HOOKS = (
    *("_forward_pre_hooks", "_forward_hooks", "_backward_pre_hooks", "_backward_hooks"),
    *("_state_dict_pre_hooks", "_state_dict_hooks"),
    *("_load_state_dict_pre_hooks", "_load_state_dict_post_hooks"),
)
_GROUPS = (
    *("_forward_pre_hooks_with_kwargs", "_forward_hooks_with_kwargs"),
    "_forward_hooks_always_called",
)
_MIXED = (
    "Cannot use both regular backward hooks and full backward hooks on a single Module. Please "
    "use only one of them."
)


def _add_missing(state: dict[str, Any]) -> None:
    """Give a module's state empty hooks of the kinds that it lacks."""
    for name in _HOOKS:
        state.setdefault(name, Hooks())
    for name in _GROUPS:
        state.setdefault(name, {})
    state.setdefault("_is_full_backward_hook", None)


class Hooked(Walkable):
    """Hooks under PyTorch's names, and what registers them."""

    _forward_pre_hooks: Hooks
    _forward_hooks: Hooks
    _backward_pre_hooks: Hooks
    _backward_hooks: Hooks
    _forward_pre_hooks_with_kwargs: dict[int, bool]
    _forward_hooks_with_kwargs: dict[int, bool]
    _forward_hooks_always_called: dict[int, bool]
    _is_full_backward_hook: bool | None

    def __init__(self) -> None:
        super().__init__()
        _add_missing(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what a module consists of, and empty hooks for those that are missing."""
        self.__dict__.update(state)
        _add_missing(self.__dict__)

    def forward(self, *_: Any) -> Any:
        """Compute the output; to be defined by the subclass."""
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function'
        )

    def register_forward_pre_hook(
        self, hook: Callable[..., Any], *, prepend: bool = False, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, args)`` before ``forward``; it may replace the arguments."""
        groups = [self._forward_pre_hooks_with_kwargs] * with_kwargs
        return added(self._forward_pre_hooks, hook, groups, prepend)

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
        groups = [self._forward_hooks_with_kwargs] * with_kwargs
        groups += [self._forward_hooks_always_called] * always_call
        return added(self._forward_hooks, hook, groups, prepend)

    def register_full_backward_pre_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, grad_output)`` in a backward; it may replace these gradients."""
        return added(self._backward_pre_hooks, hook, (), prepend)

    def register_full_backward_hook(
        self, hook: Callable[..., Any], prepend: bool = False
    ) -> RemovableHandle:
        """Call ``hook(module, grad_input, grad_output)`` in a backward.

        It may return other gradients of the inputs. The inputs and outputs of the module then go
        through a node ``BackwardHookFunctionBackward``.

        Raises:
            RuntimeError: if there was a hook of the old kind.

        """
        self._set_kind_of_backward_hooks(True)
        return added(self._backward_hooks, hook, (), prepend)

    def register_backward_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, grad_input, grad_output)`` as the node of the output has run.

        PyTorch keeps it for old programs: it sees the gradients of that node's inputs, which are
        not those of the module if ``forward`` has several operations.

        Raises:
            RuntimeError: if there was a full backward hook.

        """
        self._set_kind_of_backward_hooks(False)
        return added(self._backward_hooks, hook)

    def _set_kind_of_backward_hooks(self, full: bool) -> None:
        if self._is_full_backward_hook is (not full):
            raise RuntimeError(_MIXED)
        self._is_full_backward_hook = full
