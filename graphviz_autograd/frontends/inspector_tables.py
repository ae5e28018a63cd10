"""Nodes, graphs and tables of parameters in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from graphviz_autograd.api.inspecting import REASONS
from graphviz_autograd.api.inspecting_graph import GraphInspection
from graphviz_autograd.api.inspecting_module import ParameterRow, ParameterTable
from graphviz_autograd.api.inspecting_node import HookEntry, SavedEntry
from graphviz_autograd.findings.memory import format_bytes

LEAF, QUIET = "bold blue", "dim"

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


def parameter_table(found: ParameterTable) -> RenderableType:
    """A row for each parameter."""
    table = Table(box=None, pad_edge=False, header_style=QUIET)
    table.add_column("  parameter", no_wrap=True)
    for title in ("shape", "dtype", "requires_grad", "norm", "grad norm"):
        table.add_column(title, justify="left")
    for row in found.rows:
        table.add_row(*_cells(row))
    trained = sum(row.count for row in found.rows if row.requires_grad)
    total = Text(f"  {found.count:,} numbers in all, {trained:,} of them require grad", QUIET)
    heading = Text.assemble((found.name or "(unnamed)", LEAF), ("  parameters", QUIET))
    return Group(heading, table, total)


def _cells(row: ParameterRow) -> tuple[str, ...]:
    grad = row.grad
    absent = REASONS[row.grad_state].partition(":")[0]
    value = row.value
    norm = f"{value.norm:.3g}" if value is not None and value.norm is not None else ""
    grad_norm = f"{grad.norm:.3g}" if grad is not None and grad.norm is not None else absent
    size = " × ".join(map(str, row.shape)) or "scalar"
    return (f"  {row.name}", size, row.dtype, str(row.requires_grad), norm, grad_norm)
