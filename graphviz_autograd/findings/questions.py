"""All questions, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graphviz_autograd.findings.accumulation import accumulation
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.flow import gradient_flow
from graphviz_autograd.findings.gradient import gradient
from graphviz_autograd.findings.hooks import hook_calls
from graphviz_autograd.findings.in_place import in_place
from graphviz_autograd.findings.memory import memory_use
from graphviz_autograd.findings.nonfinite import nonfinite_numbers
from graphviz_autograd.findings.parameters import parameters
from graphviz_autograd.findings.second_backward import second_backward
from graphviz_autograd.findings.subject import Subject

Question = Callable[[Subject], Iterable[Finding]]

QUESTIONS: Mapping[Kind, Question] = {
    Kind.GRADIENT: gradient,
    Kind.PARAMETERS: parameters,
    Kind.SECOND_BACKWARD: second_backward,
    Kind.IN_PLACE: in_place,
    Kind.NONFINITE: nonfinite_numbers,
    Kind.FLOW: gradient_flow,
    Kind.MEMORY: memory_use,
    Kind.ACCUMULATION: accumulation,
    Kind.HOOKS: hook_calls,
}


def ask(subject: Subject, about: Iterable[Kind] = ()) -> tuple[Finding, ...]:
    """The answers to the questions ``about``; without any, what is wrong, whatever it is.

    Of a subject with ``wrt``, the question without any other is about the gradient of that.
    """
    chosen = tuple(about) or ((Kind.GRADIENT,) if subject.wrt is not None else ())
    found = (one for kind in chosen or QUESTIONS for one in QUESTIONS[kind](subject))
    return _said_once(one for one in found if chosen or one.is_problem)


def _said_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those that say the same as one, which has the nodes of all."""
    said: dict[object, Finding] = {}
    for one in found:
        words = one.what, one.why, one.where, one.cure
        known = said.get(words, one)
        said[words] = replace(known, nodes=tuple(dict.fromkeys((*known.nodes, *one.nodes))))
    return tuple(said.values())


def parse_about(about: str | Iterable[str] | None) -> tuple[Kind, ...]:
    """The questions that words name, one by one or joined by commas.

    Raises:
        ValueError: naming a word that is no question, and those there are.

    """
    parts = [about] if isinstance(about, str) else list(about or ())
    words = [word for part in parts for word in part.replace(",", " ").split()]
    return tuple(map(_kind, words))


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        known = ", ".join(Kind)
        raise ValueError(f"no question {word!r}; there are: {known}") from None
