"""A graph survives JSON, and damaged JSON is refused with its fault named."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviz_autograd.annotations import KEYS
from graphviz_autograd.annotations.formulas import FORMULA, Argument, Formula, Rule
from graphviz_autograd.annotations.gradients import GRADIENT, Gradient, GradientState
from graphviz_autograd.annotations.shapes import SHAPE, Shape
from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.graph.check import GraphError
from graphviz_autograd.graph.jsonio import graph_from_json, graph_to_json
from graphviz_autograd.graph.model import Cluster, Edge, Graph, Key, Node, NodeKind

NUMBERS = st.floats(allow_nan=False) | st.just(math.nan)
SUMMARIES = st.builds(
    Summary,
    size=st.integers(0),
    items=st.none() | st.lists(NUMBERS, max_size=3).map(tuple),
    minimum=st.none() | NUMBERS,
    maximum=st.none() | NUMBERS,
    mean=st.none() | NUMBERS,
    nonfinite=st.integers(0),
    norm=st.none() | st.floats(0),
    zeros=st.integers(0, 9),
)
GRADIENTS = st.builds(Gradient, st.sampled_from(GradientState), st.none() | SUMMARIES)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Chains of operations with any names and any facts."""
    length = draw(st.integers(0, 4))
    names = st.text(max_size=8)
    nodes = [Node("n0", NodeKind.LEAF, draw(names))]
    edges = []
    for i in range(length):
        nodes += [Node(f"f{i}", NodeKind.FUNCTION, draw(names)), Node(f"d{i}", NodeKind.OUTPUT)]
        edges += [
            Edge(nodes[-3].id, f"f{i}"),
            Edge(f"f{i}", f"d{i}", output_nr=draw(st.integers(0))),
        ]
    graph = Graph(tuple(nodes), tuple(edges), (Cluster("c", draw(names), ("n0",)),))
    shape = Shape(draw(st.lists(st.integers(0), max_size=3).map(tuple)), draw(names))
    return graph.with_annotation(SHAPE, {"n0": shape}).with_annotation(
        GRADIENT, draw(st.dictionaries(st.just("n0"), GRADIENTS))
    )


@given(graphs())
def test_a_graph_round_trips_to_an_equal_graph(graph: Graph) -> None:
    text = graph_to_json(graph)
    assert graph_from_json(text, KEYS) == graph
    assert graph_to_json(graph_from_json(text, KEYS)) == text


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(graph_to_json(Graph())), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a saved graph"),
        ("{}", "not a saved graph"),
        (damaged(version=2), "version 2 of the format; this release reads version 1"),
        (damaged(nodes=[{"id": "n0"}]), "damaged graph"),
        (damaged(nodes=[{"id": 7, "kind": "leaf", "name": ""}]), "expected str, found 7"),
        (
            damaged(nodes=[{"id": "n0", "kind": "leave", "name": ""}]),
            "'leave' is not a valid NodeKind",
        ),
        (damaged(nodes=[{"id": "n0", "kind": "leaf", "color": ""}]), "Node has no field 'color'"),
        (damaged(nodes=7), "damaged graph"),
        (damaged(annotations={"flops": {}}), "unknown annotation 'flops'; known are "),
        (damaged(edges=[{"tail": "a", "head": "b", "kind": "flow"}]), "which is no node"),
    ],
)
def test_damage_is_named(text: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        graph_from_json(text, KEYS)


def test_a_missing_section_is_named() -> None:
    data = json.loads(graph_to_json(Graph()))
    del data["edges"]
    with pytest.raises(GraphError, match="'edges' is missing"):
        graph_from_json(json.dumps(data), KEYS)


def test_a_key_says_the_type_of_its_facts() -> None:
    assert Key("shape", Shape) == SHAPE


def test_a_formula_with_nan_round_trips() -> None:
    graph = Graph((Node("n0", NodeKind.LEAF, "x"),), (), ())
    rule = Formula(("self",), (Rule("self", "grad * exponent"),), (Argument("exponent", math.nan),))
    graph = graph.with_annotation(FORMULA, {"n0": rule})
    assert graph_from_json(graph_to_json(graph), KEYS) == graph
    assert hash(rule) == hash(graph_from_json(graph_to_json(graph), KEYS)[FORMULA]["n0"])
