"""The derivative of each operation: how the gradients of its inputs are computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.equality import EqualByNumbers
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.base import Function
from graphviz_autograd.sources.capture import Capture
from graphviz_autograd.sources.inputs import input_names, rules


@dataclass(frozen=True, slots=True)
class Rule:
    """The gradient of the input ``input``.

    ``formula`` is a Python expression: of ``grad``, the gradient of the result; of inputs by their
    names; of ``result``; and of other arguments.
    """

    input: str
    formula: str


@dataclass(frozen=True, slots=True, eq=False)
class Argument(EqualByNumbers):
    """What an operation was given besides tensors, such as the exponent of a power."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Formula:
    """The rules for the inputs that need a gradient, and the numbers that occur in them.

    ``inputs`` names all inputs in the order of ``next_functions``.
    """

    inputs: tuple[str, ...]
    rules: tuple[Rule, ...]
    arguments: tuple[Argument, ...] = ()


FORMULA = Key("formula", Formula)


@collector(FORMULA)
def formulas(capture: Capture) -> dict[str, Formula]:
    """The formula of each operation that our engine has too, in any framework."""
    found = {}
    for node, function in capture.functions.items():
        chosen = tuple(_rules(capture, function))
        if chosen:
            inputs = input_names(capture.source.name(function))
            found[node] = Formula(inputs, chosen, tuple(_arguments(function, chosen)))
    return found


def _rules(capture: Capture, function: Function) -> Iterator[Rule]:
    name = capture.source.name(function)
    known, names = rules(name), input_names(name)
    needed = [producer is not None for producer, _ in capture.source.next_functions(function)]
    for one, is_needed in zip(names, needed, strict=False):
        if is_needed and one in known:
            yield Rule(one, known[one])


def _arguments(function: Function, chosen: tuple[Rule, ...]) -> Iterator[Argument]:
    """Numbers that the function saved under names in the rules; tensors are not read for them."""
    words = {word for rule in chosen for word in re.findall(r"\w+", rule.formula)}
    for word in sorted(words - _tensors(function)):
        stem, _, kind = word.rpartition("_")
        attribute = f"{stem}_sym_numel" if kind == "numel" else word
        value = getattr(function, f"_saved_{attribute}", None)
        if isinstance(value, int | float):
            yield Argument(word, float(value))


def _tensors(function: Function) -> set[str]:
    raw = "_raw_saved_"
    return {name.removeprefix(raw) for name in dir(type(function)) if name.startswith(raw)}
