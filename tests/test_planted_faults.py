"""Checks that cannot fail are worth nothing: each plants a fault and sees it caught."""

import dataclasses

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.annotations import FACETS, Collector, Facet
from graphviz_autograd.annotations.shapes import SHAPE, Shape
from graphviz_autograd.diagram import legend
from graphviz_autograd.graph.check import GraphError, check_graph
from graphviz_autograd.graph.model import Edge, NodeKind


def graph() -> Graph:
    w = torch.tensor(2.0, requires_grad=True)
    return torch.capture((w * w).exp())


def test_a_dropped_parallel_edge_makes_another_graph() -> None:
    good = graph()
    planted = dataclasses.replace(good, edges=good.edges[:-1])
    assert planted != good


def test_a_reversed_edge_is_caught_by_the_checker() -> None:
    good = graph()
    last = good.edges[-1]
    planted = dataclasses.replace(good, edges=(*good.edges, Edge(last.head, last.tail)))
    with pytest.raises(GraphError, match="cycle"):
        check_graph(planted)


def test_an_ill_formed_graph_of_a_collector_fails_any_test(monkeypatch: pytest.MonkeyPatch) -> None:
    astray = Collector(SHAPE, lambda _: {"n99": Shape((), "float32")})
    monkeypatch.setitem(FACETS, "shapes", Facet("shapes", (astray,)))  # type: ignore[arg-type]
    with pytest.raises(GraphError, match="annotation 'shape' is about 'n99', no node"):
        graph()


def test_a_value_that_changed_changes_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    w = torch.tensor(2.0, requires_grad=True)
    before = torch.draw(w).render()
    monkeypatch.setitem(legend.NODES, NodeKind.LEAF, "wrong words")
    assert torch.draw(w).render() != before
