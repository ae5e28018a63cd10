"""Everything there is to say of one tensor."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graphviz_autograd import sources
from graphviz_autograd.annotations.gradients import GradientState, gradient_of
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.sources.base import Function, Source, Tensor
from graphviz_autograd.sources.names import Names, joined, namespace_of, tensor_names

MAX_DEPTH = 6
MAX_VALUES = 1000
"""A larger tensor is shown with its middle left out, and has no values in JSON."""

REASONS = {
    GradientState.COMPUTED: "",
    GradientState.ZERO: "",
    GradientState.NOT_COMPUTED: "not computed yet: no backward pass has reached this tensor",
    GradientState.NOT_REACHED: "never came: the backward that was watched did not reach it",
    GradientState.NOT_RETAINED: (
        "not retained: only leaves keep their gradient; call retain_grad() before backward()"
    ),
    GradientState.IMPOSSIBLE: "cannot exist: this tensor does not require grad",
}


@dataclass(frozen=True)
class FunctionTree:
    """An entry of ``next_functions`` and what follows from it, a few levels deep.

    ``function`` is ``None`` where no gradient flows; ``tensor`` is the name of the leaf that an
    ``AccumulateGrad`` adds to, or of the input that needs no gradient; ``seen`` and ``cut`` say why
    nothing follows: it stands above already, or it lies too deep.
    """

    function: str | None
    output_nr: int
    tensor: str = ""
    next_functions: tuple[FunctionTree, ...] = ()
    seen: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Inspection(Displayed):
    """The facts of a tensor: plain data, as `to_json` writes it.

    ``value`` and ``grad`` are nested lists, with ``"nan"``, ``"inf"`` and ``"-inf"`` for what JSON
    lacks, and ``None`` for more than `MAX_VALUES` numbers or where there is no gradient;
    ``value_text`` and ``grad_text`` are what a reader is shown.
    """

    name: str
    value: Any
    value_text: str
    shape: tuple[int, ...]
    dtype: str
    requires_grad: bool
    is_leaf: bool
    grad: Any
    grad_text: str
    grad_state: GradientState
    grad_reason: str
    grad_fn: FunctionTree | None

    def to_json(self) -> str:
        """The facts as JSON, without the texts for readers."""
        facts = {k: v for k, v in asdict(self).items() if not k.endswith("_text")}
        return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def inspection(tensor: Tensor, *, names: Names | None = None) -> Inspection:
    """What can be found out about ``tensor``, of our engine or of PyTorch.

    Args:
        tensor: of any shape.
        names: where to look for the names of tensors, by default the caller's variables.

    Raises:
        NotATensorError: if it is no tensor.

    """
    source = sources.source_of(tensor)
    namespace = namespace_of(sys._getframe(1)) if names is None else names
    known = tensor_names(namespace, source)
    facts = source.facts(tensor)
    gradient = gradient_of(tensor, source)
    grad = source.grad(tensor)
    function, output_nr = source.grad_fn(tensor)
    return Inspection(
        name=_called(tensor, source, known),
        value=_values(source.array(tensor)),
        value_text=_text(source.array(tensor)),
        shape=facts.size,
        dtype=facts.dtype,
        requires_grad=facts.requires_grad,
        is_leaf=facts.is_leaf,
        grad=None if grad is None else _values(source.array(grad)),
        grad_text="" if grad is None else _text(source.array(grad)),
        grad_state=gradient.state,
        grad_reason=REASONS[gradient.state],
        grad_fn=None if function is None else _TreeBuilder(source, known).tree(function, output_nr),
    )


def _called(tensor: Tensor, source: Source, names: Mapping[str, Tensor]) -> str:
    return joined([n for n, known in names.items() if known is tensor], source.own_name(tensor))


def _values(array: Any) -> Any:
    return _plain(array.tolist()) if array.size <= MAX_VALUES else None


def _plain(value: Any) -> Any:
    """``value`` with strings for the numbers that JSON lacks, as in a saved graph."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return repr(value) if isinstance(value, float) and not math.isfinite(value) else value


def _text(array: Any) -> str:
    return np.array2string(array, separator=", ", threshold=40, precision=4, max_line_width=60)


@dataclass
class _TreeBuilder:
    source: Source
    names: Mapping[str, Tensor]

    def __post_init__(self) -> None:
        self.seen: dict[int, Function] = {}

    def tree(self, function: Function, output_nr: int, depth: int = 0) -> FunctionTree:
        name, followers = self.source.name(function), self.source.next_functions(function)
        variable = self.source.variable(function)
        leaf = "" if variable is None else self._name(variable) or "unnamed leaf"
        if id(function) in self.seen or depth == MAX_DEPTH:
            seen = id(function) in self.seen
            return FunctionTree(name, output_nr, leaf, seen=seen, cut=not seen and bool(followers))
        self.seen[id(function)] = function
        entries = enumerate(followers)
        return FunctionTree(
            name,
            output_nr,
            leaf,
            tuple(self._entry(function, i, *entry, depth + 1) for i, entry in entries),
        )

    def _entry(
        self, function: Function, input_nr: int, follower: Function | None, nr: int, depth: int
    ) -> FunctionTree:
        if follower is not None:
            return self.tree(follower, nr, depth)
        constant = self.source.constant_input(function, input_nr)
        return FunctionTree(None, nr, "" if constant is None else self._name(constant))

    def _name(self, tensor: Tensor) -> str:
        return _called(tensor, self.source, self.names)
