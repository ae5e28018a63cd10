"""Where NaN and infinities come from: in the values, in the gradients, or behind a ``where``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from graphviz_autograd.annotations.nonfinite import nonfinite
from graphviz_autograd.annotations.results import saved_results
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.paths import outputs_of
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import NodeKind
from graphviz_autograd.sources.base import SavedState

Array = npt.NDArray[Any]


class Danger(NamedTuple):
    """An operation whose result or derivative is not finite where what it saved ``is_bad``."""

    saved: str
    is_bad: Callable[[Array], Array]
    why: str
    cure: str


DANGERS: Mapping[str, Danger] = {
    "LogBackward0": Danger(
        "self",
        lambda a: a <= 0,
        "log(x) is not finite where x is 0 or less.",
        "torch.log(x.clamp(min=1e-8))",
    ),
    "SqrtBackward0": Danger(
        "result",
        lambda a: ~(a > 0),
        "The derivative of sqrt(x) is infinite at 0, and below there is no root.",
        "torch.sqrt(x.clamp(min=1e-8))",
    ),
    "RsqrtBackward0": Danger(
        "result", lambda a: ~np.isfinite(a), "rsqrt(x) is infinite at 0.", "torch.rsqrt(x + 1e-8)"
    ),
    "DivBackward0": Danger(
        "other", lambda a: a == 0, "x / y is not finite where y is 0.", "x / y.clamp(min=1e-8)"
    ),
    "ReciprocalBackward0": Danger(
        "result", lambda a: ~np.isfinite(a), "1 / x is infinite at 0.", "1 / x.clamp(min=1e-8)"
    ),
    "AcosBackward0": Danger(
        "self",
        lambda a: np.abs(a) >= 1,
        "The derivative of acos(x) is infinite at 1 and -1.",
        "torch.acos(x.clamp(-1 + 1e-6, 1 - 1e-6))",
    ),
    "AsinBackward0": Danger(
        "self",
        lambda a: np.abs(a) >= 1,
        "The derivative of asin(x) is infinite at 1 and -1.",
        "torch.asin(x.clamp(-1 + 1e-6, 1 - 1e-6))",
    ),
    "ExpBackward0": Danger(
        "result",
        lambda a: np.isinf(a),
        "exp(x) overflows where x is large.",
        "torch.exp(x - x.max())",
    ),
}
"""Operations by their nodes; of the rest it is not known why they fail."""


def nonfinite_numbers(subject: Subject) -> Iterator[Finding]:
    """The first value that is not finite, if an output is not; else what spoils the gradient.

    A mask such as ``-inf`` before a softmax is no problem: the output and the gradient are finite.
    """
    seen = _seen(subject)
    facts, dangers = nonfinite(seen.capture), list(_dangers(subject))
    spoilt = [node for node in outputs_of(subject.graph) if node in facts]
    first = [node for node, fact in facts.items() if fact.count and fact.is_first]
    if spoilt:
        reaching = [node for node in first if subject.path_to_output(node)]
        for node in reaching:
            yield _in_forward(subject, seen, node, facts[node].count, dangers)
        return
    watched = [node for node, fact in facts.items() if not fact.count]
    for node in watched:
        yield _in_backward(subject, node)
    if watched:
        return
    masked = [node for node in dangers if _goes_into_where(subject, node)]
    yield from (_masked(subject, node) for node in masked)
    if not masked:
        yield from _in_gradients(subject, dangers)


def _seen(subject: Subject) -> Subject:
    """The subject with the values of results that only saved tensors hold."""
    tensors = {**saved_results(subject.capture), **subject.capture.tensors}
    return replace(subject, capture=replace(subject.capture, tensors=tensors), _made={})


def _in_forward(
    subject: Subject, seen: Subject, node: str, count: int, dangers: list[str]
) -> Finding:
    producer = _culprit(subject, seen, node, dangers)
    name = subject.called(node)
    numbers = f"{count} number{'s' if count > 1 else ''} that {'are' if count > 1 else 'is'}"
    if producer is None:
        what = f"{name} holds {numbers} NaN or infinite, and {subject.output} was computed from it"
        return subject.finding(
            Kind.NONFINITE,
            "input",
            what,
            f"Nothing before {name} can be seen: it came so from outside.",
            subject.where(subject.users(node)[:1]),
            f"{name} = torch.nan_to_num({name}), or look where {name} comes from",
            nodes=subject.path_to_output(node),
        )
    operation = subject.graph.node(producer).name
    danger = DANGERS.get(operation)
    inputs = [subject.called(edge.tail) for edge in subject.inputs(producer)]
    return subject.finding(
        Kind.NONFINITE,
        "forward",
        f"{name} is the first with NaN or infinity: {operation} made them from finite numbers",
        f"{danger.why} Its input is {' and '.join(inputs)}."
        if danger
        else f"Everything seen before it is finite; its input is {' and '.join(inputs)}.",
        subject.where([producer]),
        danger.cure if danger else "",
        nodes=(producer, *subject.path_to_output(node)),
    )


def _culprit(subject: Subject, seen: Subject, node: str, dangers: list[str]) -> str | None:
    """The operation that made ``node``, or one before it whose result cannot be seen."""
    producer = subject.producer(node)
    queue = [producer] if producer is not None else []
    for operation in queue:
        if operation in dangers:
            return operation
        hidden = [e.tail for e in subject.inputs(operation) if e.tail not in seen.capture.tensors]
        queue += [one for one in map(subject.producer, hidden) if one and one not in queue]
    return producer


def _dangers(subject: Subject) -> Iterator[str]:
    """The operations that saved numbers where their derivative is not finite."""
    for node, saved in subject.saved.items():
        danger = DANGERS.get(subject.graph.node(node).name)
        for entry, one in saved:
            name = subject.with_saved.graph.node(entry).name
            if danger is not None and name == danger.saved and one.state is SavedState.LIVE:
                array = subject.numbers(subject.with_saved.tensors[entry])
                if np.any(danger.is_bad(array)):
                    yield node


def _goes_into_where(subject: Subject, operation: str) -> bool:
    """Whether every way from ``operation`` to an output passes a ``where``."""
    seen = {operation}
    queue = [operation]
    met, ends = False, set(outputs_of(subject.graph))
    for node in queue:
        found = subject.graph.node(node)
        if found.kind is NodeKind.FUNCTION and found.name.startswith(("Where", "MaskedFill")):
            met = True
            continue
        if node in ends:
            return False
        for head in subject.users(node):
            if head not in seen:
                seen.add(head)
                queue.append(head)
    return met


def _masked(subject: Subject, operation: str) -> Finding:
    danger, name = DANGERS[subject.graph.node(operation).name], subject.graph.node(operation).name
    inputs = [subject.called(edge.tail) for edge in subject.inputs(operation)]
    of = inputs[1] if danger.saved == "other" and len(inputs) > 1 else inputs[0]
    return subject.finding(
        Kind.NONFINITE,
        "masked",
        f"the gradient of {' and '.join(inputs)} will be NaN: where() hides what {name} made, not "
        "its derivative",
        f"{danger.why} where() sends 0 there, and 0 times infinity is NaN.",
        subject.where([operation]),
        f"safe = torch.where(mask, {of}, 1.0)  # before the operation, and where() after it too",
        nodes=_around(subject, operation),
    )


def _around(subject: Subject, operation: str) -> tuple[str, ...]:
    """The inputs of ``operation``, itself, and the way from there to an output."""
    inputs = (edge.tail for edge in subject.inputs(operation))
    return (*inputs, *subject.path_to_output(operation))


def _in_backward(subject: Subject, operation: str) -> Finding:
    name = subject.graph.node(operation).name
    danger = DANGERS.get(name)
    inputs = [subject.called(edge.tail) for edge in subject.inputs(operation)]
    return subject.finding(
        Kind.NONFINITE,
        "backward",
        f"{name} is the first in backward: it was given a finite gradient and returned NaN or "
        f"infinity for {' and '.join(inputs)}",
        danger.why if danger else "Its derivative is not finite at these numbers.",
        subject.where([operation]),
        danger.cure if danger else "",
        nodes=_around(subject, operation),
    )


def _in_gradients(subject: Subject, dangers: list[str]) -> Iterator[Finding]:
    """Gradients that are there and not finite; what made them, if it can still be seen."""
    spoilt = [
        node.id
        for node in subject.graph.nodes
        if node.kind is NodeKind.LEAF and _has_bad_gradient(subject, node.id)
    ]
    if spoilt and dangers:
        yield from (_in_backward_found(subject, node, spoilt) for node in dangers)
    elif spoilt:
        names = " and ".join(subject.called(node) for node in spoilt)
        yield subject.finding(
            Kind.NONFINITE,
            "gradient",
            f"the gradient of {names} is NaN or infinite, and {subject.output} is finite",
            "It arose in backward, whose saved tensors are freed.",
            cure=f"explain({subject.loss}, backward=True)  # in the place of backward()",
            nodes=spoilt,
        )


def _in_backward_found(subject: Subject, operation: str, spoilt: list[str]) -> Finding:
    found = _in_backward(subject, operation)
    names = " and ".join(subject.called(node) for node in spoilt)
    name = subject.graph.node(operation).name
    return replace(
        found, what=f"the gradient of {names} is NaN or infinite, since {name} is in its way"
    )


def _has_bad_gradient(subject: Subject, node: str) -> bool:
    grad = subject.source.grad(subject.capture.tensors[node])
    return grad is not None and not np.all(np.isfinite(subject.numbers(grad)))
