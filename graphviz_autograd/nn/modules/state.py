"""The state of a module: saved as a dictionary of tensors, and restored."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, NamedTuple

from ...engine.grad_mode import no_grad
from ...engine.tensor import Tensor
from ..parameter import Parameter
from .registry import tables_of
from .walking import Walkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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


class Stateful(Walkable):
    """``state_dict`` and ``load_state_dict``."""

    def state_dict(
        self, destination: Any = None, prefix: str = "", keep_vars: bool = False
    ) -> OrderedDict[str, Any]:
        """Return parameters and buffers by their dotted names, sharing their memory.

        Args:
            destination: the dictionary to fill; by default a new one.
            prefix: what the names start with.
            keep_vars: return the parameters themselves, not detached tensors.

        """
        found = OrderedDict() if destination is None else destination
        for name, one in self._saved_members(prefix):
            found[name] = one if keep_vars else one.detach()
        return found

    def _saved_members(self, prefix: str) -> Iterator[tuple[str, Any]]:
        for name, one in tables_of(self, "_parameters"):
            yield prefix + name, one
        for name, one in tables_of(self, "_buffers"):
            if name not in self._not_saved:
                yield prefix + name, one
        for name, child in tables_of(self, "_modules"):
            yield from child._saved_members(f"{prefix}{name}.")

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
            RuntimeError: listing the names that do not fit and the sizes that differ.

        """
        own = dict(self._saved_members(""))
        missing = [name for name in own if name not in state_dict]
        unexpected = [name for name in state_dict if name not in own]
        problems = [*_name_problems(missing, unexpected)] if strict else []
        for name, one in own.items():
            if name in state_dict:
                problems += self._load(name, one, state_dict[name], assign)
        if problems:
            listed = "\n\t".join(problems)
            raise RuntimeError(
                f"Error(s) in loading state_dict for {type(self).__name__}:\n\t{listed}"
            )
        return IncompatibleKeys(missing, unexpected)

    def _load(self, name: str, one: Tensor, new: Any, assign: bool) -> list[str]:
        if not isinstance(new, Tensor):
            return [
                f'While copying the parameter named "{name}", expected torch.Tensor or '
                f"Tensor-like object from checkpoint but received {type(new)}"
            ]
        if new.shape != one.shape:
            return [
                f"size mismatch for {name}: copying a param with shape {new.shape} from "
                f"checkpoint, the shape in current model is {one.shape}."
            ]
        if assign:
            path, _, last = name.rpartition(".")
            taken = Parameter(new, one.requires_grad) if isinstance(one, Parameter) else new
            setattr(self.get_submodule(path), last, taken)
        else:
            with no_grad():
                one.copy_(new)
        return []


def _name_problems(missing: list[str], unexpected: list[str]) -> Iterator[str]:
    for what, names in (("Missing", missing), ("Unexpected", unexpected)):
        if names:
            quoted = ", ".join(f'"{name}"' for name in names)
            yield f"{what} key(s) in state_dict: {quoted}. "
