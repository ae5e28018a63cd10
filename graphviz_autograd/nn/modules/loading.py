"""The state of a module restored from a dictionary of tensors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...engine.grad_mode import no_grad
from ...engine.hooks import added
from ...engine.tensor import Tensor
from ..parameter import Parameter, is_lazy
from .bound_hook import BoundHook
from .registry import tables_of
from .saving import EXTRA_STATE, Saveable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...engine.hooks import RemovableHandle


class IncompatibleKeys(NamedTuple):
    """The names that a state lacks, and those that the module does not have."""

    missing_keys: list[str]
    unexpected_keys: list[str]

    def __repr__(self) -> str:
        if not (self.missing_keys or self.unexpected_keys):
            return "<All keys matched successfully>"
        return (
            f"_IncompatibleKeys(missing_keys={self.missing_keys}, "
            f"unexpected_keys={self.unexpected_keys})"
        )


class Stateful(Saveable):
    """``load_state_dict``, and the hooks before and after it."""

    def load_state_dict(
        self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False
    ) -> IncompatibleKeys:
        """Copy a state into the parameters and buffers.

        Args:
            state_dict: tensors by dotted names.
            strict: raise unless the names are exactly the module's.
            assign: take the tensors themselves instead of copying.

        Returns:
            The names that were missing, and those that the module does not have.

        Raises:
            TypeError: if it is no mapping.
            RuntimeError: listing the names that do not fit and the sizes that differ.

        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        known = getattr(state_dict, "_metadata", None) or {}
        incompatible, problems = IncompatibleKeys([], []), list[str]()
        self._load_all(OrderedDict(state_dict), "", known, assign, incompatible, problems)
        if strict:
            problems = [*_name_problems(incompatible), *problems]
        if problems:
            listed = "\n\t".join(problems)
            raise RuntimeError(
                f"Error(s) in loading state_dict for {type(self).__name__}:\n\t{listed}"
            )
        return incompatible

    def _load_all(
        self,
        state: Mapping[str, Any],
        prefix: str,
        known: Mapping[str, Any],
        assign: bool,
        incompatible: IncompatibleKeys,
        problems: list[str],
    ) -> None:
        """Restore this module and those in it, each from the names that begin with its own."""
        about = known.get(prefix[:-1], {})
        if assign:
            about["assign_to_params_buffers"] = assign
        self._load_from_state_dict(
            state,
            prefix,
            about,
            True,
            incompatible.missing_keys,
            incompatible.unexpected_keys,
            problems,
        )
        for name, child in tables_of(self, "_modules"):
            inner = f"{prefix}{name}."
            part = {key: one for key, one in state.items() if key.startswith(inner)}
            child._load_all(part, inner, known, assign, incompatible, problems)
        for hook in self._load_state_dict_post_hooks.values():
            if hook(self, incompatible) is not None:
                raise AssertionError(
                    "Hooks registered with ``register_load_state_dict_post_hook`` are not expected "
                    "to return new values, if incompatible_keys need to be modified, it should be "
                    "done inplace."
                )

    def _load_from_state_dict(
        self,
        state_dict: Any,
        prefix: str,
        local_metadata: dict[str, Any],
        strict: bool,
        missing_keys: list[str],
        unexpected_keys: list[str],
        error_msgs: list[str],
    ) -> None:
        """Restore what is directly in this module; a subclass may do it in another way.

        Args:
            state_dict: the tensors, all of whose names a hook may change.
            prefix: what the names of this module start with.
            local_metadata: its version, under ``"version"``, as the state was saved.
            strict: note the names that do not fit.
            missing_keys: the names that the state lacks, to be added to.
            unexpected_keys: the names that the module does not have, to be added to.
            error_msgs: what went wrong, to be added to.

        """
        args = (local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        for hook in self._load_state_dict_pre_hooks.values():
            hook(state_dict, prefix, *args)
        assign = local_metadata.get("assign_to_params_buffers", False)
        members = self._saved_members()
        for name, one in members.items():
            key = prefix + name
            if key in state_dict:
                error_msgs += self._load_one(name, key, one, state_dict[key], assign)
            elif strict:
                missing_keys.append(key)
        extra = self._load_extra_state(state_dict, prefix + EXTRA_STATE)
        if strict:
            missing_keys += extra
            unexpected_keys += self._strangers(state_dict, prefix, members)

    def _load_extra_state(self, state_dict: Mapping[str, Any], key: str) -> list[str]:
        """Restore the extra state and return its name if it should be there and is not."""
        if type(self).set_extra_state is Saveable.set_extra_state:
            return []
        if key not in state_dict:
            return [key]
        self.set_extra_state(state_dict[key])
        return []

    def _strangers(
        self, state_dict: Mapping[str, Any], prefix: str, members: Mapping[str, Any]
    ) -> Iterator[str]:
        """Yield the names that this module does not know."""
        takes_extra = type(self).set_extra_state is not Saveable.set_extra_state
        if prefix + EXTRA_STATE in state_dict and not takes_extra:
            yield prefix + EXTRA_STATE
        for key in state_dict:
            if key.startswith(prefix) and key != prefix + EXTRA_STATE:
                name, dot, _ = key[len(prefix) :].partition(".")
                if name not in (self._modules if dot else members):
                    yield key

    def _load_one(self, name: str, key: str, one: Any, new: Any, assign: bool) -> list[str]:
        """Restore a tensor and return what went wrong, if anything."""
        if not isinstance(new, Tensor):
            return [
                f'While copying the parameter named "{key}", expected torch.Tensor or '
                f"Tensor-like object from checkpoint but received {type(new)}"
            ]
        lazy = is_lazy(one)
        if not lazy and one.dim() == 0 and new.shape == (1,):
            new = new[0]  # so were single numbers saved long ago
        if not lazy and new.shape != one.shape:
            return [
                f"size mismatch for {key}: copying a param with shape {new.shape} from "
                f"checkpoint, the shape in current model is {one.shape}."
            ]
        try:
            with no_grad():
                self._replace(name, one, new) if assign else one.copy_(new)
        except Exception as error:
            return [
                f'While copying the parameter named "{key}", whose dimensions in the model are '
                f"{one.size()} and whose dimensions in the checkpoint are {new.size()}, an "
                f"exception occurred : {error.args}."
            ]
        return []

    def _replace(self, name: str, one: Tensor, new: Tensor) -> None:
        if isinstance(new, Parameter):
            new.requires_grad_(one.requires_grad)
        elif isinstance(one, Parameter):
            new = Parameter(new, one.requires_grad)
        setattr(self, name, new)

    def register_load_state_dict_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call a hook before this module's part of a state is loaded.

        It is called with the module and the arguments of ``_load_from_state_dict``.
        """
        return self._register_load_state_dict_pre_hook(hook, with_module=True)

    def _register_load_state_dict_pre_hook(
        self, hook: Callable[..., Any], with_module: bool = False
    ) -> RemovableHandle:
        called = BoundHook(hook, self) if with_module else hook
        return added(self._load_state_dict_pre_hooks, called)

    def register_load_state_dict_post_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, incompatible_keys)`` after a state was loaded into this module.

        It may change the lists of names in place, and returns nothing.
        """
        return added(self._load_state_dict_post_hooks, hook)


def _name_problems(keys: IncompatibleKeys) -> Iterator[str]:
    for what, names in zip(("Missing", "Unexpected"), keys, strict=True):
        if names:
            quoted = ", ".join(f'"{name}"' for name in names)
            yield f"{what} key(s) in state_dict: {quoted}. "
