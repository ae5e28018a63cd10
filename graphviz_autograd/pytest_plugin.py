"""The flag ``--update-graphs`` of pytest, for `graphviz_autograd.testing.assert_graph_equal`."""

from __future__ import annotations

from typing import Any


def pytest_addoption(parser: Any) -> None:
    """Add the flag."""
    parser.getgroup("graphviz-autograd").addoption(
        "--update-graphs",
        action="store_true",
        help="store the graphs that assert_graph_equal is given, in the place of comparing them",
    )


def pytest_configure(config: Any) -> None:
    """Heed the flag."""
    if config.getoption("--update-graphs"):
        from graphviz_autograd import testing

        testing.updates_graphs = True
