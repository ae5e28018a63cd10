"""Scopes are clusters, in both frameworks alike."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

import graphviz_autograd as torch
from graphviz_autograd import Graph
from graphviz_autograd.sources import scopes

Run = Callable[[str, str], Graph]


def clusters(graph: Graph) -> list[tuple[str, str | None, list[str]]]:
    """Of each cluster its name, that of its parent, and its operations."""
    names = {cluster.id: cluster.name for cluster in graph.clusters}
    return [
        (
            cluster.name,
            names[cluster.parent] if cluster.parent else None,
            [graph.node(n).name for n in cluster.nodes if not graph.node(n).kind.is_data],
        )
        for cluster in graph.clusters
    ]


def test_scopes_in_scopes_and_in_loops(same_graph_of: Run) -> None:
    graph = same_graph_of(
        """
        h = w = torch.tensor(2.0, requires_grad=True)
        with scope("encoder"):
            for _ in range(2):
                with scope("layer"):
                    h = (h * w).tanh()
        with scope("unused"):
            pass
        with scope("head"):
            h = h.exp()
        out = h.sin()
        """,
        "scopes",
    )
    assert clusters(graph) == [
        ("encoder", None, []),
        ("layer", "encoder", ["TanhBackward0", "MulBackward0"]),
        ("layer", "encoder", ["TanhBackward0", "MulBackward0"]),
        ("head", None, ["ExpBackward0"]),
    ]


def test_results_and_saved_tensors_belong_to_the_scope_of_their_operation(graph_of: Run) -> None:
    graph = graph_of(
        """
        w = torch.tensor(2.0, requires_grad=True)
        with scope("part"):
            y = w.exp()
        out = y.sin()
        """,
        "names,saved,scopes",
    )
    (cluster,) = graph.clusters
    members = [(graph.node(n).kind.value, graph.node(n).name) for n in cluster.nodes]
    assert members == [("intermediate", "y"), ("function", "ExpBackward0"), ("saved", "result")]


def test_a_scope_that_lasts_and_one_that_an_exception_left() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    with suppress(ZeroDivisionError), torch.scope("left"):
        y = w.exp()
        raise ZeroDivisionError
    with torch.scope("lasting"):
        z = y.sin()
        graph = torch.capture(z)
    assert clusters(graph) == [
        ("left", None, ["ExpBackward0"]),
        ("lasting", None, ["SinBackward0"]),
    ]


def test_a_scope_decorates_a_function() -> None:
    @torch.scope("forward")
    def forward(x: torch.Tensor) -> torch.Tensor:
        return x.exp()

    y = forward(forward(torch.tensor(2.0, requires_grad=True)))
    assert [name for name, _, _ in clusters(torch.capture(y))] == ["forward", "forward"]


def test_other_threads_have_scopes_of_their_own() -> None:
    found: list[Graph] = []

    def work() -> None:
        with torch.scope("worker"):
            y = torch.tensor(2.0, requires_grad=True).exp()
        found.append(torch.capture(y))

    with torch.scope("main"):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert [name for name, _, _ in clusters(found[0])] == ["worker"]


def test_a_training_loop_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "MAX_SCOPES", 5)
    monkeypatch.setattr(scopes, "_scopes", scopes._Scopes())
    for _ in range(100):
        with torch.scope("step"):
            y = torch.tensor(2.0, requires_grad=True).exp()
    assert len(scopes._scopes.entered) == 5
    assert clusters(torch.capture(y)) == [("step", None, ["ExpBackward0"])]


def test_a_name_is_text() -> None:
    with pytest.raises(TypeError, match="name of a scope is a str, not int: 3"), torch.scope(3):
        pass
