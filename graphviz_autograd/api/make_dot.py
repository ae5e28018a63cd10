"""`make_dot`, for programs that call torchviz's function of that name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import graphviz

from graphviz_autograd.api.outputs import Outputs, tensors_of
from graphviz_autograd.layout.digraph import Digraph
from graphviz_autograd.render.dot import escaped
from graphviz_autograd.sources import find_source, source_of
from graphviz_autograd.sources.base import Function, Tensor
from graphviz_autograd.sources.torch_calls import without_overrides

OUTPUT, BASE = "darkolivegreen1", "darkolivegreen3"
LEAF, SAVED = "lightblue", "orange"
FREED = "freed"

SAVED_PREFIX = "_saved_"
NODE_STYLE = {
    "style": "filled",
    "shape": "box",
    "align": "left",
    "fontsize": "10",
    "ranksep": "0.1",
    "height": "0.2",
    "fontname": "monospace",
}
INCHES_PER_ROW, MIN_INCHES = 0.15, 12.0
MIN_ATTRIBUTE_CHARS = 3


def make_dot(
    var: Outputs,
    params: Mapping[str, Tensor] | Iterable[tuple[str, Tensor]] | None = None,
    show_attrs: bool = False,
    show_saved: bool = False,
    max_attr_chars: int = 50,
) -> graphviz.Digraph:
    """The graph behind ``var`` as torchviz's ``make_dot`` draws it.

    Grey boxes are backward nodes, light blue ones leaves, orange ones saved tensors, light green
    ones outputs, and dark green ones the tensor that an output is a view of. Other than in
    torchviz, a graph of any depth can be drawn, a leaf stays blue where it is saved too, what was
    freed is said to be freed, and nodes have the same names in every run.

    Args:
        var: one tensor or several, of our engine or of PyTorch.
        params: names for leaves: a dict, or pairs as ``named_parameters()`` gives them.
        show_attrs: whether to list what a backward node saved that is no tensor.
        show_saved: whether to draw the tensors that the nodes of built-in operations saved; those
            of a custom ``Function`` are always drawn.
        max_attr_chars: where a value of ``show_attrs`` is cut off, at least 3.

    Raises:
        NotATensorError: if ``var`` or a value of ``params`` is no tensor.

    """
    names = dict(params or {})
    for parameter in names.values():
        source_of(parameter)
    builder = _Builder(
        {id(tensor): name for name, tensor in names.items()},
        max(max_attr_chars, MIN_ATTRIBUTE_CHARS) if show_attrs else None,
        show_saved,
    )
    with without_overrides():
        for tensor in tensors_of(var):
            builder.add_output(tensor)
        return builder.digraph()


@dataclass
class _Builder:
    names: Mapping[int, str]
    """Of leaves, by the ``id`` of a tensor that the caller holds."""
    attribute_chars: int | None
    show_saved: bool
    kept: dict[int, Any] = field(default_factory=dict)
    """What has a node, by ``id``; kept alive, for an ``id`` may be given again after that."""
    numbers: dict[int, int] = field(default_factory=dict)
    visited: set[int] = field(default_factory=set)
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def digraph(self) -> graphviz.Digraph:
        dot = Digraph(node_attr=NODE_STYLE)
        for node, attributes in self.nodes.items():
            dot.node(node, **attributes)
        for tail, head, attributes in self.edges:
            dot.edge(tail, head, **attributes)
        side = max(MIN_INCHES, len(dot.body) * INCHES_PER_ROW)
        dot.graph_attr["size"] = f"{side:g},{side:g}"
        return dot

    def add_output(self, tensor: Tensor) -> None:
        """Add ``tensor`` with what it was computed by, and the tensor it is a view of."""
        color = OUTPUT
        while self._visit(tensor):
            self._add_tensor(tensor, "", color)
            if tensor.grad_fn is not None:
                self._add_functions(tensor.grad_fn)
                self._join(tensor.grad_fn, tensor)
            if source_of(tensor).base(tensor) is None:
                return
            self._join(tensor._base, tensor, style="dotted")
            tensor, color = tensor._base, BASE

    def _add_functions(self, root: Function) -> None:
        stack = [root]
        while stack:
            function = stack.pop()
            if self._visit(function):
                self._add_function(function)
                followers = [f for f, _ in function.next_functions if f is not None]
                for follower in followers:
                    self._join(follower, function)
                stack += reversed(followers)

    def _add_function(self, function: Function) -> None:
        self.nodes[self._name(function)] = {
            "label": escaped(_function_label(function, self.attribute_chars))
        }
        if hasattr(function, "variable"):
            self._visit(function.variable)
            self._add_tensor(function.variable, "", LEAF)
            self._join(function.variable, function)
        if self.show_saved:
            for name, tensor in _saved_by_operation(function):
                self._add_saved(tensor, name)
                self._join(function, tensor, dir="none")
        for tensor in _saved_by_custom_function(function):
            self._add_saved(tensor, "")
            self._join(tensor, function, dir="none")

    def _add_saved(self, tensor: Tensor | _Freed, name: str) -> None:
        self._visit(tensor)
        known = self.nodes.get(self._name(tensor), {})
        if known.get("fillcolor", SAVED) == SAVED:
            self._add_tensor(tensor, name, SAVED)

    def _add_tensor(self, tensor: Tensor | _Freed, name: str, color: str) -> None:
        known = name or self.names.get(id(tensor), "")
        label = escaped(f"{known}\n {_size(tensor)}")
        self.nodes[self._name(tensor)] = {"label": label, "fillcolor": color}

    def _join(self, tail: Any, head: Any, **style: str) -> None:
        self.edges.append((self._name(tail), self._name(head), style))

    def _visit(self, item: Any) -> bool:
        """Whether this is the first visit to ``item``."""
        self._name(item)
        first = id(item) not in self.visited
        self.visited.add(id(item))
        return first

    def _name(self, item: Any) -> str:
        self.kept[id(item)] = item
        return f"n{self.numbers.setdefault(id(item), len(self.numbers))}"


@dataclass(frozen=True)
class _Freed:
    """A saved tensor that is no more."""


def _size(tensor: Tensor | _Freed) -> str:
    if isinstance(tensor, _Freed):
        return FREED
    size = source_of(tensor).facts(tensor).size
    return f"({', '.join('?' if length < 0 else str(length) for length in size)})"


def _saved_by_operation(function: Function) -> Iterator[tuple[str, Tensor | _Freed]]:
    for name, value in _saved_attributes(function):
        if isinstance(value, tuple):
            tensors = ((f"{name}[{i}]", item) for i, item in enumerate(value))
            yield from ((key, item) for key, item in tensors if find_source(item) is not None)
        elif isinstance(value, _Freed) or find_source(value) is not None:
            yield name, value


def _saved_by_custom_function(function: Function) -> Iterator[Tensor | _Freed]:
    try:
        yield from getattr(function, "saved_tensors", ())
    except RuntimeError:  # the graph was freed
        yield _Freed()


def _saved_attributes(function: Function) -> Iterator[tuple[str, Any]]:
    for attribute in dir(function):
        if attribute.startswith(SAVED_PREFIX):
            try:
                value = getattr(function, attribute)
            except RuntimeError:  # the graph was freed
                value = _Freed()
            yield attribute.removeprefix(SAVED_PREFIX), value


def _function_label(function: Function, attribute_chars: int | None) -> str:
    name = type(function).__name__
    if attribute_chars is None:
        return name
    rows = {key: _attribute(value) for key, value in _saved_attributes(function)}
    if not rows:
        return name
    left = max(map(len, rows))
    right = min(max(map(len, rows.values())), attribute_chars)
    rule = "-" * max(left + right + 2, len(name))
    lines = (f"{key:<{left}}: {_shortened(text, right):>{right}}" for key, text in rows.items())
    return "\n".join([name, rule, *lines])


def _attribute(value: Any) -> str:
    if isinstance(value, _Freed):
        return f"[{FREED}]"
    if find_source(value) is not None:
        return "[saved tensor]"
    if isinstance(value, tuple) and any(find_source(item) is not None for item in value):
        return "[saved tensors]"
    return str(value)


def _shortened(text: str, width: int) -> str:
    return f"{text[: width - 3]}..." if len(text) > width else text
