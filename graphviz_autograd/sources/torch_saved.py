"""What PyTorch's nodes saved, read without calling an unpack hook."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import Any

from graphviz_autograd.sources.base import Function, SavedState, SavedTensor, Tensor

_RAW = "_raw_saved_"
_VERSIONS = re.compile(r"is at version (\d+); expected version (\d+) instead")


def saved_by(function: Function) -> list[SavedTensor]:
    """What ``function`` saved, by name.

    ``_raw_saved_*`` give each tensor or raise, and the message says why: it was freed, or modified
    since a version. Those of a custom function are its ``saved_tensors``.
    """
    names = _names(function.__class__)
    if not names:
        return []
    found = [one for name in names for one in _read(function, name)]
    return sorted(found, key=attrgetter("name")) if len(found) > 1 else found


def saved_input(function: Function, name: str) -> object:
    """What ``function`` saved of its input ``name``; ``None`` if nothing, or if a hook packed it.

    Raises:
        RuntimeError: if it was freed, or modified since.

    """
    raw = getattr(function, f"{_RAW}{name}", None)
    if raw is None or isinstance(raw, tuple) or _is_packed(raw):
        return None
    return _unpacked(function, name, raw)


@cache
def _names(function_type: type) -> tuple[str, ...]:
    names = (name.removeprefix(_RAW) for name in dir(function_type) if name.startswith(_RAW))
    return tuple("saved_tensors" if name == "tensors" else name for name in names)


def _read(function: Function, name: str) -> list[SavedTensor]:
    try:
        raw = getattr(function, _RAW + name.removeprefix("saved_"))
    except RuntimeError:  # several tensors, freed: how many there were is forgotten
        return [SavedTensor(name, SavedState.FREED)]
    if not isinstance(raw, tuple):
        return _entry(function, name, raw)
    entries = enumerate(raw)
    return [one for nr, entry in entries for one in _entry(function, f"{name}[{nr}]", entry)]


def _entry(function: Function, name: str, entry: Any) -> list[SavedTensor]:
    """What is said of one saved tensor: one fact, or none where nothing was saved."""
    if _is_packed(entry):
        return [SavedTensor(name, SavedState.PACKED)]
    try:
        tensor = _unpacked(function, name, entry)
    except RuntimeError as error:
        modified = _VERSIONS.search(str(error))
        if modified is None:
            return [SavedTensor(name, SavedState.FREED)]
        tensor = getattr(entry, "data", None)  # which old versions do not show
        versions = int(modified[2]), int(modified[1])
        return [SavedTensor(name, SavedState.MODIFIED, tensor, *versions)]
    if tensor is None:
        return []
    version = None if tensor.is_inference() else tensor._version
    return [SavedTensor(name, SavedState.LIVE, tensor, version)]


def _is_packed(entry: Any) -> bool:
    """Whether a hook packed a saved tensor; some versions do not tell."""
    return getattr(entry, "unpack_hook", None) is not None


def _unpacked(function: Function, name: str, entry: Any) -> Tensor | None:
    if not hasattr(entry, "unpack"):
        return _unpacked_by_operation(function, name)
    try:
        return entry.unpack()
    except RuntimeError as error:
        if "detached in-place" not in str(error):
            raise
    # An output of the operation: only the operation itself can say that it made it.
    return _saved(function, name)


def _unpacked_by_operation(function: Function, name: str) -> Tensor | None:
    """In versions that let nobody else do it, and do not tell of hooks, which may raise."""
    try:
        return _saved(function, name)
    except RuntimeError:
        raise
    except Exception:
        return None


def _saved(function: Function, name: str) -> Tensor | None:
    stem, _, position = name.partition("[")
    saved = getattr(function, stem if stem == "saved_tensors" else f"_saved_{stem}")
    return saved[int(position[:-1])] if position else saved
