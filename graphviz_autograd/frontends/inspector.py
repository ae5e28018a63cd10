"""Everything there is to know of a tensor, a node, a graph or a module, in a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from graphviz_autograd.api.inspecting import (
    MAX_DEPTH,
    FunctionTree,
    Inspected,
    Inspection,
    NodeInspection,
    inspection,
)
from graphviz_autograd.api.inspecting_graph import GraphInspection
from graphviz_autograd.api.inspecting_module import ParameterTable
from graphviz_autograd.frontends.inspector_tables import (
    graph_rows,
    hooks_text,
    parameter_table,
    saved_text,
)
from graphviz_autograd.sources.names import namespace_of

Row = tuple[str, RenderableType]

_TRAILING_SPACES = re.compile(r" +(\x1b\[0m)? *$", re.MULTILINE)

WIDTH, UNBROKEN = 80, 10_000
"""Columns of a text where there is no terminal, and of one whose lines are not broken."""

LEAF, OPERATION, GRADIENT, QUIET = "bold blue", "yellow", "red", "dim"


def inspect(value: Any, *, depth: int = MAX_DEPTH) -> None:
    """Show what can be found out about ``value``, ours or PyTorch's; in notebooks a table.

    Of a tensor that is its value, shape, dtype, requires_grad, is_leaf, its grad or why it has
    none, its grad_fn with the tree of next_functions, and where there are any: hooks, versions, the
    base of a view, saved tensors, who uses it, and the line that made it. Names are those of the
    caller's variables. `inspection` returns the same as an object.

    Args:
        value: a tensor; a ``grad_fn``; a graph that `capture` made; or an ``nn.Module``, for a
            table of its parameters.
        depth: how many levels of ``next_functions`` are shown.

    Raises:
        NotATensorError: if it is none of these.

    """
    found = inspection(value, names=namespace_of(sys._getframe(1)), depth=depth)
    console = Console(color_system=None) if os.environ.get("NO_COLOR") else Console()
    if console.is_jupyter:
        import_module("IPython.display").display(found)
    else:
        print(_text(found, console), end="")


def write(found: Inspected, file: TextIO, *, color: bool) -> None:
    """Write ``found`` to ``file`` as `inspect` prints it."""
    console = Console(file=file, color_system="standard" if color else None)
    file.write(_text(found, console))


def plain(found: Inspected) -> str:
    """``found`` as `inspect` prints it without colours, in lines of `WIDTH` columns."""
    return _text(found, _plain_console(WIDTH)).rstrip("\n")


def _text(found: Inspected, console: Console) -> str:
    """``found`` as ``console`` would print it, without the spaces that rich ends lines with."""
    with console.capture() as capture:
        console.print(report(found))
    return _TRAILING_SPACES.sub(r"\1", capture.get())


def fact_texts(found: Inspection | NodeInspection | GraphInspection) -> dict[str, str]:
    """The facts of ``found`` by their names, as plain text whose lines are not broken."""
    return {name: _plain(fact) for name, fact in _rows(found)}


def title(found: Inspected) -> tuple[str, str]:
    """The name of what ``found`` is about, and what it is."""
    if isinstance(found, GraphInspection):
        return ", ".join(found.outputs) or "(no output)", "graph"
    if isinstance(found, NodeInspection):
        return found.name, "node"
    name = found.name or "(unnamed)"
    if isinstance(found, ParameterTable):
        return name, "parameters"
    kind = "leaf" if found.is_leaf else "result"
    return name, kind if found.requires_grad else "constant"


def _plain(fact: RenderableType) -> str:
    console = _plain_console(UNBROKEN)
    with console.capture() as capture:
        console.print(fact)
    return _TRAILING_SPACES.sub("", capture.get()).rstrip("\n")


def _plain_console(width: int) -> Console:
    """A console that shows nothing, also in a notebook, where rich displays whatever is printed."""
    return Console(color_system=None, width=width, force_jupyter=False)


def report(found: Inspected) -> RenderableType:
    """``found`` as something rich can print."""
    if isinstance(found, ParameterTable):
        return parameter_table(found, _heading(found))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, fact in _rows(found):
        table.add_row(f"  {name}", fact)
    return Group(_heading(found), table)


def _rows(found: Inspection | NodeInspection | GraphInspection) -> Iterator[Row]:
    if isinstance(found, GraphInspection):
        return graph_rows(found)
    return _node_rows(found) if isinstance(found, NodeInspection) else _facts(found)


def _heading(found: Inspected) -> Text:
    name, kind = title(found)
    style = OPERATION if isinstance(found, NodeInspection) else LEAF
    return Text.assemble((name, style), (f"  {kind}", QUIET))


def _facts(found: Inspection) -> Iterator[Row]:
    yield "value", Text(found.value_text)
    yield "shape", Text(str(found.shape))
    yield "dtype", Text(found.dtype)
    yield "requires_grad", Text(str(found.requires_grad))
    yield "is_leaf", Text(str(found.is_leaf))
    yield "grad", _grad(found)
    yield "grad_fn", _function_tree(found.grad_fn)
    yield from _seldom(found)


def _seldom(found: Inspection) -> Iterator[Row]:
    """What only some tensors have."""
    if len(found.names) > 1:
        yield "names", Text(", ".join(found.names))
    if found.retains_grad:
        yield "retains_grad", Text("True")
    if found.version:
        yield "version", Text(f"{found.version}: so often modified in place")
    if found.view_of is not None:
        yield "view of", Text(found.view_of or "(unnamed)")
    if found.hooks:
        yield "hooks", hooks_text(found.hooks)
    if found.saved:
        yield "saved", saved_text(found.saved)
    if found.consumers:
        yield "used by", Text(", ".join(found.consumers))
    if found.leaves:
        yield "computed from", Text(f"{found.leaves} {'leaf' if found.leaves == 1 else 'leaves'}")
    if found.line:
        yield "line", Text(found.line)


def _node_rows(found: NodeInspection) -> Iterator[Row]:
    yield "sequence_nr", Text(str(found.sequence_nr))
    yield "outputs", Text(", ".join(found.outputs) or "none")
    if found.saved:
        yield "saved", saved_text(found.saved)
    if found.hooks:
        yield "hooks", hooks_text(found.hooks)
    if found.line:
        yield "line", Text(found.line)
    yield "next_functions", _function_tree(found.next_functions)


def _grad(found: Inspection) -> Text:
    if found.grad_text:
        return Text.assemble((found.grad_text, GRADIENT))
    return Text.assemble("None", (f"  {found.grad_reason}", QUIET))


def _function_tree(root: FunctionTree | None) -> RenderableType:
    if root is None:
        return Text("None")
    tree = Tree(_function(root), guide_style=QUIET)
    pending = [(root, tree)]
    while pending:
        function, branch = pending.pop()
        for follower in function.next_functions:
            pending.append((follower, branch.add(_function(follower))))
    return tree


def _function(function: FunctionTree) -> Text:
    if function.function is None:
        return Text.assemble(("None", QUIET), _tensor(function), ("  needs no gradient", QUIET))
    words = Text.assemble((function.function, OPERATION))
    if function.output_nr:
        words.append(f"  output {function.output_nr}", QUIET)
    words.append_text(_tensor(function))
    if function.seen and not function.tensor:
        words.append("  see above", QUIET)
    return words.append("  …", QUIET) if function.cut else words


def _tensor(function: FunctionTree) -> Text:
    return Text.assemble((f"  {function.tensor}", LEAF)) if function.tensor else Text()
