"""What is said of each node: one formatter for each annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graphviz_autograd.annotations.accumulations import ACCUMULATION
from graphviz_autograd.annotations.cuts import CUT, MADE_BY
from graphviz_autograd.annotations.failures import FAILURE
from graphviz_autograd.annotations.flow import FLOW
from graphviz_autograd.annotations.formulas import FORMULA
from graphviz_autograd.annotations.gradients import GRADIENT
from graphviz_autograd.annotations.hooks import HOOKS
from graphviz_autograd.annotations.lines import LINE
from graphviz_autograd.annotations.memory import MEMORY, PACKED
from graphviz_autograd.annotations.nonfinite import NONFINITE
from graphviz_autograd.annotations.order import ORDER
from graphviz_autograd.annotations.parameters import PARAMETER
from graphviz_autograd.annotations.requires_grad import REQUIRES_GRAD
from graphviz_autograd.annotations.saved import SAVED
from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.annotations.values import UNREADABLE, VALUE
from graphviz_autograd.annotations.versions import INPLACE, VERSION
from graphviz_autograd.annotations.views import VIEW
from graphviz_autograd.diagram.backward_facts import (
    say_failure,
    say_flow,
    say_hooks,
    say_nonfinite,
    say_order,
)
from graphviz_autograd.diagram.facts import (
    say_accumulation,
    say_gradient,
    say_shape,
    say_unreadable,
    say_value,
)
from graphviz_autograd.diagram.memory_facts import (
    saved_title,
    say_inplace,
    say_memory,
    say_packed,
    say_parameter,
    say_requires_grad,
    say_saved,
    say_version,
    say_view,
)
from graphviz_autograd.diagram.operations import OPAQUE, operation_name
from graphviz_autograd.diagram.program_facts import (
    say_cut,
    say_formula,
    say_inside,
    say_line,
    say_maker,
)
from graphviz_autograd.diagram.said import Outlined, Said, line
from graphviz_autograd.diagram.shorten import shorten, shorten_names
from graphviz_autograd.graph.collapse import INSIDE
from graphviz_autograd.graph.model import Edge, Graph, Key, Node, NodeKind
from graphviz_autograd.graph.views import grad_fn_of

Formatter = Callable[[Graph, Node, Any], Iterable[Said]]
"""From a fact about a node to what is said of it."""

Noted = tuple[Mapping[str, Any], Formatter]
"""Facts of one kind by node, and how they are said."""

MAX_OPERATION = 48


def say_title(graph: Graph, node: Node) -> list[Said]:
    """What ``node`` is called in its box."""
    return list(_title(graph, node))


def noted(graph: Graph) -> list[Noted]:
    """The kinds of facts that ``graph`` has, in the order in which they are said."""
    return [(graph[key], say) for key, say in FORMATTERS.items() if graph[key]]


def say_facts(graph: Graph, node: Node, noted: Iterable[Noted]) -> list[Said]:
    """What the facts about ``node`` say, those of them that have something to say."""
    found = [(say, facts[node.id]) for facts, say in noted if node.id in facts]
    return [said for say, fact in found for said in say(graph, node, fact)]


def node_words(node: Node, facts: Iterable[Said]) -> str:
    """Everything that is said of ``node``, a line for each of its ``facts``, its name in full."""
    words = (fact.text for fact in facts if not isinstance(fact, Outlined))
    return "\n".join([node.name or f"unnamed {node.kind}", *words])


def edge_words(edge: Edge, graph: Graph) -> str:
    """What ``edge`` joins, as in ``y → mul (input 1)``."""
    tail, head = graph.node(edge.tail), graph.node(edge.head)
    words = f"{_called(tail)} → {_called(head)}"
    return f"{words} (input {edge.input_nr})" if head.kind is NodeKind.FUNCTION else words


def _called(node: Node) -> str:
    if not node.name:
        return f"unnamed {node.kind}"
    return node.name if node.kind.is_data else operation_name(node.name)


def _title(graph: Graph, node: Node) -> Iterator[Said]:
    if node.kind is NodeKind.REFERENCE:
        yield line("op", shorten_names(node.name) or f"same as {node.id.rpartition('.')[0]}")
    elif node.kind is NodeKind.SAVED:
        yield line("op", shorten_names(saved_title(graph, node)))
    elif node.kind.is_data:
        if name := shorten_names(node.name):
            yield line("name", name)
    elif node.kind is NodeKind.OMITTED:
        yield line("symbol", node.name)
    elif node.kind in (NodeKind.GRAD_FN, NodeKind.MODULE):
        yield line("op", shorten(node.name, MAX_OPERATION))
    else:
        operation = operation_name(node.name)
        yield line("op", shorten(operation, MAX_OPERATION))
        is_beside = bool(graph.name_of(grad_fn_of(node.id)))
        if node.name != operation and not is_beside:
            yield line("detail", shorten(node.name, MAX_OPERATION))
        if node.name in OPAQUE:
            yield line("detail", OPAQUE[node.name])


FORMATTERS: dict[Key[Any], Formatter] = {
    VALUE: say_value,
    UNREADABLE: say_unreadable,
    SHAPE: say_shape,
    GRADIENT: say_gradient,
    ACCUMULATION: say_accumulation,
    FLOW: say_flow,
    ORDER: say_order,
    HOOKS: say_hooks,
    NONFINITE: say_nonfinite,
    FAILURE: say_failure,
    PARAMETER: say_parameter,
    REQUIRES_GRAD: say_requires_grad,
    VIEW: say_view,
    SAVED: say_saved,
    MADE_BY: say_maker,
    CUT: say_cut,
    VERSION: say_version,
    INPLACE: say_inplace,
    LINE: say_line,
    FORMULA: say_formula,
    MEMORY: say_memory,
    PACKED: say_packed,
    INSIDE: say_inside,
}
"""How each fact is said; in this order the lines stand in a box."""
