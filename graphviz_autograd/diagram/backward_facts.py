"""How it is said what a watched backward did: hooks, order, flow, NaN, failures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from graphviz_autograd.annotations.failures import Failure
from graphviz_autograd.annotations.flow import Flow
from graphviz_autograd.annotations.hooks import HookFact, Hooks, HookState
from graphviz_autograd.annotations.nonfinite import NonFinite
from graphviz_autograd.annotations.order import Order
from graphviz_autograd.annotations.shapes import SHAPE
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.diagram.numbers import format_number, format_summary
from graphviz_autograd.diagram.said import Aside, Line, Outlined, Said, line
from graphviz_autograd.graph.model import Graph, Node
from graphviz_autograd.sources.hooks import HookKind

HOOK_WORDS = {
    HookKind.TENSOR: "hook",
    HookKind.PRE: "pre-hook",
    HookKind.POST: "post-hook",
    HookKind.POST_ACCUMULATE: "after accumulation",
}

MESSAGE_WIDTH, MESSAGE_LINES = 52, 12
"""Of an exception so much is drawn; the tooltip has the whole."""


def say_hooks(graph: Graph, node: Node, hooks: Hooks) -> Iterator[Said]:
    """A chip for each hook, in firing order: its name, and what it did."""
    for fact in hooks.facts:
        name = line("hook", f"{HOOK_WORDS[fact.kind]} {fact.name}")
        yield Aside("hook", (name, *_effect(graph, node, fact)))


def _effect(graph: Graph, node: Node, fact: HookFact) -> Iterator[Line]:
    if fact.state in (HookState.WAITING, HookState.NEVER_FIRED):
        is_waiting = fact.state is HookState.WAITING
        yield line("absent", "has not run") if is_waiting else line("warning", "never fired")
        return
    before = _gradients(graph, node, fact.before)
    if fact.state is HookState.UNCHANGED:
        yield Line((("value", before), ("absent", "unchanged")))
        return
    yield line("value", f"{before} → {_gradients(graph, node, fact.after)}")
    if fact.state is HookState.ZEROED:
        yield line("warning", "zeroed")


def _gradients(graph: Graph, node: Node, summaries: tuple[Summary | None, ...]) -> str:
    shape = graph[SHAPE].get(node.id)
    return "; ".join("none" if s is None else format_summary(s, shape) for s in summaries)


def say_order(graph: Graph, node: Node, order: Order) -> Iterator[Said]:
    """A badge with the place in the order of execution."""
    del graph, node
    yield Aside("badge", (line("order", ", ".join(map(str, order.places))),), "order of execution")


def say_flow(graph: Graph, node: Node, flow: Flow) -> Iterator[Said]:
    """By how much the operation makes the gradient larger or smaller."""
    del graph, node
    if flow.gain is not None:
        yield line("detail", f"gradient × {format_number(flow.gain)}")


def say_nonfinite(graph: Graph, node: Node, fact: NonFinite) -> Iterator[Said]:
    """Where the first value or gradient is that is not finite."""
    del graph
    if fact.is_first:
        yield Outlined("nonfinite")
        what = "first value" if node.kind.is_data else "gives the first gradient"
        yield Aside("warning", (line("warning", f"{what} not finite"),))


def say_failure(graph: Graph, node: Node, failure: Failure) -> Iterator[Said]:
    """The message of the exception, beside the operation that raised it."""
    del graph, node
    message = f"{failure.message} (hook {failure.hook})" if failure.hook else failure.message
    rows = textwrap.wrap(message, MESSAGE_WIDTH, max_lines=MESSAGE_LINES, placeholder=" …")
    first, *others = rows
    yield Outlined("failed")
    yield Aside(
        "warning",
        (line("warning", first), *(line("detail", row) for row in others)),
        tooltip=message,
        whole=message,
    )
