"""Saved tensors: checked for modification, packed by hooks, freed after a backward."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from . import errors
from .node import FREED
from .origin import capture
from .tensor import Tensor, untracked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .grad_mode import Hook, Mode
    from .node import Node


class Packed(tuple[Any, ...]):
    """Saved tensors of which some were packed by hooks."""

    __slots__ = ()


class _Pack(NamedTuple):
    """What a pack hook made of a tensor, and the hook that unpacks it."""

    content: Any
    unpack: Hook


def versions_of(saved: tuple[Any, ...]) -> tuple[int, ...] | None:
    """Return the versions of saved tensors, or None if all are 0.

    Raises:
        RuntimeError: if one is an inference tensor.

    """
    versions = tuple(version_of(one) if isinstance(one, Tensor) else 0 for one in saved)
    return versions if any(versions) else None


def version_of(tensor: Tensor | None) -> int:
    """Return the version that a tensor has when it is saved, 0 for none.

    Raises:
        RuntimeError: if it is an inference tensor.

    """
    if tensor is None or tensor._counter is None:
        return 0
    return checked_input(tensor)._counter.value


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
    if node.saved is FREED:
        raise RuntimeError(errors.FREED)
    return tuple(_unpacked(one) for one in node.saved)


def _unpacked(one: Any) -> Any:
    if not isinstance(one, _Pack):
        return one
    tensor = one.unpack(one.content)
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        raise TypeError(
            f"Output of saved tensor unpack_hook expected to be a Tensor but got {kind}"
        )
    return tensor


def check_version(node: Node, index: int, tensor: Tensor, is_output: bool = False) -> None:
    """Raise if a saved tensor was modified in place since it was saved.

    Raises:
        RuntimeError: naming the tensor and both versions.

    """
    expected = node.versions[index] if node.versions is not None else 0
    now = tensor._counter.value if tensor._counter is not None else 0
    if now != expected and isinstance(node.saved, tuple) and node.saved[index] is tensor:
        source = _source(node, 0) if is_output else _source(tensor.grad_fn, tensor.output_nr)
        raise RuntimeError(errors.modified(tensor, now, expected, source))


def _source(node: Node | None, output_nr: int) -> str:
    if node is None:
        return ""
    return f", which is output {output_nr} of {re.sub(r'Backward[0-9]*$', '', node.name())},"


def output_of(node: Node, alias: Tensor, output_nr: int = 0) -> Tensor:
    """Return a saved output as it was: computed by ``node``, which may not refer to itself."""
    tensor = untracked(alias._data)
    tensor._counter = alias._counter
    tensor._edge = (node, output_nr)
    return tensor


def dress(mode: Mode, node: Node) -> None:
    """Do what the thread's mode asks of a new node."""
    if mode.saved_hooks is not None and node.saved:
        node.saved = Packed(_packed(one, *mode.saved_hooks) for one in node.saved)
    if mode.origins:
        node.origin = capture(2)
    if mode.anomaly:
        from .anomaly import remember_forward

        remember_forward(node)


def _packed(one: Any, pack: Hook, unpack: Hook) -> Any:
    if not isinstance(one, Tensor) or not hasattr(one._data, "dtype"):
        return one
    return _Pack(pack(one), unpack)


class SavedTensor:
    """One saved tensor of a node, seen from outside: ``_raw_saved_self``."""

    __slots__ = ("index", "node")

    def __init__(self, node: Node, index: int) -> None:
        self.node = node
        self.index = index

    def register_hooks(self, pack_hook: Hook, unpack_hook: Hook) -> None:
        """Replace the saved tensor by ``pack_hook(tensor)`` until ``unpack_hook`` restores it.

        Raises:
            RuntimeError: if it is freed or has hooks already.

        """
        if self.node.saved is FREED:
            raise RuntimeError(errors.FREED)
        entries = list(self.node.saved)
        if isinstance(entries[self.index], _Pack):
            raise RuntimeError(
                "Calling register_hooks on a saved tensor whose hooks have already been set. "
                "Hint: only one pair of hooks is allowed at a time."
            )
        entries[self.index] = _packed(entries[self.index], pack_hook, unpack_hook)
        self.node.saved = Packed(entries)


def saved_attributes(
    names: tuple[str, ...], outputs: tuple[str, ...], values: tuple[str, ...]
) -> Iterator[tuple[str, property]]:
    """Yield the ``_saved_*`` and ``_raw_saved_*`` attributes of a node class."""
    for index, name in enumerate(names):
        output_nr = outputs.index(name) if name in outputs else None
        yield f"_saved_{name}", property(_tensor_reader(index, output_nr))
        yield f"_raw_saved_{name}", property(partial(_raw, index))
    for index, name in enumerate(values):
        if not name:
            continue
        yield f"_saved_{_shown(name)}", property(_value_reader(index, name))


def _raw(index: int, node: Node) -> SavedTensor:
    return SavedTensor(node, index)


def _tensor_reader(index: int, output_nr: int | None) -> Callable[[Node], Any]:
    def read(node: Node) -> Any:
        tensor = unpack(node)[index]
        if not isinstance(tensor, Tensor):
            return tensor
        check_version(node, index, tensor, output_nr is not None)
        if output_nr is not None and node.saved[index] is tensor:
            return output_of(node, tensor, output_nr)
        return tensor

    return read


_UNSIGNED = {"dim", "index", "ignore_index", "dim0", "dim1", "start", "end", "dims"}


def _value_reader(index: int, name: str) -> Callable[[Node], Any]:
    if name not in _UNSIGNED:
        return lambda node: node.values[index]
    return lambda node: _unsigned(node.values[index])


def _unsigned(value: Any) -> Any:
    """Return negative numbers as PyTorch shows them, as unsigned 64-bit integers."""
    if isinstance(value, tuple):
        return tuple(_unsigned(one) for one in value)
    return value % 2**64 if isinstance(value, int) else value


def _shown(name: str) -> str:
    stem, _, kind = name.rpartition("_")
    return f"{stem}_sym_{kind}" if stem and kind in ("sizes", "strides", "numel") else name
