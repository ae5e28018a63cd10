"""The parameters of a module as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from graphviz_autograd.annotations.gradients import GradientState, gradient_of
from graphviz_autograd.annotations.summary import Summary, summary_of
from graphviz_autograd.api.inspecting_node import Facts
from graphviz_autograd.sources import source_of
from graphviz_autograd.sources.base import Tensor
from graphviz_autograd.sources.names import Named


@dataclass(frozen=True)
class ParameterRow:
    """A parameter of a module; ``grad`` a summary, or ``None`` with the state that says why.

    ``value`` is ``None`` where the numbers cannot be read, as of a lazy layer before its first use.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    count: int
    requires_grad: bool
    grad_state: GradientState
    value: Summary | None
    grad: Summary | None


@dataclass(frozen=True)
class ParameterTable(Facts):
    """The parameters of a module, and how many numbers they hold."""

    name: str
    rows: tuple[ParameterRow, ...]

    @property
    def count(self) -> int:
        """The numbers in all of them."""
        return sum(row.count for row in self.rows)


def inspect_parameters(module: Named, name: str) -> ParameterTable:
    """The parameters of ``module``, which the program calls ``name``."""
    return ParameterTable(name, tuple(_parameter(*one) for one in module.named_parameters()))


def _parameter(name: str, tensor: Tensor) -> ParameterRow:
    source = source_of(tensor)
    facts, gradient = source.facts(tensor), gradient_of(tensor, source)
    return ParameterRow(
        name=name,
        shape=facts.size,
        dtype=facts.dtype,
        count=prod(facts.size),
        requires_grad=facts.requires_grad,
        grad_state=gradient.state,
        value=summary_of(tensor, source),
        grad=gradient.summary,
    )


def owners(names: Mapping[str, Any], value: object) -> Iterator[str]:
    """The names that lead to the very object ``value``."""
    return (name for name, one in names.items() if one is value and not name.startswith("_"))
