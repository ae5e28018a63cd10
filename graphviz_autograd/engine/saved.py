"""Saved tensors: checked for modification, packed by hooks, freed after a backward."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from . import errors
from .accumulate import AccumulateGrad
from .edges import edge_of
from .grad_mode import local
from .node import NO_EDGE, Freed
from .origin import capture
from .tensor import Tensor, meta_of, untracked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from .grad_mode import Hook, Mode
    from .node import Edge, Node


# What is shown of a saved value, by the names of the attributes.
Parts = dict[str, Callable[[Any], Any]]


def whole(value: Any) -> Any:
    """Return the saved value itself, as it is mostly shown."""
    return value


class Packed(tuple[Any, ...]):
    """Saved tensors of which some were packed by hooks."""

    __slots__ = ()


class _Pack(NamedTuple):
    """What a pack hook made of a tensor, the hook that unpacks it, and where its gradient goes.

    Of an output of the node itself, ``edge`` is its number: a node that held itself would stay.
    """

    content: Any
    unpack: Hook
    edge: Edge | int


def versions_of(saved: tuple[Any, ...]) -> tuple[int, ...] | None:
    """Return the versions of saved tensors, or None if all are 0.

    Raises:
        RuntimeError: if one is an inference tensor.

    """
    versions = tuple(version_of(one) for one in saved)
    return versions if any(versions) else None


def version_of(tensor: Any) -> Any:
    """Return the version that a tensor has when it is saved, 0 for none; of several, a tuple.

    Raises:
        RuntimeError: if it is an inference tensor.

    """
    if isinstance(tensor, list | tuple):
        return tuple(version_of(one) for one in tensor)
    if not isinstance(tensor, Tensor) or tensor._counter is None:
        return 0
    checked_input(tensor)
    return tensor._counter.value


def checked_input(tensor: Tensor) -> Tensor:
    """Return a tensor that may be saved.

    Raises:
        RuntimeError: if it is an inference tensor.

    """
    if tensor.is_inference():
        raise RuntimeError(errors.INFERENCE_SAVED)
    return tensor


def unpack(node: Node) -> tuple[Any, ...]:
    """Return the saved tensors of a node whose tuple is not plain.

    Raises:
        RuntimeError: if they are freed.

    """
    _check_not_freed(node)
    return tuple(_unpacked(node, one) for one in node.saved)


def unpack_one(node: Node, index: int) -> Any:
    """Return one saved tensor of a node.

    Raises:
        RuntimeError: if it is freed.

    """
    _check_not_freed(node)
    return _unpacked(node, node.saved[index])


def _check_not_freed(node: Node) -> None:
    if isinstance(node.saved, Freed):
        raise RuntimeError(errors.FREED)


def _unpacked(node: Node, one: Any) -> Any:
    if isinstance(one, Packed):
        return tuple(_unpacked(node, part) for part in one)
    if not isinstance(one, _Pack):
        return one
    tensor = one.unpack(one.content)
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        raise TypeError(
            "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
            f"{kind}"
        )
    edge = (node, one.edge) if isinstance(one.edge, int) else one.edge
    return _in_place_of(edge, tensor)


def _in_place_of(edge: Edge, tensor: Tensor) -> Tensor:
    """Return ``tensor`` where another stood, so that the backward of a backward finds it there."""
    if edge is NO_EDGE and not tensor.requires_grad:
        return tensor
    twin = untracked(tensor._data)
    twin._counter = tensor._counter
    twin._edge = edge
    if isinstance(edge[0], AccumulateGrad):
        twin._edge = None
        meta_of(twin).accumulator = weakref.ref(edge[0])
    return twin


def check_version(node: Node, index: int, tensor: Tensor, is_output: bool = False) -> None:
    """Raise if a saved tensor was modified in place since it was saved.

    Raises:
        RuntimeError: naming the tensor and both versions.

    """
    expected = node.versions[index] if node.versions is not None else 0
    now = tensor._counter.value if tensor._counter is not None else 0
    if now != expected and isinstance(node.saved, tuple) and node.saved[index] is tensor:
        source = _source(*_output_edge(node, tensor, 0)) if is_output else _source_of(tensor)
        raise RuntimeError(errors.modified(tensor, now, expected, source, local.mode.anomaly))


def check_versions(node: Node, index: int, tensors: Sequence[Tensor | None]) -> None:
    """Raise if one of several tensors, saved together, was modified in place since.

    Raises:
        RuntimeError: naming the tensor and both versions.

    """
    if node.saved.__class__ is not tuple or node.versions is None:
        return  # what hooks gave back was not modified
    for tensor, expected in zip(tensors, node.versions[index], strict=True):
        now = tensor._version if tensor is not None else 0
        if tensor is not None and now != expected:
            source = _source_of(tensor)
            raise RuntimeError(errors.modified(tensor, now, expected, source, local.mode.anomaly))


def _source_of(tensor: Tensor) -> str:
    return _source(tensor.grad_fn, tensor.output_nr)


def _source(node: Node | None, output_nr: int) -> str:
    if node is None:
        return ""
    return f", which is output {output_nr} of {re.sub('Backward0?(?=[0-9]*$)', '', node.name())},"


def output_of(node: Node, alias: Tensor, output_nr: int = 0) -> Tensor:
    """Return a saved output as it was: computed by ``node``, which may not refer to itself."""
    tensor = untracked(alias._data)
    tensor._counter = alias._counter
    tensor._edge = _output_edge(node, alias, output_nr)
    return tensor


def _output_edge(node: Node, alias: Tensor, output_nr: int) -> Edge:
    """Return what computed a saved output: what it was stored in may be a view of another."""
    known = alias._meta.accumulator if alias._meta is not None else None
    view_node: Any = None if known is None else known()
    return (node, output_nr) if view_node is None else (view_node, 0)


def dress(mode: Mode, node: Node) -> None:
    """Do what the thread's mode asks of a new node."""
    if mode.saved_hooks is not None and node.saved:
        node.ensure_extra()  # an unpack hook may ask for the node, and give it hooks
        pack, unpack, _ = mode.saved_hooks
        node.saved = Packed(
            _packed(node, index, _given(node, index, one), pack, unpack)
            for index, one in enumerate(node.saved)
        )
    if mode.origins:
        node.origin = capture(2)
    if mode.anomaly:
        from .anomaly import remember_forward

        remember_forward(node)


def _given(node: Node, index: int, one: Any) -> Any:
    output_nr = node.saved_outputs.get(index)
    return one if output_nr is None else output_of(node, one, output_nr)


def _packed(node: Node, index: int, given: Any, pack: Hook, unpack: Hook) -> Any:
    return _pack(node, index, given, node.saved[index], pack, unpack)


def _pack(node: Node, index: int, given: Any, kept: Any, pack: Hook, unpack: Hook) -> Any:
    if isinstance(kept, list | tuple):
        return Packed(_pack(node, index, one, one, pack, unpack) for one in kept)
    if not isinstance(kept, Tensor) or not hasattr(kept._data, "dtype"):
        return kept
    edge = edge_of(_given(node, index, kept))
    before = given._counter.value if given._counter is not None else 0
    content = pack(given)
    if given._counter is not None and given._counter.value != before:
        raise RuntimeError(errors.PACK_INPLACE)
    # A node that held its own output would never be freed.
    content = kept if content is given else content
    return _Pack(content, unpack, edge[1] if edge[0] is node else edge)


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
        return kept.content if isinstance(kept, _Pack) else kept

    @property
    def unpack_hook(self) -> Hook | None:
        """The hook that restores the tensor, or None."""
        kept = self._kept()
        return kept.unpack if isinstance(kept, _Pack) else None

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
        if isinstance(old, _Pack):
            raise RuntimeError(errors.HOOKS_TWICE)
        if old is None or not hasattr(old._data, "dtype"):
            raise RuntimeError(errors.HOOKS_ON_NONE)
        new = _pack(self.node, self.index, old.detach(), old, *hooks)
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
    if isinstance(several, list | tuple) and not isinstance(several, _Pack):
        return tuple(SavedTensor.of(node, index, part) for part in range(len(several)))
    return SavedTensor.of(node, index)


def _tensor_reader(index: int, output_nr: int | None) -> Callable[[Node], Any]:
    def read(node: Node) -> Any:
        tensor = unpack_one(node, index)
        if isinstance(tensor, list | tuple):
            check_versions(node, index, tensor)
        if not isinstance(tensor, Tensor):
            return tensor
        check_version(node, index, tensor, output_nr is not None)
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
