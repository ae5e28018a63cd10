"""How the program behind the operations is said: its lines, derivatives, and cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphviz_autograd.annotations.cuts import CutFact
from graphviz_autograd.annotations.formulas import Formula
from graphviz_autograd.annotations.highlights import HIGHLIGHT
from graphviz_autograd.annotations.lines import Line as Place
from graphviz_autograd.diagram.mathematics import mathematical
from graphviz_autograd.diagram.numbers import format_count
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.said import Aside, Outlined, Said, line
from graphviz_autograd.diagram.shorten import shorten
from graphviz_autograd.graph.collapse import Inside
from graphviz_autograd.graph.model import Graph, Node

SCISSORS = "✂\ufe0e"
MAX_EXPRESSION = 40
MAX_FORMULA = 48
MAX_VARIABLE = 16


def say_line(graph: Graph, node: Node, place: Place) -> Iterator[Said]:
    """The place, and the expression there."""
    del graph, node
    where = f"{place.file}:{place.line}"
    rows = [line("source", shorten(where, MAX_EXPRESSION))]
    if place.text:
        rows.append(line("source", shorten(place.text, MAX_EXPRESSION)))
    whole = f"{where}  {place.text}".strip()
    yield Aside("source", tuple(rows), tooltip=whole, whole=whole)


def say_formula(graph: Graph, node: Node, formula: Formula) -> Iterator[Said]:
    """A row for each input: ``∂w = grad · x``, in the names of the drawing."""
    names = dict(_variables(graph, node, formula))
    numbers = {one.name: one.value for one in formula.arguments}
    texts = [
        f"∂{names[rule.input]} = {mathematical(rule.formula, names, numbers)}"
        for rule in formula.rules
    ]
    rows = (line("formula", shorten(text, MAX_FORMULA)) for text in texts)
    yield Aside("formula", tuple(rows), whole="  ".join(texts))


def _variables(graph: Graph, node: Node, formula: Formula) -> Iterator[tuple[str, str]]:
    """What the variables of the rules are called: as the data is, where that has a name."""
    names: Mapping[int, str] = {
        edge.input_nr: graph.node(edge.tail).names[0]
        for edge in graph.flow(node.id)
        if edge.head == node.id
    }
    results = [graph.node(e.head).names[0] for e in graph.flow(node.id) if e.tail == node.id]
    yield "result", _variable(results[0]) if len(results) == 1 and results[0] else "result"
    for number, name in enumerate(formula.inputs):
        yield name, _variable(names.get(number, "")) or name


def _variable(name: str) -> str:
    return shorten(name, MAX_VARIABLE)


def say_inside(graph: Graph, node: Node, inside: Inside) -> Iterator[Said]:
    """How much a module holds that is not drawn."""
    del graph, node
    many = "" if inside.operations == 1 else "s"
    words = [f"{inside.operations} operation{many}"]
    if inside.parameters:
        words.append(f"{format_count(inside.parameters)} parameters")
    yield line("detail", ", ".join(words))


def say_maker(graph: Graph, node: Node, function: str) -> Iterator[Said]:
    """The operation that had made what was cut off."""
    del graph, node
    yield line("detail", f"made by {operation_name(function)}")


def say_cut(graph: Graph, node: Node, cut: CutFact) -> Iterator[Said]:
    """Nothing in the box: the scissors on the arrow say it."""
    del graph, node, cut
    yield from ()


def say_highlight(graph: Graph, node: Node) -> Iterator[Said]:
    """A mark around it, if it is pointed out."""
    if node.id in graph[HIGHLIGHT]:
        yield Outlined(graph[HIGHLIGHT][node.id])


def cut_label(cut: CutFact) -> str:
    """What stands on an arrow that no gradient flows back along."""
    place = f" · {cut.file}:{cut.line}" if cut.file is not None else ""
    return f"{SCISSORS} {cut.how}{place}"
