"""In-place conflicts: who saved which tensor at which version, and what changed it since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphviz_autograd.annotations.saved import Saved
from graphviz_autograd.findings.finding import Finding, Kind, Where
from graphviz_autograd.findings.subject import Subject, where_of
from graphviz_autograd.sources.base import Function, Tensor

UNRECORDED = "an operation that was not recorded, as in no_grad() or by an optimizer's step()"
UNKNOWN = "an operation that this version of PyTorch does not tell"
MODIFY_A_CLONE = "modify its clone(), or make a new tensor"


def in_place(subject: Subject) -> Iterator[Finding]:
    """One finding for each operation that saved what was modified since."""
    for owner, node, saved in subject.modified:
        yield _conflict(subject, owner, node, saved)


def _conflict(subject: Subject, owner: str, node: str, saved: Saved) -> Finding:
    tensor = _tensor(subject, node, saved)
    operation, variable = subject.graph.node(owner).name, _variable(subject, tensor, saved)
    writers = [] if tensor is None else _writers(subject, owner, tensor, saved)
    changed = tuple(w for one in writers for w in where_of(subject.source.place(one)))
    words = " and ".join(dict.fromkeys(subject.source.name(one) for one in writers))
    by = words or (UNKNOWN if tensor is None else UNRECORDED)
    times = (saved.version or 0) - (saved.saved_version or 0)
    return subject.finding(
        Kind.IN_PLACE,
        "modified",
        f"{operation} saved {variable} at version {saved.saved_version}, and it is at version "
        f"{saved.version} now: backward raises",
        f"{variable} was modified in place {_times(times)} since, by {by}. Its old numbers are "
        "gone, and the gradient needs them.",
        (*subject.where([owner]), *changed),
        MODIFY_A_CLONE if tensor is None else _cure(variable, changed),
        nodes=(owner, *subject.path_to_output(owner)[1:]),
    )


def _tensor(subject: Subject, node: str, saved: Saved) -> Tensor | None:
    """What was modified: old versions of PyTorch do not show it, but the graph may hold it."""
    tensors = subject.with_saved.tensors
    return tensors.get(node, tensors.get(saved.same_as or ""))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _variable(subject: Subject, tensor: Tensor | None, saved: Saved) -> str:
    if saved.variable:
        return saved.variable.split(" = ")[0]
    if tensor is not None and (names := _names(subject, tensor)):
        return names[0]
    return subject.called(saved.same_as) if saved.same_as else "a tensor"


def _names(subject: Subject, tensor: Tensor) -> list[str]:
    """The names of what shares memory with ``tensor``."""
    return [n for n, one in subject.capture.names.items() if _same_memory(subject, one, tensor)]


def _same_memory(subject: Subject, one: Tensor, other: Tensor) -> bool:
    return subject.source.storage(one)[0] == subject.source.storage(other)[0]


def _writers(subject: Subject, owner: str, tensor: Tensor, saved: Saved) -> list[Function]:
    """The operations that modified ``tensor`` since it was saved, in the order in which they ran.

    The newest made the tensor as it is now; each was given what the one before it had made.
    """
    source = subject.source
    sharing = [subject.capture.names[name] for name in _names(subject, tensor)]
    functions = [source.grad_fn(one)[0] for one in (tensor, *sharing)]
    newest = max((f for f in functions if f is not None), key=source.sequence_nr, default=None)
    saver = source.sequence_nr(subject.capture.functions[owner])
    found: list[Function] = []
    while newest is not None and source.variable(newest) is None:
        is_older = source.sequence_nr(newest) <= saver
        if is_older or len(found) == (saved.version or 0) - (saved.saved_version or 0):
            break
        found.append(newest)
        followers = source.next_functions(newest)
        newest = followers[0][0] if followers else None
    return found[::-1]


def _cure(variable: str, changed: tuple[Where, ...]) -> str:
    """The line that modified, written without modifying."""
    text = changed[-1].text if changed else ""
    augmented = re.fullmatch(r"(.+?)\s*([-+*/@]|\*\*|//)=\s*(.+)", text)
    if augmented is not None:
        return "{0} = {0} {1} {2}".format(*augmented.groups())
    plain = re.sub(r"([a-z0-9])_\(", r"\1(", text, count=1)
    if plain != text:
        return f"{variable} = {plain}"
    return f"make a new tensor: {variable} = {variable} + ..., or modify {variable}.clone()"
