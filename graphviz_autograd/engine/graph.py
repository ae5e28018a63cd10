"""What ``torch.autograd.graph`` offers: hooks on what graphs save, and on several tensors."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .edges import GradientEdge, get_gradient_edge
from .grad_mode import ModeContext, SavedHooks, local, switch
from .multi_hooks import register_multi_grad_hook
from .node_interface import Node
from .tensor import Tensor, VersionCounter, counter_of, untracked
from .views import bump

__all__ = [
    "GradientEdge",
    "Node",
    "allow_mutation_on_saved_tensors",
    "disable_saved_tensors_hooks",
    "get_gradient_edge",
    "increment_version",
    "register_multi_grad_hook",
    "save_on_cpu",
    "saved_tensors_hooks",
]


class saved_tensors_hooks:  # noqa: N801
    """Save ``pack_hook(tensor)`` in place of every tensor, until ``unpack_hook`` restores it.

    Of nested contexts only the innermost counts.

    Raises:
        RuntimeError: on entry, where such hooks are disabled.

    """

    def __init__(
        self, pack_hook: Callable[[Tensor], Any], unpack_hook: Callable[[Any], Tensor]
    ) -> None:
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self) -> None:
        mode = local.mode
        if mode.saved_hooks_disabled is not None:
            raise RuntimeError(mode.saved_hooks_disabled)
        switch(saved_hooks=SavedHooks(self.pack_hook, self.unpack_hook, mode.saved_hooks))

    def __exit__(self, *_: object) -> None:
        # The hooks of a thread are a stack: leaving takes the top one, whoever put it there.
        top = local.mode.saved_hooks
        switch(saved_hooks=None if top is None else top.outer)


class save_on_cpu(saved_tensors_hooks):  # noqa: N801
    """Keep saved tensors on the CPU, where they are anyway: nothing is copied."""

    def __init__(self, pin_memory: bool = False, device_type: str = "cuda") -> None:  # noqa: ARG002
        super().__init__(_itself, _itself)


def _itself(tensor: Tensor) -> Tensor:
    return tensor


class disable_saved_tensors_hooks(ModeContext):  # noqa: N801
    """Let ``saved_tensors_hooks`` raise ``error_message``.

    Raises:
        RuntimeError: on entry, where such hooks are in use already.

    """

    def __init__(self, error_message: str) -> None:
        super().__init__(saved_hooks_disabled=error_message)

    def __enter__(self) -> None:
        if local.mode.saved_hooks is not None:
            raise RuntimeError(self.changes["saved_hooks_disabled"])
        super().__enter__()


def increment_version(tensor: Tensor | Iterable[Tensor]) -> None:
    """Count a modification of one or several tensors that autograd could not see."""
    for one in (tensor,) if isinstance(tensor, Tensor) else tensor:
        bump(one)


def set_version(tensor: Tensor, version: int) -> None:
    """Make the version of a tensor, which counts its modifications, ``version``.

    Raises:
        RuntimeError: if it is negative.

    """
    if version < 0:
        raise RuntimeError(f"Cannot set a version_counter to a value below 0: {version}")
    counter_of(tensor).value = version


class unsafe_preserve_version_counter:  # noqa: N801
    """Do not count the modifications of one or several tensors in a ``with`` block."""

    def __init__(self, tensors: Tensor | tuple[Tensor, ...]) -> None:
        self.tensors = (tensors,) if isinstance(tensors, Tensor) else tensors
        self.versions = [one._version for one in self.tensors]

    def __enter__(self) -> None:
        """Do nothing: the versions are known since the context was made."""

    def __exit__(self, *_: object) -> None:
        for tensor, version in zip(self.tensors, self.versions, strict=True):
            set_version(tensor, version)


class _Kept:
    """What nodes save in the place of a tensor: the tensor, until a copy takes its place."""

    __slots__ = ("__weakref__", "tensor")

    def __init__(self, tensor: Tensor) -> None:
        self.tensor: Tensor | None = tensor


class _MutationContext:
    """The tensors saved in one ``allow_mutation_on_saved_tensors`` block.

    Attributes:
        active: whether the block has not ended.
        cloned: how the tensors were that have been modified since they were saved.
        tid_to_weakhandle: those that have not, by what tells them apart.

    """

    def __init__(self) -> None:
        self.active = True
        self.cloned: weakref.WeakKeyDictionary[_Kept, Tensor] = weakref.WeakKeyDictionary()
        self.tid_to_weakhandle: weakref.WeakValueDictionary[Any, _Kept] = (
            weakref.WeakValueDictionary()
        )
        self._kept: dict[VersionCounter, weakref.WeakSet[_Kept]] = {}

    def pack(self, tensor: Tensor) -> _Kept:
        """Keep a tensor until the graphs that saved it are freed."""
        counter = counter_of(tensor)
        kept = self.tid_to_weakhandle.get(id(tensor))
        if kept is None:
            kept = self.tid_to_weakhandle[id(tensor)] = _Kept(tensor)
        self._kept.setdefault(counter, weakref.WeakSet()).add(kept)
        return kept

    def unpack(self, kept: _Kept) -> Tensor:
        """Return a kept tensor.

        Raises:
            AssertionError: outside the block.

        """
        if not self.active:
            raise AssertionError(
                "Trying to backward outside of the 'allow_mutation_on_saved_tensors' context"
                "in which the graph was originally recorded."
            )
        return self.cloned[kept] if kept.tensor is None else kept.tensor

    def before_write(self, tensor: Tensor) -> None:
        """Copy whatever was kept of the memory of ``tensor``, which is about to be modified."""
        for kept in self._kept.pop(counter_of(tensor), ()):
            original, kept.tensor = kept.tensor, None
            if original is not None:
                self.tid_to_weakhandle.pop(id(original), None)
                self.cloned[kept] = untracked(original._data.copy())


@contextmanager
def allow_mutation_on_saved_tensors() -> Iterator[_MutationContext]:
    """Copy saved tensors before they are modified in place, so that a backward still works.

    Forward and backward must both run in the block.

    Raises:
        RuntimeError: if such blocks are nested.

    """
    if local.mode.before_write is not None:
        raise RuntimeError("allow_mutation_on_saved_tensors contexts cannot be nested")
    context = _MutationContext()
    hooks = saved_tensors_hooks(context.pack, context.unpack)
    try:
        with hooks, ModeContext(before_write=context.before_write):
            yield context
    finally:
        context.active = False
        context.cloned.clear()
