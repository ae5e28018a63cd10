"""Everything there is to say of one tensor, or of a node."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graphviz_autograd import sources
from graphviz_autograd.annotations.gradients import GradientState, gradient_of
from graphviz_autograd.api.inspecting_graph import GraphInspection, inspect_graph
from graphviz_autograd.api.inspecting_module import ParameterTable, inspect_parameters, owners
from graphviz_autograd.api.inspecting_node import (
    Facts,
    HookEntry,
    SavedEntry,
    hook_entries,
    line_of,
    saved_entries,
)
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.graph.model import Graph, NodeKind
from graphviz_autograd.sources.base import Function, NoNumbersError, Source, Tensor
from graphviz_autograd.sources.capture import capture
from graphviz_autograd.sources.names import Names, joined, namespace_of, tensor_names
from graphviz_autograd.sources.torch_calls import without_overrides

MAX_DEPTH = 6
MAX_VALUES = 1000
"""A larger tensor is shown with its middle left out, and has no values in JSON."""

REASONS = {
    GradientState.COMPUTED: "",
    GradientState.ZERO: "",
    GradientState.NOT_COMPUTED: "not computed yet: no backward pass has reached this tensor",
    GradientState.NOT_REACHED: "never came: the backward that was watched did not reach it",
    GradientState.NOT_RETAINED: (
        "not retained: only leaves keep their gradient; call retain_grad() before backward()"
    ),
    GradientState.IMPOSSIBLE: "cannot exist: this tensor does not require grad",
}


@dataclass(frozen=True)
class FunctionTree:
    """An entry of ``next_functions`` and what follows from it, a few levels deep.

    ``function`` is ``None`` where no gradient flows; ``tensor`` is the name of the leaf that an
    ``AccumulateGrad`` adds to, or of the input that needs no gradient; ``seen`` and ``cut`` say why
    nothing follows: it stands above already, or it lies too deep.
    """

    function: str | None
    output_nr: int
    tensor: str = ""
    next_functions: tuple[FunctionTree, ...] = ()
    seen: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Inspection(Displayed):
    """The facts of a tensor: plain data, as `to_json` writes it.

    ``value`` and ``grad`` are nested lists, with ``"nan"``, ``"inf"`` and ``"-inf"`` for what JSON
    lacks, and ``None`` for more than `MAX_VALUES` numbers, for numbers that cannot be read, or
    where there is no gradient;
    ``value_text`` and ``grad_text`` are what a reader is shown. ``names`` are all names that the
    program has for it; ``saved`` is what its ``grad_fn`` saved; ``consumers`` are the operations of
    named results that use it; ``leaves`` counts the leaves that it was computed from; ``line`` is
    where, if that was recorded. ``view_of`` is the name of its base, empty for one without a name.
    """

    name: str
    value: Any
    value_text: str
    shape: tuple[int, ...]
    dtype: str
    requires_grad: bool
    is_leaf: bool
    grad: Any
    grad_text: str
    grad_state: GradientState
    grad_reason: str
    grad_fn: FunctionTree | None
    names: tuple[str, ...] = ()
    retains_grad: bool = False
    version: int | None = None
    view_of: str | None = None
    hooks: tuple[HookEntry, ...] = ()
    saved: tuple[SavedEntry, ...] = ()
    consumers: tuple[str, ...] = ()
    leaves: int = 0
    line: str = ""

    def to_json(self) -> str:
        """The facts as JSON, without the texts for readers."""
        facts = {k: v for k, v in asdict(self).items() if not k.endswith("_text")}
        return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class NodeInspection(Facts):
    """The facts of a ``grad_fn``: what it saved, its hooks, and what follows from it.

    ``outputs`` are the shapes and dtypes of what the operation made.
    """

    name: str
    sequence_nr: int
    outputs: tuple[str, ...]
    saved: tuple[SavedEntry, ...]
    hooks: tuple[HookEntry, ...]
    next_functions: FunctionTree
    line: str


Inspected = Inspection | NodeInspection | GraphInspection | ParameterTable


def inspection(value: Any, *, names: Names | None = None, depth: int = MAX_DEPTH) -> Inspected:
    """What can be found out about ``value``, of our engine or of PyTorch.

    Args:
        value: a tensor of any shape; a ``grad_fn``; a graph that `capture` made; or an
            ``nn.Module``, for a table of its parameters.
        names: where to look for the names of tensors, by default the caller's variables.
        depth: how many levels of ``next_functions`` are told.

    Raises:
        NotATensorError: if it is none of these.

    """
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    if isinstance(value, Graph):
        return inspect_graph(value)
    if hasattr(type(value), "named_parameters"):
        known = namespace if isinstance(namespace, Mapping) else {}
        return inspect_parameters(value, next(owners(known, value), ""))
    function_source = sources.find_source_of_function(value)
    if function_source is not None:
        known = tensor_names(namespace, function_source)
        return _node(value, function_source, known, depth)
    source = sources.source_of(value)
    return _tensor(value, source, tensor_names(namespace, source), depth)


def _node(
    function: Function, source: Source, names: Mapping[str, Tensor], depth: int
) -> NodeInspection:
    is_leaf = source.variable(function) is not None
    outputs = () if is_leaf else source.outputs_facts(function)
    return NodeInspection(
        name=source.name(function),
        sequence_nr=source.sequence_nr(function),
        outputs=tuple(f"{size} {dtype}" for size, dtype in outputs),
        saved=saved_entries(function, source),
        hooks=hook_entries(source.hooks_of_function(function)),
        next_functions=_TreeBuilder(source, names, depth).tree(function, 0),
        line=line_of(source.place(function)),
    )


@without_overrides()
def _tensor(tensor: Tensor, source: Source, known: Mapping[str, Tensor], depth: int) -> Inspection:
    facts = source.facts(tensor)
    gradient = gradient_of(tensor, facts, source)
    value, value_text = _numbers(tensor, source)
    grad_value, grad_text = _numbers(source.grad(tensor), source)
    function, output_nr = source.grad_fn(tensor)
    base = source.base(tensor)
    producer = None if function is None else (function, output_nr)
    tree = _TreeBuilder(source, known, depth)
    return Inspection(
        name=_called(tensor, source, known),
        value=value,
        value_text=value_text,
        shape=facts.size,
        dtype=facts.dtype,
        requires_grad=facts.requires_grad,
        is_leaf=facts.is_leaf,
        grad=grad_value,
        grad_text=grad_text,
        grad_state=gradient.state,
        grad_reason=REASONS[gradient.state],
        grad_fn=None if function is None else tree.tree(function, output_nr),
        names=tuple(owners(known, tensor)),
        retains_grad=facts.retains_grad,
        version=facts.version,
        view_of=None if base is None else _called(base, source, known),
        hooks=hook_entries(source.hooks_of_data(tensor, producer)),
        saved=() if function is None else saved_entries(function, source),
        consumers=_consumers(tensor, source, known),
        leaves=_leaves(tensor, source) if function is not None else 0,
        line="" if function is None else line_of(source.place(function)),
    )


def _consumers(tensor: Tensor, source: Source, known: Mapping[str, Tensor]) -> tuple[str, ...]:
    """The operations that use ``tensor`` among those that led to a named tensor."""
    made = [one for one in known.values() if source.grad_fn(one)[0] is not None]
    found = capture(made, source, known)
    node = found.find(tensor)
    edges = found.graph.flow(node) if node is not None else ()
    return tuple(found.graph.node(edge.head).name for edge in edges if edge.tail == node)


def _leaves(tensor: Tensor, source: Source) -> int:
    graph = capture([tensor], source).graph
    return sum(node.kind is NodeKind.LEAF for node in graph.nodes)


def _called(tensor: Tensor, source: Source, names: Mapping[str, Tensor]) -> str:
    return joined([n for n, known in names.items() if known is tensor], source.own_name(tensor))


def _numbers(tensor: Tensor | None, source: Source) -> tuple[Any, str]:
    """The numbers as plain data and for a reader, who is told why there are none to be read."""
    if tensor is None:
        return None, ""
    try:
        array = source.array(tensor)
    except NoNumbersError as error:
        return None, f"no numbers: {error}"
    return _values(array), _text(array)


def _values(array: Any) -> Any:
    return _plain(array.tolist()) if array.size <= MAX_VALUES else None


def _plain(value: Any) -> Any:
    """``value`` with strings for the numbers that JSON lacks, as in a saved graph."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return repr(value) if isinstance(value, float) and not math.isfinite(value) else value


def _text(array: Any) -> str:
    return np.array2string(array, separator=", ", threshold=40, precision=4, max_line_width=60)


@dataclass
class _TreeBuilder:
    source: Source
    names: Mapping[str, Tensor]
    depth: int = MAX_DEPTH

    def __post_init__(self) -> None:
        self.seen: dict[int, Function] = {}

    def tree(self, function: Function, output_nr: int, depth: int = 0) -> FunctionTree:
        name, followers = self.source.name(function), self.source.next_functions(function)
        variable = self.source.variable(function)
        leaf = "" if variable is None else self._name(variable) or "unnamed leaf"
        if id(function) in self.seen or depth >= self.depth:
            seen = id(function) in self.seen
            return FunctionTree(name, output_nr, leaf, seen=seen, cut=not seen and bool(followers))
        self.seen[id(function)] = function
        entries = enumerate(followers)
        return FunctionTree(
            name,
            output_nr,
            leaf,
            tuple(self._entry(function, i, *entry, depth + 1) for i, entry in entries),
        )

    def _entry(
        self, function: Function, input_nr: int, follower: Function | None, nr: int, depth: int
    ) -> FunctionTree:
        if follower is not None:
            return self.tree(follower, nr, depth)
        constant = self.source.constant_input(function, input_nr)
        return FunctionTree(None, nr, "" if constant is None else self._name(constant))

    def _name(self, tensor: Tensor) -> str:
        return _called(tensor, self.source, self.names)
