"""The forward and the backward view, both, and parts of a graph."""

import pytest

import graphviz_autograd as torch
from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.hiding import HIDEABLE, hide_kinds, parse_hide
from graphviz_autograd.graph.model import EdgeKind, Graph, NodeKind
from graphviz_autograd.graph.select import SelectionError, select
from graphviz_autograd.graph.views import View, backward_view, both_views


@pytest.fixture
def textbook() -> Graph:
    w = torch.tensor(2.0, requires_grad=True)
    x = torch.tensor(3.0)
    b = torch.tensor(1.0, requires_grad=True)
    y = w * x
    z = y + b
    return torch.capture(z)


def arrows(graph: Graph, *kinds: EdgeKind) -> set[tuple[str, str, int, int]]:
    names = {node.id: node.name for node in graph.nodes}
    return {
        (names[e.tail], names[e.head], e.input_nr, e.output_nr)
        for e in graph.edges
        if e.kind in kinds
    }


def test_the_backward_view_is_next_functions(textbook: Graph) -> None:
    view = check_graph(backward_view(textbook))
    assert arrows(view, EdgeKind.GRADIENT) == {
        ("AddBackward0", "MulBackward0", 0, 0),
        ("AddBackward0", "AccumulateGrad", 1, 0),
        ("MulBackward0", "AccumulateGrad", 0, 0),
        ("MulBackward0", "x", 1, 0),
    }
    assert arrows(view, EdgeKind.TIE) == {("z", "AddBackward0", 0, 0)}
    assert arrows(view, EdgeKind.ACCUMULATE) == arrows(textbook, EdgeKind.ACCUMULATE)
    assert NodeKind.INTERMEDIATE not in {node.kind for node in view.nodes}


def test_the_backward_view_has_the_numbers_of_outputs() -> None:
    x = torch.ones(2, requires_grad=True)
    first, second = x.unbind()
    view = backward_view(torch.capture(second * first))
    assert arrows(view, EdgeKind.GRADIENT) >= {
        ("MulBackward0", "UnbindBackward0", 0, 1),
        ("MulBackward0", "UnbindBackward0", 1, 0),
    }


def test_both_views_are_tied(textbook: Graph) -> None:
    both = check_graph(both_views(textbook, {"shape"}))
    assert arrows(both, EdgeKind.TIE) == {
        ("AddBackward0", "AddBackward0", 0, 0),
        ("MulBackward0", "MulBackward0", 0, 0),
    }
    assert arrows(both, EdgeKind.FLOW) == arrows(textbook, EdgeKind.FLOW)
    kinds = [node.kind for node in both.nodes]
    assert kinds.count(NodeKind.GRAD_FN) == kinds.count(NodeKind.ACCUMULATOR) == 2
    assert both.annotations["value"] == textbook.annotations["value"]


@pytest.mark.parametrize("word", HIDEABLE)
def test_what_is_hidden_is_gone(textbook: Graph, word: str) -> None:
    part = check_graph(hide_kinds(textbook, [word]))
    assert HIDEABLE[word] not in {node.kind for node in part.nodes}


def test_operations_on_both_sides_of_hidden_data_are_joined(textbook: Graph) -> None:
    part = hide_kinds(textbook, ["intermediates"])
    assert ("MulBackward0", "AddBackward0", 0, 0) in arrows(part, EdgeKind.FLOW)


def test_words_of_hide() -> None:
    assert parse_hide(None, View.FORWARD) == ("accumulators",)
    assert parse_hide(None, View.BACKWARD) == ()
    assert parse_hide("constants, leaves", View.FORWARD) == ("constants", "leaves")
    with pytest.raises(ValueError, match="nothing called 'leafs' can be hidden"):
        parse_hide("leafs", View.FORWARD)


@pytest.fixture
def chain() -> Graph:
    a = torch.tensor(1.0, requires_grad=True)
    c = torch.tensor(2.0, requires_grad=True)
    b = a.exp()
    d = b * c
    e = d.sin()
    f = e.cos()
    return torch.capture([f, b + 1])


def names(graph: Graph) -> set[str]:
    return {node.name for node in graph.nodes if node.name != "AccumulateGrad"}


def test_between_two_names(chain: Graph) -> None:
    part = check_graph(select(chain, start="b", stop="d"))
    assert names(part) == {"b", "MulBackward0", "c", "d", "…"}
    assert arrows(part, EdgeKind.FLOW) >= {("…", "b", 0, 0), ("b", "…", 0, 0), ("d", "…", 0, 0)}


def test_so_many_operations_back_or_on(chain: Graph) -> None:
    assert {"d", "e", "SinBackward0"} <= names(select(chain, stop="e", upstream=1))
    assert "MulBackward0" not in names(select(chain, stop="e", upstream=1))
    assert "d" in names(select(chain, start="b", downstream=1))
    assert "SinBackward0" not in names(select(chain, start="b", downstream=1))
    near = names(select(chain, start="d", stop="d", upstream=1, downstream=1))
    assert near == {"b", "c", "MulBackward0", "d", "SinBackward0", "e", "…"}


def test_nothing_asked_for_leaves_all(chain: Graph) -> None:
    assert select(chain) == chain
    assert select(Graph(), upstream=1) == Graph()


def test_a_name_that_is_not_there_is_said_with_those_that_are(chain: Graph) -> None:
    with pytest.raises(SelectionError, match="no node is called 'g'; there are: "):
        select(chain, start="g")
    with pytest.raises(SelectionError, match="nothing that leads to a was computed from f"):
        select(chain, start="f", stop="a")


def test_a_long_graph_needs_no_recursion() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(5_000):
        y = y.tanh()
    graph = torch.capture(y, show="names")
    assert len(select(graph, start="x", upstream=10).nodes) == 22
    assert len(both_views(graph).nodes) == 15_002
