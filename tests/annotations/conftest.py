"""Programs run on our engine and on PyTorch."""

import textwrap
from collections.abc import Callable
from types import ModuleType

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, capture


def run(program: str, show: str, framework: ModuleType = graphviz_autograd) -> Graph:
    """The graph of what ``program`` calls ``out``."""
    namespace: dict[str, object] = {"torch": framework, "scope": graphviz_autograd.scope}
    exec(textwrap.dedent(program), namespace)
    return capture(namespace["out"], names=namespace, show=show)


@pytest.fixture
def graph_of() -> Callable[[str, str], Graph]:
    """Run a program on our engine."""
    return run


@pytest.fixture
def same_graph_of() -> Callable[[str, str], Graph]:
    """Run a program on our engine and on PyTorch, and check that they give the same graph."""
    torch = pytest.importorskip("torch")

    def run_both(program: str, show: str) -> Graph:
        ours = run(program, show)
        assert ours == run(program, show, torch)
        return ours

    return run_both
