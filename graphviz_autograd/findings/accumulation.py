"""How many backward calls are summed in a gradient."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import NodeKind


def accumulation(subject: Subject) -> Iterator[Finding]:
    """Leaves whose gradient is a sum: each backward adds to ``.grad`` in place.

    It is a problem if the leaf itself was modified between, about once for each backward: then a
    step was taken with old gradients in the sum.
    """
    for node in subject.graph.nodes:
        if node.kind is NodeKind.LEAF and (backwards := _backwards(subject, node.id)) > 1:
            leaf = subject.capture.tensors[node.id]
            yield _summed(subject, node.id, backwards, subject.source.version(leaf) or 0)


def _backwards(subject: Subject, node: str) -> int:
    """How many backwards added to the gradient of a leaf since it was cleared.

    Where that is not counted, the version of ``.grad`` tells: it is 0 after the first. Of a leaf
    that is used several times PyTorch adds up the parts in place as well, so that it tells nothing.
    """
    leaf = subject.capture.tensors[node]
    counted, grad = subject.source.additions(leaf), subject.source.grad(leaf)
    if counted is not None:
        return counted
    is_used_once = len(subject.users(node)) == 1
    return (subject.source.version(grad) or 0) + 1 if grad is not None and is_used_once else 0


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
