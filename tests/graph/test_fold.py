"""Equal blocks are folded, unequal ones are named, nothing else changes."""

from dataclasses import replace

import pytest

import graphviz_autograd as torch
from graphviz_autograd.annotations import KEYS
from graphviz_autograd.api.pipeline import AUTO_FOLD
from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.collapse import collapse_clusters
from graphviz_autograd.graph.fold import Sweep, fold_repeats
from graphviz_autograd.graph.jsonio import graph_from_json, graph_to_json
from graphviz_autograd.graph.model import Cluster, Graph, NodeKind
from graphviz_autograd.graph.repeat_names import difference
from graphviz_autograd.graph.transform import hide_accumulators, repeat_shared_inputs


def residual(count: int, odd: int | None = None, width: int = 2) -> Graph:
    """Blocks ``x + f(x @ w)``, one of them with another ``f``."""
    ws = [torch.full((width, width), 0.1, requires_grad=True) for _ in range(count)]
    x = torch.ones(1, width, requires_grad=True) * 2.0
    for i in range(count):
        y = x @ ws[i]
        x = x + (torch.relu(y) if i == odd else torch.tanh(y))
    graph = torch.capture(x.sum(), names={"ws": ws})
    return repeat_shared_inputs(hide_accumulators(graph))


def test_equal_blocks_are_drawn_once() -> None:
    graph = residual(12)
    folded = check_graph(fold_repeats(graph))
    (cluster,) = folded.clusters
    assert (cluster.name, cluster.repeat) == ("ws[0] … ws[11]", 12)
    assert len(cluster.nodes) == 7
    assert len(graph.nodes) - len(folded.nodes) == 11 * 7
    assert folded.annotations["shape"].keys() <= {node.id for node in folded.nodes}


def test_ties_lead_from_the_end_of_a_block_to_its_beginning() -> None:
    folded = fold_repeats(residual(12))
    (cluster,) = folded.clusters
    names = {node.id: node.name for node in folded.nodes}
    tails = {tail for tail, _ in cluster.ties}
    assert len(tails) == 1
    assert [names[head] for _, head in cluster.ties] == ["MmBackward0", "AddBackward0"]
    before = {edge.tail for edge in folded.edges if edge.head in dict(cluster.ties).values()}
    assert not before & tails


def test_a_block_that_differs_is_not_folded_but_named() -> None:
    folded = check_graph(fold_repeats(residual(12, odd=5)))
    assert [(cluster.name, cluster.repeat) for cluster in folded.clusters] == [
        ("ws[0] … ws[4]", 5),
        ("ws[6] … ws[11]", 6),
        ("differs: ReluBackward0 in place of TanhBackward0", 1),
    ]


def test_what_stands_between_two_blocks_is_named() -> None:
    x = torch.ones(1, 2, requires_grad=True) * 2.0
    for i in range(12):
        x = x + torch.tanh(torch.exp(x).abs())
        x = torch.relu(x) if i == 5 else x
    folded = fold_repeats(hide_accumulators(torch.capture(x.sum(), names={})))
    assert [(cluster.name, cluster.repeat) for cluster in folded.clusters] == [
        ("", 6),
        ("", 6),
        ("differs: ReluBackward0 added", 1),
    ]


def test_of_many_differences_few_are_listed() -> None:
    assert difference(list("abcdef"), ["x"]) == "x in place of a, b, c and 3 more"


def test_blocks_of_other_shapes_are_not_equal() -> None:
    w, v = (torch.ones(n, n, requires_grad=True) for n in (2, 3))
    x = torch.ones(1, 2) @ torch.ones(2, 2, requires_grad=True)
    for _ in range(2):
        x = (x @ w).tanh()
    x = x @ torch.ones(2, 3, requires_grad=True)
    for _ in range(2):
        x = (x @ v).tanh()
    graph = hide_accumulators(torch.capture(x, names={}))
    assert fold_repeats(graph).clusters == ()
    assert {cluster.repeat for cluster in fold_repeats(graph, 2).clusters} <= {2}


def test_few_blocks_are_folded_only_if_asked_for() -> None:
    graph = residual(2)
    assert fold_repeats(graph) == graph
    assert [cluster.repeat for cluster in fold_repeats(graph, 2).clusters] == [2]


def test_shared_weights_do_not_hinder() -> None:
    w, h = torch.ones(2, 2, requires_grad=True), torch.zeros(1, 2)
    states = []
    for _ in range(20):
        h = torch.tanh(torch.ones(1, 2) + h @ w)
        states.append(h)
    graph = repeat_shared_inputs(torch.capture(torch.stack(states), names={}))
    folded = check_graph(fold_repeats(graph))
    (cluster,) = folded.clusters
    assert cluster.repeat >= 19
    leaving = [e for e in folded.edges if e.tail in cluster.nodes and e.head not in cluster.nodes]
    assert len(leaving) == len({edge.head for edge in leaving}) <= 2


def test_blocks_that_are_joined_otherwise_are_not_equal() -> None:
    x = torch.ones(2, requires_grad=True) * 2.0
    for i in range(12):
        y = x.tanh()
        z = y.tanh()
        x = z + (x if i in (0, 1, 3, 4, 6, 7, 9, 10) else y)
    graph = hide_accumulators(torch.capture(x, names={}))
    assert {cluster.repeat for cluster in fold_repeats(graph).clusters} == {4}


def test_folded_graphs_are_saved_and_read() -> None:
    folded = fold_repeats(residual(12))
    assert graph_from_json(graph_to_json(folded), KEYS) == folded


def test_a_drawing_says_that_it_is_folded() -> None:
    x = torch.ones(2, requires_grad=True) * 2.0
    for _ in range(AUTO_FOLD // 4):
        x = torch.sin(x).exp()
    drawing = torch.draw(x)
    assert len(drawing.picture.diagram.boxes) < 20
    svg = drawing.render()
    assert "×250" in svg
    assert "×N: the first of N equal blocks" in svg
    assert 'class="edge repeat"' in svg
    assert drawing.render("txt").count("[sin]") == 1
    assert len(torch.draw(x, fold="none").picture.diagram.boxes) > AUTO_FOLD
    assert len(torch.draw(x, fold=300).picture.diagram.boxes) > AUTO_FOLD


@pytest.mark.parametrize("fold", ["all", 1, 2.5])
def test_what_cannot_be_is_refused(fold: object) -> None:
    with pytest.raises(ValueError, match="fold is 'auto', 'none' or a number from 2 on"):
        torch.draw(torch.ones(2), fold=fold)


def test_blocks_are_named_by_their_scopes_and_put_into_them() -> None:
    graph = residual(4)
    sweep = [cluster.nodes for cluster in _blocks(graph)]
    scopes = tuple(Cluster(f"s{i}", f"net.{i}", n[2:], "net") for i, n in enumerate(sweep))
    rest = tuple(node for nodes in sweep for node in nodes[:2])
    graph = replace(graph, clusters=(Cluster("net", "net", rest), *scopes))
    folded = check_graph(fold_repeats(graph))
    net, block, inner = folded.clusters
    assert (block.name, block.parent) == ("net.0 … net.3", "net")
    assert (inner.name, inner.parent, net.parent) == ("net.0", block.id, None)
    assert set(block.nodes) == set(sweep[0][:2])


def test_a_block_lies_in_the_module_that_holds_its_operations() -> None:
    graph = residual(4)
    made = [n.id for n in graph.nodes if n.kind in (NodeKind.FUNCTION, NodeKind.INTERMEDIATE)]
    folded = check_graph(fold_repeats(replace(graph, clusters=(Cluster("net", "net", (*made,)),))))
    net, block = folded.clusters
    assert (block.parent, block.repeat) == (net.id, 4)
    kinds = {folded.node(node).kind for node in block.nodes}
    assert NodeKind.LEAF in kinds  # which is in no module
    assert not set(net.nodes) & set(block.nodes)


def test_closed_modules_are_folded_whatever_their_numbers() -> None:
    x = torch.ones(1, 2, requires_grad=True) * 2.0
    for i in range(5):
        with torch.scope(f"blocks.{i}: Block"):
            y = torch.tanh(x)
        x = x + y
    graph = collapse_clusters(torch.capture(x, names={}), 0, {})
    (cluster,) = check_graph(fold_repeats(hide_accumulators(graph))).clusters
    assert (cluster.name, cluster.repeat) == ("blocks.0 … blocks.4", 5)


def _blocks(graph: Graph) -> list[Cluster]:
    """The nodes of each copy: those of the first one, and what else a smaller fold leaves."""
    (cluster,) = fold_repeats(graph).clusters
    sweep = Sweep(graph)
    start, length = sweep.place[cluster.nodes[0]], len(cluster.nodes)
    return [
        Cluster("", "", tuple(n.id for n in sweep.nodes[start + i * length :][:length]))
        for i in range(cluster.repeat)
    ]


def test_kinds_matter() -> None:
    folded = fold_repeats(residual(12))
    assert sum(node.kind is NodeKind.OUTPUT for node in folded.nodes) == 1
