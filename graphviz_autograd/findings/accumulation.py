"""How many backward calls are summed in a gradient."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import NodeKind


def accumulation(subject: Subject) -> Iterator[Finding]:
    """Leaves whose gradient is a sum: each backward adds to ``.grad`` in place.

    The version of ``.grad`` counts that; it is 0 after the first backward since it was cleared.
    Only leaves that are used once are looked at.
    It is a problem if the leaf itself was modified between, about once for each backward: then a
    step was taken with old gradients in the sum.
    """
    for node in subject.graph.nodes:
        # Of a leaf that is used several times, PyTorch adds up the parts in place as well.
        if node.kind is not NodeKind.LEAF or len(subject.users(node.id)) > 1:
            continue
        leaf = subject.capture.tensors[node.id]
        grad = subject.source.grad(leaf)
        added = 0 if grad is None else subject.source.version(grad) or 0
        if added:
            steps = subject.source.version(leaf) or 0
            yield _summed(subject, node.id, added + 1, steps)


def _summed(subject: Subject, node: str, backwards: int, steps: int) -> Finding:
    name = subject.called(node)
    is_stale = steps >= 2 and steps in (backwards - 1, backwards)
    why = "Each backward adds to .grad, and nothing cleared it since."
    if is_stale:
        why += f" {name} was modified {steps} times meanwhile, so steps were taken with old sums."
    return subject.finding(
        Kind.ACCUMULATION,
        "not cleared" if is_stale else "summed",
        f"{name}.grad is the sum of {backwards} backward calls",
        why,
        cure=f"optimizer.zero_grad()  # before each backward; or {name}.grad = None",
        nodes=(node,),
        is_problem=is_stale,
    )
