"""Custom functions whose backward returned no gradient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import NodeKind


def gave_nothing(subject: Subject, path: Iterable[str]) -> Iterator[str]:
    """The operations along ``path`` that returned no gradient for what comes before them.

    If none was watched, those whose backward the user wrote, and which might have.
    """
    record, previous = subject.record, ""
    for node in path:
        function = subject.capture.functions.get(node)
        if function is not None:
            sent = record.sent.get(id(function)) if record is not None else None
            if sent is not None:
                numbers = [e.input_nr for e in subject.inputs(node) if e.tail == previous]
                if any(number < len(sent) and sent[number] is None for number in numbers):
                    yield node
            elif is_custom(function):
                yield node
        previous = node


def is_custom(function: object) -> bool:
    """Whether the backward of ``function`` was written by the user, as ``autograd.Function``."""
    return hasattr(function, "_forward_cls")


def gave_none(
    subject: Subject, culprit: str, path: tuple[str, ...], what: str, name: str
) -> Finding:
    """That ``culprit`` returned nothing for what comes from the leaf ``name``."""
    operation = subject.graph.node(culprit).name
    return subject.finding(
        Kind.GRADIENT,
        "function returned None",
        f"{what}: {operation} returned None for what comes from {name}",
        "The backward of a custom Function must return a gradient for each input of forward, in "
        "the same order; None says that there is none.",
        subject.where([culprit]),
        f"return a gradient for {name} from {operation.removesuffix('Backward')}.backward",
        nodes=path,
    )


def given_nothing(subject: Subject) -> Iterator[Finding]:
    """Leaves that a custom function gave nothing though a backward ran."""
    custom = [n for n, one in subject.capture.functions.items() if is_custom(one)]
    if not custom or not subject.has_run:
        return
    for node in subject.graph.nodes:
        if node.kind is NodeKind.LEAF:
            tensor = subject.capture.tensors[node.id]
            if subject.source.grad(tensor) is None and _had_some(subject):
                name = subject.called(node.id)
                path = subject.path_to_output(node.id)
                for culprit in gave_nothing(subject, path):
                    yield gave_none(subject, culprit, path, f"{name}.grad is None", name)


def _had_some(subject: Subject) -> bool:
    """Whether a backward filled a leaf and nothing was cleared since, or one was watched."""
    leaves = [n.id for n in subject.graph.nodes if n.kind is NodeKind.LEAF]
    tensors = (subject.capture.tensors[node] for node in leaves)
    return (
        subject.record is not None
        or len(leaves) == 1
        or any(subject.source.grad(tensor) is not None for tensor in tensors)
    )
