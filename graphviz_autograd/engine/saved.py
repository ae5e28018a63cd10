"""Saved tensors: their versions when they were saved, and checked when they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import errors
from .grad_mode import local
from .tensor import Tensor, untracked
from .tensor_base import DETACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .node import Edge, Node


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


def check_version(node: Node, index: int, tensor: Tensor, is_output: bool = False) -> None:
    """Raise if a saved tensor was modified or detached in place since it was saved.

    Raises:
        RuntimeError: naming the tensor and both versions.

    """
    expected = node.versions[index] if node.versions is not None else 0
    now = tensor._counter.value if tensor._counter is not None else 0
    if now >= DETACHED > expected and node.saved[index] is tensor:
        raise RuntimeError(errors.DETACHED_SAVED)
    check_unmodified(node, index, tensor, is_output)


def check_unmodified(node: Node, index: int, tensor: Tensor, is_output: bool = False) -> None:
    """Raise if a saved tensor was modified in place since it was saved.

    Raises:
        RuntimeError: naming the tensor and both versions.

    """
    expected = node.versions[index] % DETACHED if node.versions is not None else 0
    now = tensor._counter.value % DETACHED if tensor._counter is not None else 0
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
