"""The question which parameters get no gradient from the outputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_autograd.findings.cut_words import spoken
from graphviz_autograd.findings.cuts import cuts_between, cuts_from_what_is_gone
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.gradient import not_reached
from graphviz_autograd.findings.subject import Subject, where_of
from graphviz_autograd.graph.model import NodeKind
from graphviz_autograd.sources.base import Tensor

MAX_NAMED = 6
"""So many parameters are named in a sentence."""


def parameters(subject: Subject) -> Iterator[Finding]:
    """Parameters that are not in the graph: cut off, used elsewhere, or not used at all.

    What an object, list or dict holds is looked at if another of its tensors is in the graph;
    a variable by itself, if no tensor of the program was computed from it, or if it was cut off.
    What has a gradient already, or leads to another scalar, may belong to another loss.
    """
    used = _leaves(subject)
    lost: dict[str, list[tuple[str, Tensor]]] = {}
    for name, tensor in _missing(subject, used):
        cuts = cuts_between(subject, tensor)
        if cuts:
            found = not_reached(subject, tensor, f"{name} gets no gradient")
            yield from (replace(one, kind=Kind.PARAMETERS) for one in found)
        elif "." in name or "[" in name:
            state = "used" if id(tensor) in used else "unused"
            lost.setdefault(f"{state} {_owner(name)}", []).append((name, tensor))
        else:
            lost[f"unused {name}"] = [(name, tensor)]
    for key, members in lost.items():
        yield _lost(subject, key.startswith("used"), [name for name, _ in members], used, members)


def _missing(subject: Subject, used: Mapping[int, str]) -> Iterator[tuple[str, Tensor]]:
    in_graph = {
        id(subject.capture.tensors[node.id])
        for node in subject.graph.nodes
        if node.kind is NodeKind.LEAF
    }
    candidates = _candidates(subject)
    reached = {_owner(n) for n, one in candidates.items() if id(one) in in_graph}
    for name, tensor in candidates.items():
        if id(tensor) in in_graph or subject.leads_elsewhere(tensor):
            continue
        if subject.source.grad(tensor) is not None:
            continue
        is_member = "." in name or "[" in name
        is_expected = _owner(name) in reached if is_member else id(tensor) not in used
        if is_expected or cuts_between(subject, tensor):
            yield name, tensor


def _candidates(subject: Subject) -> dict[str, Tensor]:
    """Leaves that require grad, by their first name."""
    seen: set[int] = set()
    found = {}
    for name, tensor in subject.capture.names.items():
        facts = subject.source.facts(tensor)
        if facts.is_leaf and facts.requires_grad and id(tensor) not in seen:
            seen.add(id(tensor))
            found[name] = tensor
    return found


def _owner(name: str) -> str:
    return name.partition("[")[0].partition(".")[0]


def _leaves(subject: Subject) -> dict[int, str]:
    """By ``id`` of each leaf that the program used, the operation that did."""
    whole = subject.program_capture
    return {
        id(whole.tensors[edge.tail]): edge.head
        for edge in whole.graph.edges
        if whole.graph.node(edge.tail).kind is NodeKind.LEAF
        and not whole.graph.node(edge.head).kind.is_data
    }


def _lost(
    subject: Subject,
    is_used: bool,
    names: list[str],
    used: Mapping[int, str],
    members: list[tuple[str, Tensor]],
) -> Finding:
    verb, was = ("get", "were") if len(names) > 1 else ("gets", "was")
    listed = _listed(names)
    if not is_used:
        return _unused(subject, f"{listed} {verb} no gradient from {subject.output}: {was}", names)
    whole = subject.program_capture
    users = [used[id(tensor)] for _, tensor in members]
    places = [subject.source.place(whole.functions[user]) for user in users]
    where = dict.fromkeys(one for place in places for one in where_of(place))
    return subject.finding(
        Kind.PARAMETERS,
        "no path",
        f"{listed} {verb} no gradient from {subject.output}: {was} used, but no way leads there",
        f"What was computed from {'them' if len(names) > 1 else 'it'} does not go into "
        f"{subject.output}.",
        tuple(where),
        f"use that result in what {subject.output} is computed from",
    )


def _unused(subject: Subject, what: str, names: list[str]) -> Finding:
    """Not used, or cut off where nobody can see it any more."""
    gone = cuts_from_what_is_gone(subject)
    how = spoken(gone[0].how) if gone else ""
    them, use = "them" if len(names) > 1 else "it", f"use {names[0]} in forward()"
    if gone:
        doubt = f", or cut off by {how}"
        why = f"What {how} cut off is gone, so nobody can say what it was computed from."
    elif subject.source.notes_cuts:
        doubt, why = "", f"No operation that led to {subject.output} took {them}."
    else:
        doubt = ", or cut off"
        why = (
            f"No operation that led to {subject.output} took {them}, or what came of it was cut "
            "off, which PyTorch does not note; watch(model) would."
        )
    return subject.finding(
        Kind.PARAMETERS,
        "unused or cut" if gone else "unused",
        f"{what} not used in the forward{doubt}",
        why,
        tuple(where for cut in gone for where in cut.where),
        f"leave out {how}; or {use}" if gone else f"{use}, or leave it out of the parameters",
    )


def _listed(names: list[str]) -> str:
    shown = names[:MAX_NAMED]
    if len(names) > MAX_NAMED:
        return f"{', '.join(shown)} and {len(names) - MAX_NAMED} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
