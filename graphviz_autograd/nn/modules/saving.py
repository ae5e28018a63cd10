"""The state of a module: a dictionary of its tensors by dotted names."""

from __future__ import annotations

import warnings
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.hooks import added
from ..parameter import is_lazy
from .hooking import Hooked
from .registry import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...engine.hooks import RemovableHandle

EXTRA_STATE = "_extra_state"
_NO_EXTRA_STATE = (
    "Reached a code path in Module.{name}() that should never be called. Please file an issue at "
    "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug."
)
_POSITIONAL = (
    "Positional args are being deprecated, use kwargs instead. Refer to "
    "https://pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.state_dict for "
    "details."
)


class Saveable(Hooked):
    """``state_dict``, and the hooks before and after it."""

    _version: ClassVar[int] = 1

    def state_dict(
        self, *args: Any, destination: Any = None, prefix: str = "", keep_vars: bool = False
    ) -> Any:
        """Return parameters and buffers by their dotted names, sharing their memory.

        Args:
            args: the other arguments in their order, as in old programs.
            destination: the dictionary to fill; by default a new one.
            prefix: what the names start with.
            keep_vars: return the parameters themselves, not detached tensors.

        Raises:
            RuntimeError: if a hook after it returned something.

        """
        if args:
            warnings.warn(_POSITIONAL, FutureWarning, stacklevel=2)
        given: list[Any] = [destination, prefix, keep_vars]
        destination, prefix, keep_vars = [*args, *given[len(args) :]]
        found: Any = OrderedDict() if destination is None else destination
        if destination is None:
            found._metadata = OrderedDict()
        about = {"version": self._version}
        if hasattr(found, "_metadata"):
            found._metadata[prefix[:-1]] = about
        for hook in self._state_dict_pre_hooks.values():
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(found, prefix, keep_vars)
        for name, child in tables_of(self, "_modules"):
            child.state_dict(destination=found, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
        return self._after_saving(found, prefix, about)

    def _after_saving(self, found: Any, prefix: str, about: dict[str, Any]) -> Any:
        for hook in self._state_dict_hooks.values():
            new = hook(self, found, prefix, about)
            if not getattr(hook, "_from_public_api", False):
                found = found if new is None else new
            elif new is not None:
                raise RuntimeError("state_dict post-hook must return None")
        return found

    def _save_to_state_dict(self, destination: Any, prefix: str, keep_vars: bool) -> None:
        """Put what is directly in this module into ``destination``."""
        for name, one in self._saved_members().items():
            whole = keep_vars or is_lazy(one)
            destination[prefix + name] = one if whole else one.detach()
        if type(self).get_extra_state is not Saveable.get_extra_state:
            destination[prefix + EXTRA_STATE] = self.get_extra_state()

    def _saved_members(self) -> dict[str, Any]:
        """Return the parameters and buffers directly in this module that are part of its state."""
        members = dict(tables_of(self, "_parameters"))
        for name, one in tables_of(self, "_buffers"):
            if name not in self._non_persistent_buffers_set:
                members[name] = one
        return members

    def get_extra_state(self) -> Any:
        """Return what else is part of the state; to be defined with ``set_extra_state``."""
        raise RuntimeError(_NO_EXTRA_STATE.format(name="get_extra_state"))

    def set_extra_state(self, state: Any) -> None:  # noqa: ARG002
        """Restore what ``get_extra_state`` returned."""
        raise RuntimeError(_NO_EXTRA_STATE.format(name="set_extra_state"))

    def register_state_dict_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, prefix, keep_vars)`` before ``state_dict``."""
        return added(self._state_dict_pre_hooks, hook)

    def register_state_dict_post_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, state_dict, prefix, local_metadata)`` after ``state_dict``.

        It may change the state in place.
        """
        hook._from_public_api = True  # type: ignore[attr-defined]
        return added(self._state_dict_hooks, hook)

    def _register_state_dict_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call a hook after ``state_dict`` that may return another state, for old programs."""
        if getattr(hook, "_from_public_api", False):
            raise RuntimeError(
                "Cannot register the same function as the state dict post hook that was previously "
                "registered via register_state_dict_post_hook"
            )
        return added(self._state_dict_hooks, hook)
