"""Saved tensors and values seen from outside: ``_saved_self``, ``_raw_saved_self``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from . import errors
from .node import Freed
from .saved import check_unmodified, check_versions, output_of
from .saved_hooks import Pack, Packed, packed, unpack_one
from .tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from .grad_mode import Hook
    from .node import Node


# What is shown of a saved value, by the names of the attributes.
Parts = dict[str, Callable[[Any], Any]]


def whole(value: Any) -> Any:
    """Return the saved value itself, as it is mostly shown."""
    return value


class SavedTensor:
    """One saved tensor of a node, seen from outside: ``_raw_saved_self``."""

    __slots__ = ("index", "node", "part")

    node: Node
    index: int
    part: int | None

    def __new__(cls, *_: Any) -> Self:  # noqa: D102
        raise RuntimeError("Trying to create a SavedTensor object from Python is forbidden.")

    @classmethod
    def of(cls, node: Node, index: int, part: int | None = None) -> Self:
        """Return what ``node`` saved at ``index``, or one of several tensors that it saved there.

        Args:
            node: a node.
            index: the position in its saved tensors.
            part: the position among tensors that were saved together.

        """
        one = object.__new__(cls)
        one.node, one.index, one.part = node, index, part
        return one

    def __repr__(self) -> str:
        return f"<torch._C._autograd.SavedTensor object at {id(self):#x}>"

    @property
    def data(self) -> Any:
        """What is kept: the tensor, what a pack hook made of it, or None if it is freed."""
        kept = self._kept()
        return kept.content if isinstance(kept, Pack) else kept

    @property
    def unpack_hook(self) -> Hook | None:
        """The hook that restores the tensor, or None."""
        kept = self._kept()
        return kept.unpack if isinstance(kept, Pack) else None

    def unpack(self) -> Any:
        """Return the tensor, restored by its hook if it has one.

        Raises:
            RuntimeError: if it is freed, or was modified in place since.

        """
        found = _tensor_reader(self.index, self.node.saved_outputs.get(self.index))(self.node)
        return found if self.part is None else found[self.part]

    def _kept(self) -> Any:
        if isinstance(self.node.saved, Freed):
            return None
        kept = self.node.saved[self.index]
        return kept if self.part is None else kept[self.part]

    def register_hooks(self, *hooks: Hook) -> None:
        """Replace the saved tensor by what one hook makes of it, until the other restores it.

        Raises:
            TypeError: if there are not two, or one cannot be called.
            RuntimeError: if it is freed, is None, or has hooks already.

        """
        if len(hooks) != 2 or not all(map(callable, hooks)):
            raise TypeError("register_hooks(): incompatible function arguments.")
        if isinstance(self.node.saved, Freed):
            raise RuntimeError(errors.HOOKS_AFTER_FREE)
        old = self._kept()
        if isinstance(old, Pack):
            raise RuntimeError(errors.HOOKS_TWICE)
        if old is None or not hasattr(old._data, "dtype"):
            raise RuntimeError(errors.HOOKS_ON_NONE)
        new = packed(self.node, self.index, old.detach(), old, *hooks)
        if self.part is not None:
            new = _replaced(self.node.saved[self.index], self.part, new)
        self.node.saved = _replaced(self.node.saved, self.index, new)


def _replaced(entries: Sequence[Any], index: int, new: Any) -> Packed:
    return Packed(new if place == index else one for place, one in enumerate(entries))


def saved_attributes(
    names: tuple[str, ...], outputs: tuple[str, ...], values: tuple[Parts, ...]
) -> Iterator[tuple[str, property]]:
    """Yield the ``_saved_*`` and ``_raw_saved_*`` attributes of a node class."""
    for index, name in enumerate(names):
        output_nr = outputs.index(name) if name in outputs else None
        yield f"_saved_{name}", property(_tensor_reader(index, output_nr))
        yield f"_raw_saved_{name}", property(partial(_raw, index))
    for index, parts in enumerate(values):
        for name, part in parts.items():
            yield f"_saved_{name}", property(_value_reader(index, name, part))


def _raw(index: int, node: Node) -> SavedTensor | tuple[SavedTensor, ...]:
    several = None if isinstance(node.saved, Freed) else node.saved[index]
    if isinstance(several, list | tuple) and not isinstance(several, Pack):
        return tuple(SavedTensor.of(node, index, part) for part in range(len(several)))
    return SavedTensor.of(node, index)


def _tensor_reader(index: int, output_nr: int | None) -> Callable[[Node], Any]:
    def read(node: Node) -> Any:
        tensor = unpack_one(node, index)
        if isinstance(tensor, list | tuple):
            check_versions(node, index, tensor)
        if not isinstance(tensor, Tensor):
            return tensor
        check_unmodified(node, index, tensor, output_nr is not None)
        if output_nr is not None and node.saved[index] is tensor:
            return output_of(node, tensor, output_nr)
        return tensor

    return read


_UNSIGNED = {
    *("dim", "index", "ignore_index", "dim0", "dim1", "dim2", "start", "end", "dims", "k"),
    *("padding_idx", "shifts", "diagonal", "dimension", "offset", "pad", "padding"),
}


def _value_reader(index: int, name: str, part: Callable[[Any], Any]) -> Callable[[Node], Any]:
    if name not in _UNSIGNED:
        return lambda node: part(node.values[index])
    return lambda node: _unsigned(part(node.values[index]))


def _unsigned(value: Any) -> Any:
    """Return negative numbers as PyTorch shows them, as unsigned 64-bit integers."""
    if isinstance(value, tuple):
        return tuple(_unsigned(one) for one in value)
    return value % 2**64 if isinstance(value, int) else value
