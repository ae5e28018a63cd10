"""Where the gradient vanishes or explodes; dead and saturated activations."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from graphviz_autograd.annotations.flow import flow
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.paths import outputs_of
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import EdgeKind
from graphviz_autograd.sources.base import SavedState

VANISHED, EXPLODED = 1e-6, 1e6
"""Of the norm of the gradient at a leaf over that at the output."""

WORST = 3
"""So many operations are named."""


class Activation(NamedTuple):
    """An operation that passes nothing on where ``is_flat`` of its result holds everywhere."""

    is_flat: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]
    state: str
    why: str
    cure: str


ACTIVATIONS: Mapping[str, Activation] = {
    "ReluBackward0": Activation(
        lambda result: result <= 0,
        "dead",
        "All its inputs are negative, where relu is flat: no gradient comes through.",
        "a smaller learning rate, another initialization, or torch.nn.functional.leaky_relu()",
    ),
    "SigmoidBackward0": Activation(
        lambda result: result * (1 - result) < 1e-3,
        "saturated",
        "All its inputs are far from 0, where sigmoid is flat.",
        "normalize what goes into sigmoid(), or initialize with smaller weights",
    ),
    "TanhBackward0": Activation(
        lambda result: 1 - result * result < 1e-3,
        "saturated",
        "All its inputs are far from 0, where tanh is flat.",
        "normalize what goes into tanh(), or initialize with smaller weights",
    ),
}


def gradient_flow(subject: Subject) -> Iterator[Finding]:
    """Activations through which nothing comes, and leaves where almost nothing or far too much.

    The last needs a backward that was watched.
    """
    flat = list(_flat(subject))
    yield from flat
    yield from _extremes(subject, {node for one in flat for node in one.nodes[:1]})


def _flat(subject: Subject) -> Iterator[Finding]:
    for node, saved in subject.saved.items():
        activation = ACTIVATIONS.get(subject.graph.node(node).name)
        for entry, one in saved if activation is not None else ():
            if one.state is SavedState.LIVE and activation is not None:
                result = subject.numbers(subject.with_saved.tensors[entry])
                if result.size > 1 and bool(np.all(activation.is_flat(result))):
                    yield _flat_finding(subject, node, activation)


def _flat_finding(subject: Subject, node: str, activation: Activation) -> Finding:
    result = next(iter(subject.users(node)), node)
    name = subject.graph.node(node).name
    called = subject.graph.name_of(result).split(" = ")[0]
    return subject.finding(
        Kind.FLOW,
        activation.state,
        f"{called or name} is {activation.state}: {name} passes no gradient on for any element",
        activation.why,
        subject.where([node]),
        activation.cure,
        nodes=subject.path_to_output(node),
    )


def _extremes(subject: Subject, known: set[str]) -> Iterator[Finding]:
    facts = subject.facts(flow)
    roots = [subject.producer(node) for node in outputs_of(subject.graph)]
    start = max((_arrived(facts, root) for root in roots if root), default=0.0)
    if not 0 < start < math.inf:
        return
    found: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for edge in subject.graph.edges:
        if edge.kind is EdgeKind.ACCUMULATE and _came(facts, edge.tail):
            gain = _sent(facts, subject.users(edge.head)[:1]) / start
            is_extreme = gain < VANISHED or EXPLODED < gain < math.inf
            path = subject.path_to_output(edge.head) if is_extreme else ()
            if is_extreme and not known.intersection(path):
                found.setdefault(_worst(subject, path, gain > 1), []).append((edge.head, gain))
    for worst, leaves in found.items():
        yield _extreme(subject, leaves, worst)


def _came(facts: Mapping[str, Any], node: str) -> bool:
    return node in facts and any(norm is not None for norm in facts[node].arrived)


def _sent(facts: Mapping[str, Any], users: list[str]) -> float:
    """The largest norm that left the operation which used a leaf.

    A bias before a normalization gets nothing since what arrives cancels out: that is no vanishing.
    """
    norms = [norm for user in users if user in facts for norm in facts[user].sent]
    return max((norm for norm in norms if norm is not None), default=0.0)


def _arrived(facts: Mapping[str, Any], node: str) -> float:
    norms = facts[node].arrived if node in facts else ()
    return max((norm for norm in norms if norm is not None), default=0.0)


def _worst(subject: Subject, path: tuple[str, ...], explodes: bool) -> tuple[str, ...]:
    """The operations along ``path`` that change the gradient most, the worst first."""
    facts = subject.facts(flow)
    gains = {n: facts[n].gain for n in path if n in facts and facts[n].gain is not None}
    ordered = sorted(gains, key=lambda node: gains[node] or 0.0, reverse=explodes)
    return tuple(n for n in ordered[:WORST] if ((gains[n] or 0.0) > 1) == explodes)


def _extreme(subject: Subject, leaves: list[tuple[str, float]], worst: tuple[str, ...]) -> Finding:
    node, gain = max(leaves, key=lambda one: abs(math.log(one[1])) if one[1] else math.inf)
    names = " and ".join(subject.called(leaf) for leaf, _ in leaves[:WORST])
    more = f" and {len(leaves) - WORST} more" if len(leaves) > WORST else ""
    explodes = gain > 1
    facts = subject.facts(flow)
    steps = ", ".join(f"{subject.graph.node(n).name} ×{facts[n].gain:.2g}" for n in worst)
    return subject.finding(
        Kind.FLOW,
        "exploding" if explodes else "vanishing",
        f"the gradient {'explodes' if explodes else 'vanishes'} on the way to {names}{more}: its "
        f"norm there is {gain:.2g} times that at {subject.output}",
        f"{'Most grows' if explodes else 'Most is lost'} in {steps}." if steps else "",
        subject.where(worst),
        "torch.nn.utils.clip_grad_norm_(parameters, 1.0), or a smaller initialization"
        if explodes
        else "relu() in the place of sigmoid() or tanh(), normalization, or residual connections",
        nodes=subject.path_to_output(node),
    )
