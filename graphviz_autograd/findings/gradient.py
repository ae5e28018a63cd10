"""The question why there is no gradient, or only zeros."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.hooks import HookState, hooks
from graphviz_autograd.findings.custom_functions import gave_none, gave_nothing, given_nothing
from graphviz_autograd.findings.cut_words import cure_of_cut, spoken, why_cut
from graphviz_autograd.findings.cuts import CutFound, cuts_between, cuts_from_what_is_gone
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.paths import outputs_of
from graphviz_autograd.findings.spelled import spelled_cut
from graphviz_autograd.findings.subject import Subject, where_of
from graphviz_autograd.graph.model import NodeKind
from graphviz_autograd.sources.base import Tensor

CAN_REQUIRE_GRAD = ("float", "bfloat", "complex")


def gradient(subject: Subject) -> Iterator[Finding]:
    """Why ``.grad`` of the tensor in question is ``None``, with all causes.

    Without one: outputs that have no graph, and leaves that a custom function gave nothing.
    """
    if subject.wrt is not None:
        yield from why_no_gradient(subject, subject.wrt)
        return
    for node in outputs_of(subject.graph):
        tensor = subject.capture.tensors[node]
        if not subject.source.facts(tensor).requires_grad:
            yield from _not_required(subject, tensor, f"{subject.called(node)} has no grad_fn")
    yield from given_nothing(subject)
    yield from _hidden_leaves(subject)


def why_no_gradient(subject: Subject, tensor: Tensor) -> Iterator[Finding]:
    """All causes for which ``tensor.grad`` is ``None``, or zero."""
    source, name = subject.source, subject.name_of(tensor) or "this tensor"
    facts, grad = source.facts(tensor), source.grad(tensor)
    is_none = f"{name}.grad is None"
    if grad is not None:
        yield from _there(subject, tensor, name)
    elif not facts.requires_grad:
        yield from _not_required(subject, tensor, is_none)
    else:
        if not (facts.is_leaf or facts.retains_grad):
            yield _no_leaf(subject, tensor, name)
        node = subject.capture.find(tensor)
        if node is None:
            yield from not_reached(subject, tensor, is_none)
        elif facts.is_leaf or facts.retains_grad:
            yield from _reached(subject, tensor, node, is_none)


def not_reached(subject: Subject, tensor: Tensor, what: str) -> Iterator[Finding]:
    """Why no way leads from ``tensor`` to an output."""
    name = subject.name_of(tensor) or "it"
    cuts = cuts_between(subject, tensor)
    for cut in cuts:
        yield _cut_finding(subject, cut, what, name)
    if cuts:
        return
    gone = cuts_from_what_is_gone(subject)
    yield subject.finding(
        Kind.GRADIENT,
        "not in the graph",
        f"{what}: {subject.output} was not computed from {name}",
        f"No operation that led to {subject.output} used {name}, or one did on data that was "
        "cut off from it; no gradient can come here from there.",
        tuple(where for cut in gone for where in cut.where),
        f"use {name} in what {subject.output} is computed from"
        + (f"; or leave out {spoken(gone[0].how)}" if gone else ""),
    )


def _cut_finding(subject: Subject, cut: CutFound, what: str, name: str) -> Finding:
    made = f" made {cut.made}" if cut.made else ""
    return Finding(
        Kind.GRADIENT,
        "cut",
        f"{what}: {spoken(cut.how)}{made} on the way from {name} to {subject.output}",
        why_cut(cut.how),
        cut.where,
        cure_of_cut(cut.how, cut.where[0].text if cut.where else "", name, cut.made),
        cut.nodes,
        make_graph=cut.graph,
    )


def _not_required(subject: Subject, tensor: Tensor, what: str) -> Iterator[Finding]:
    name = subject.name_of(tensor) or "this tensor"
    node = subject.capture.find(tensor)
    nodes = (node,) if node is not None else ()
    cut = subject.source.cut(tensor)
    dtype = subject.source.facts(tensor).dtype
    if cut is not None:
        text = cut.place.text if cut.place is not None else ""
        yield subject.finding(
            Kind.GRADIENT,
            "cut",
            f"{what}: it was made by {spoken(cut.how)}",
            why_cut(cut.how),
            where_of(cut.place),
            cure_of_cut(cut.how, text, name, name),
            nodes=nodes,
        )
    elif not dtype.startswith(CAN_REQUIRE_GRAD):
        yield subject.finding(
            Kind.GRADIENT,
            "integer",
            f"{what}: {name} is of type {dtype}",
            "Only tensors of floating-point numbers can require a gradient.",
            cure=f"{name} = {name}.to(torch.float32).requires_grad_()",
            nodes=nodes,
        )
    elif subject.wrt is None:
        yield from _no_history(subject, what, node)
    else:
        yield subject.finding(
            Kind.GRADIENT,
            "not required",
            f"{what}: {name}.requires_grad is False",
            "Gradients come only to tensors that require them when they are used.",
            cure=f"{name}.requires_grad_()  # before it is used",
            nodes=nodes,
        )


def _no_history(subject: Subject, what: str, node: str | None) -> Iterator[Finding]:
    """Why an output has no graph: the text of the program may tell."""
    name = subject.output
    spelled = spelled_cut(subject.program, (name,), "")
    yield subject.finding(
        Kind.GRADIENT,
        "cut" if spelled else "no graph",
        f"{what}: {spoken(spelled.how)} cut it off" if spelled else f"{what}",
        why_cut(spelled.how)
        if spelled
        else "Nothing that it was computed from requires grad, or it was computed where nothing "
        "is recorded.",
        (spelled.where,) if spelled else (),
        cure_of_cut(spelled.how, spelled.where.text, name, name)
        if spelled
        else "w.requires_grad_()  # of what is to get a gradient, before it is used",
        nodes=(node,) if node else (),
    )


def _no_leaf(subject: Subject, tensor: Tensor, name: str) -> Finding:
    function, _ = subject.source.grad_fn(tensor)
    operation = subject.source.name(function)
    node = subject.capture.find(tensor)
    return subject.finding(
        Kind.GRADIENT,
        "no leaf",
        f"{name}.grad is None: {name} is not a leaf but the result of {operation}",
        "Backward keeps gradients of leaves only, tensors that no operation made"
        + (
            f". {name} was made from a leaf that has no name." if _of_hidden(subject, node) else "."
        ),
        where_of(subject.source.place(function)),
        f"{name}.retain_grad()  # before backward(); or make {name} first, then "
        f"{name}.requires_grad_()",
        nodes=subject.path_to_output(node) if node is not None else (),
    )


def _of_hidden(subject: Subject, node: str | None) -> bool:
    producer = subject.producer(node) if node is not None else None
    if producer is None:
        return False
    return any(
        subject.graph.node(edge.tail).kind is NodeKind.LEAF and not subject.graph.name_of(edge.tail)
        for edge in subject.inputs(producer)
    )


def _hidden_leaves(subject: Subject) -> Iterator[Finding]:
    """Variables that look like parameters: made in one operation from a leaf without a name."""
    for node in subject.graph.nodes:
        is_made = node.kind is NodeKind.INTERMEDIATE and node.name.isidentifier()
        if is_made and node.id in subject.capture.tensors and _is_made_of_hidden(subject, node.id):
            tensor = subject.capture.tensors[node.id]
            if not subject.source.facts(tensor).retains_grad:
                yield _no_leaf(subject, tensor, node.name)


def _is_made_of_hidden(subject: Subject, node: str) -> bool:
    producer = subject.producer(node)
    inputs = subject.inputs(producer) if producer is not None else []
    kinds = {subject.graph.node(edge.tail).kind for edge in inputs}
    unnamed = all(not subject.graph.name_of(edge.tail) for edge in inputs)
    return kinds <= {NodeKind.LEAF, NodeKind.CONSTANT} and NodeKind.LEAF in kinds and unnamed


def _has_run(subject: Subject, path: tuple[str, ...]) -> bool:
    """Whether a backward ran along ``path``, as far as it can be seen."""
    if subject.record is None and any(node in subject.saved for node in path):
        return any(node in subject.freed for node in path)
    return subject.has_run


def _reached(subject: Subject, tensor: Tensor, node: str, what: str) -> Iterator[Finding]:
    path = subject.path_to_output(node)
    name = subject.name_of(tensor) or "this tensor"
    if not _has_run(subject, path):
        yield subject.finding(
            Kind.GRADIENT,
            "not run",
            f"{what}: no backward has run from {subject.output} yet",
            f"{name} is a leaf of the graph of {subject.output}; backward() fills it.",
            cure=f"{subject.loss}.backward()",
            nodes=path,
            is_problem=False,
        )
        return
    culprits = [*gave_nothing(subject, path)]
    for culprit in culprits:
        yield gave_none(subject, culprit, path, what, name)
    if not culprits:
        yield subject.finding(
            Kind.GRADIENT,
            "cleared",
            f"{what}: a backward ran, and {name}.grad was cleared since, or not asked for",
            "zero_grad() and w.grad = None clear it; autograd.grad() and backward(inputs=...) fill "
            "no other .grad.",
            cure=f"read {name}.grad after backward() and before zero_grad()",
            nodes=path,
        )


def _there(subject: Subject, tensor: Tensor, name: str) -> Iterator[Finding]:
    """A gradient that is there: zero, with causes, or not."""
    grad = subject.numbers(subject.source.grad(tensor))
    node = subject.capture.find(tensor)
    if grad.size and not grad.any():
        zeroed = [*_zeroed(subject, name)]
        yield from zeroed
        if not zeroed:
            yield subject.finding(
                Kind.GRADIENT,
                "zero",
                f"{name}.grad is not None: it is all zeros",
                "Backward came here with zeros, or zero_grad(set_to_none=False) wrote them.",
                nodes=subject.path_to_output(node) if node else (),
            )
        return
    yield subject.finding(
        Kind.GRADIENT,
        "there",
        f"{name}.grad is not None: it holds a gradient",
        nodes=subject.path_to_output(node) if node else (),
        is_problem=False,
    )


def _zeroed(subject: Subject, name: str) -> Iterator[Finding]:
    for node, found in subject.facts(hooks).items():
        for hook in found.facts:
            if hook.state is HookState.ZEROED:
                yield subject.finding(
                    Kind.GRADIENT,
                    "hook",
                    f"{name}.grad is all zeros: the hook {hook.name} on {subject.called(node)} "
                    "made the gradient zero",
                    "What a hook returns goes on in the place of the gradient.",
                    subject.where([node]),
                    "return nothing from the hook, or the gradient that is to go on",
                    nodes=(node,),
                )
