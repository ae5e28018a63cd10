"""Nodes, graphs and tables of parameters in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from graphviz_autograd.annotations.summary import Summary
from graphviz_autograd.api.inspecting import REASONS
from graphviz_autograd.api.inspecting_graph import GraphInspection
from graphviz_autograd.api.inspecting_module import ParameterRow, ParameterTable
from graphviz_autograd.api.inspecting_node import HookEntry, SavedEntry
from graphviz_autograd.findings.memory import format_bytes

QUIET = "dim"

MOST = 8
"""So many names are told of a longer list."""


def graph_rows(found: GraphInspection) -> Iterator[tuple[str, RenderableType]]:
    """What is said of a graph, by what it is about."""
    yield "nodes", Text(_counts(found.kinds))
    yield "operations", Text(_counts(found.operations))
    yield "depth", Text(f"{found.depth} operations")
    yield "longest path", Text(_listed(found.longest_path, " → "))
    yield "with grad", Text(_listed(found.leaves_with_gradient) or "no leaf")
    yield "without grad", Text(_listed(found.leaves_without_gradient) or "no leaf")
    if found.bytes_held is not None:
        yield "held", Text(f"{format_bytes(found.bytes_held)} in saved tensors")


def _counts(counts: dict[str, int]) -> str:
    return _listed(tuple(f"{name} ×{count}" for name, count in counts.items()))


def _listed(words: tuple[str, ...], sign: str = ", ") -> str:
    if len(words) <= MOST:
        return sign.join(words)
    half = MOST // 2
    return sign.join([*words[:half], f"… {len(words) - MOST} more …", *words[-half:]])


def saved_text(saved: tuple[SavedEntry, ...]) -> Text:
    """Saved tensors, each with its state and its bytes."""
    words = (
        f"{one.name} {one.state}" + (f", {format_bytes(one.nbytes)}" if one.nbytes else "")
        for one in saved
    )
    return Text("; ".join(words))


def hooks_text(hooks: tuple[HookEntry, ...]) -> Text:
    """Hooks in the order in which they fire."""
    return Text(", ".join(f"{one.name} ({one.kind.replace('_', ' ')})" for one in hooks))


PARAMETER_COLUMNS = ("parameter", "shape", "dtype", "requires_grad", "norm", "grad norm")


def parameter_table(found: ParameterTable, heading: Text) -> RenderableType:
    """A row for each parameter below ``heading``."""
    table = Table(box=None, pad_edge=False, header_style=QUIET)
    first, *others = PARAMETER_COLUMNS
    table.add_column(f"  {first}", no_wrap=True)
    for column in others:
        table.add_column(column, justify="left")
    for row in found.rows:
        name, *cells = parameter_cells(row)
        table.add_row(f"  {name}", *cells)
    return Group(heading, table, Text(f"  {parameter_total(found)}", QUIET))


def parameter_total(found: ParameterTable) -> str:
    """How many numbers there are."""
    trained = sum(row.count for row in found.rows if row.requires_grad)
    return f"{found.count:,} numbers in all, {trained:,} of them require grad"


def parameter_cells(row: ParameterRow) -> tuple[str, ...]:
    """What is said of one parameter, in the order of `PARAMETER_COLUMNS`."""
    absent = REASONS[row.grad_state].partition(":")[0]
    size = " × ".join(map(str, row.shape)) or "scalar"
    norms = _norm(row.value) or "", _norm(row.grad) or absent
    return (row.name, size, row.dtype, str(row.requires_grad), *norms)


def _norm(summary: Summary | None) -> str | None:
    return None if summary is None or summary.norm is None else f"{summary.norm:.3g}"
