"""Node: one recorded operation of the backward graph."""

from __future__ import annotations

import itertools
import weakref
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from .hooks import Hooks, RemovableHandle
from .metadata import InputMetadata, described
from .origin import origin_among, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from .origin import Place

# Where a gradient goes: the node that takes it and which of the node's outputs it belongs to.
Edge = tuple[Any, int]
NO_EDGE: Edge = (None, 0)

# Nodes with side effects on leaves run before everything else that is ready.
ACCUMULATE_FIRST = 2**64 - 1
sequence = itertools.count()

# PyTorch calls these by their C++ type.
_WRITTEN_BY_HAND = ("CopyBackwards", "Error", "NotImplemented")


# What a tensor holds that stands for a number in an expression.
PYTHON_NUMBERS = frozenset({bool, int, float})


def _absent() -> None:
    """Stand for a weak reference to nothing."""


class Freed:
    """Stands for saved tensors that a backward freed; those without gradient are known weakly."""

    __slots__ = ("constants",)

    def __init__(self, saved: tuple[Any, ...] = ()) -> None:
        self.constants = tuple([None if one is None else _weakly(one) for one in saved])

    def present(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of ``names`` under which something was saved."""
        pairs = zip(names, self.constants, strict=False)
        return tuple(name for name, one in pairs if one is not None) if self.constants else names


def _weakly(saved: Any) -> Callable[[], Any]:
    if getattr(saved, "_data", None).__class__ in PYTHON_NUMBERS:
        return lambda: saved  # nobody else holds it, and it is small
    try:
        return weakref.ref(saved)
    except TypeError:  # no tensor: a list of them, or what a hook made of one
        return _absent


FREED = Freed()


class NodeExtra:
    """What only few nodes have: hooks and metadata."""

    __slots__ = ("metadata", "post_hooks", "pre_hooks", "retained", "tensor_hooks")

    def __init__(self) -> None:
        self.metadata: dict[str, Any] = {}
        self.pre_hooks = Hooks()
        self.post_hooks = Hooks()
        self.tensor_hooks: dict[int, Hooks] = {}
        self.retained: dict[int, Any] = {}


class Node:
    """An operation of the backward graph; each operation has its own subclass.

    Attributes:
        edges: where the gradient of each input goes; ``(None, 0)`` if it needs none.
        saved: the saved tensors, or an object that raises once they are freed.
        versions: the versions of the saved tensors, or None while all of them were 0.
        values: what is saved besides tensors: sizes, dimensions, exponents.
        sequence_nr: counts the nodes in the order of their making.
        spec: shape and type of each output of the operation (see ``metadata``).
        extra: hooks and metadata, or None while there are none.
        notes: the inputs that need no gradient and are not known otherwise (see ``constants``),
            and what made the node, in the mode that records it (see ``origin``); set only if there
            are any.

    """

    __slots__ = ("edges", "extra", "notes", "sequence_nr", "spec")

    outputs: ClassVar[int] = 1
    # Whether the node has hooks that are kept elsewhere, as a leaf's are.
    watched: Any = False
    # Whether an in-place operation made the node.
    is_inplace: Any = False
    # Whether the node runs even if none of its outputs has a gradient.
    takes_undefined: ClassVar[bool] = False
    # Whether hooks see the gradients of inputs that nobody asked for too.
    returns_all: ClassVar[bool] = False
    # The saved tensors that are outputs of the operation: which output each of them is.
    saved_outputs: Any = MappingProxyType({})
    saved_names: ClassVar[tuple[str, ...]] = ()
    # The inputs by position in ``next_functions``; empty where lists make positions vary.
    input_names: ClassVar[tuple[str, ...]] = ()
    value_names: ClassVar[tuple[str, ...]] = ()
    # Operations that save anything have slots for it.
    saved: Any = ()
    versions: Any = None
    values: Any = ()

    edges: tuple[Edge, ...]
    sequence_nr: int
    spec: Any
    extra: NodeExtra | None
    notes: tuple[Any, ...]

    def apply(self, grad: Any) -> tuple[Any, ...]:
        """Return the gradients of the inputs, NumPy arrays from NumPy arrays."""
        raise NotImplementedError

    def apply_traced(self, grad: Any) -> tuple[Any, ...]:
        """Return the gradients of the inputs, tensors from tensors, recording how."""
        raise NotImplementedError

    def release(self) -> None:
        """Free the saved tensors; other saved values stay readable."""
        saved = self.saved
        if not saved:
            return
        for edge in self.edges:
            if edge[0] is None:
                self.saved = Freed(saved)
                return
        self.saved = FREED

    def constant_input(self, input_nr: int) -> Any:
        """Return an input that needs no gradient, if it was saved and is as it was; else None.

        Freed tensors are found as long as somebody else holds them, tensors that were modified in
        place since are not. Unpack hooks are not called.
        """
        name = self.input_names[input_nr] if input_nr < len(self.input_names) else ""
        if name not in self.saved_names or self.edges[input_nr][0] is not None:
            return None
        index = self.saved_names.index(name)
        constant = self._still_held(index)
        expected = self.versions[index] if self.versions is not None else 0
        counter = getattr(constant, "_counter", None)
        now = counter.value if counter is not None else 0
        return constant if now == expected else None

    def _still_held(self, index: int) -> Any:
        if isinstance(self.saved, Freed):
            known = self.saved.constants[index] if self.saved.constants else None
            return known() if known is not None else None
        return self.saved[index] if type(self.saved) is tuple else None

    def name(self) -> str:
        """Return the name of the node, such as ``"MulBackward0"``."""
        name = type(self).__name__
        return f"torch::autograd::{name}" if name in _WRITTEN_BY_HAND else name

    @property
    def next_functions(self) -> tuple[Edge, ...]:
        """The node that each input's gradient flows to, with the number of its output."""
        return self.edges

    @property
    def metadata(self) -> dict[str, Any]:
        """A dictionary for whoever inspects the graph."""
        return self.ensure_extra().metadata

    @property
    def requires_grad(self) -> bool:
        """Always True: a node exists because a gradient flows through it."""
        return True

    @property
    def _input_metadata(self) -> tuple[InputMetadata, ...]:
        return tuple(described(spec) for spec in self.specs())

    @property
    def _register_hook_dict(self) -> Callable[..., None]:
        return lambda _hooks: None

    def specs(self) -> tuple[Any, ...]:
        """Return the description of every differentiable output."""
        return (self.spec,) if self.outputs == 1 else tuple(self.spec)

    def _sequence_nr(self) -> int:
        return self.sequence_nr

    def _set_sequence_nr(self, number: int) -> None:
        self.sequence_nr = number

    def ensure_extra(self) -> NodeExtra:
        """Return the hooks and metadata, made at their first use."""
        if self.extra is None:
            self.extra = NodeExtra()
        return self.extra

    def register_hook(self, fn: Callable[..., Any]) -> RemovableHandle:
        """Call ``fn(grad_inputs, grad_outputs)`` after the node ran; it may replace grad_inputs."""
        return self.ensure_extra().post_hooks.add(fn)

    def register_prehook(self, fn: Callable[..., Any]) -> RemovableHandle:
        """Call ``fn(grad_outputs)`` before the node runs; it may replace grad_outputs."""
        return self.ensure_extra().pre_hooks.add(fn)

    def where(self) -> Place | None:
        """Return the place in the source that made this node, if it was recorded."""
        origin = origin_among(getattr(self, "notes", ()))
        return resolve(*origin) if origin is not None else None

    def __lt__(self, _: Node) -> bool:
        # Nodes of one sequence number have no order of their own: the engine's heap decides, and
        # it moves its elements as the one in PyTorch does.
        return False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object at {id(self):#x}>"


# What the engine does with nodes, which is no business of who looks at one.
_INTERNAL = frozenset(vars(Node)) - {
    "metadata", "name", "next_functions", "register_hook", "register_prehook", "requires_grad",
    "where", "_input_metadata", "_register_hook_dict", "_sequence_nr", "_set_sequence_nr",
}  # fmt: skip


class CallableNode(Node):
    """A node that can be called; those of custom functions cannot."""

    __slots__ = ()

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if name[:2] == "__" or name not in _INTERNAL]

    def __call__(self, *grads: Any) -> Any:
        """Run the node's backward formula on ``grads`` (tensors) and return tensors.

        Raises:
            TypeError: if their number is wrong, or one is neither a tensor nor None.

        """
        check_arguments(self, grads)
        if all(one is None for one in grads) and not self.takes_undefined:
            return (None,) * len(self.edges)
        results = self.apply_traced(grads[0] if self.outputs == 1 else grads)
        return results[0] if len(results) == 1 else tuple(results)


@cache
def inplace_variant(node_class: type[Node]) -> type[Node]:
    """Return the class of the same nodes made by the operation in place; no node is larger for it.

    Its name is the same, as in PyTorch.
    """
    body = {"__slots__": (), "__module__": node_class.__module__, "is_inplace": True}
    return type(node_class.__name__, (node_class,), body)


def check_arguments(node: Node, grads: tuple[Any, ...]) -> None:
    """Raise unless a node can be called with ``grads``."""
    expected = len(node.specs())
    if len(grads) != expected:
        raise TypeError(f"expected {expected} arguments, got {len(grads)} instead")
    for index, one in enumerate(grads):
        if one is not None and not hasattr(one, "grad_fn"):
            raise TypeError(f"argument {index} is not a Variable")


def start(node: Node, edges: tuple[Edge, ...], data: Any) -> None:
    """Fill the parts of a node that every operation fills alike."""
    node.edges = edges
    node.extra = None
    node.sequence_nr = next(sequence)
    node.spec = data.__class__ if data.__class__ is not np.ndarray else (data.shape, data.dtype)
