"""What a second backward would not find: freed saved tensors, and whom they were shared with."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.sources.base import SavedState


def second_backward(subject: Subject) -> Iterator[Finding]:
    """One finding for each piece of data that joins a freed part to one that is not.

    A graph that is freed as a whole is as it should be after its backward: that is no problem.
    """
    if not subject.freed:
        return
    joints = _joints(subject)
    for joint in joints:
        yield _joined(subject, joint)
    if not joints:
        yield subject.finding(
            Kind.SECOND_BACKWARD,
            "freed",
            f"a second backward from {subject.output} would raise: a backward freed what "
            f"{_operations(len(subject.freed))} saved",
            "backward() frees saved tensors as it goes, unless it is told to retain them.",
            subject.where(subject.freed_in_order[-1:]),
            f"{subject.outputs[0]}.backward(retain_graph=True)  # the first time; or compute "
            f"{subject.outputs[0]} again",
            nodes=subject.freed_in_order,
            is_problem=False,
        )


def _operations(count: int) -> str:
    return f"{count} operation{'s' if count != 1 else ''}"


def _joints(subject: Subject) -> list[str]:
    """Data that was made in the freed part and used by operations whose saved tensors live."""
    live = {
        node
        for node, saved in subject.saved.items()
        if node not in subject.freed and any(one.state is SavedState.LIVE for _, one in saved)
    }
    behind_live: set[str] = set()
    joints = []
    for node in reversed(subject.order):
        if subject.graph.node(node).kind.is_data:
            if node in subject.behind_freed and behind_live.intersection(subject.users(node)):
                if subject.producer(node) in subject.freed:
                    joints.append(node)
                else:
                    behind_live.add(subject.producer(node) or "")
        elif node in live:
            behind_live.add(node)
    return joints[::-1]


def _joined(subject: Subject, joint: str) -> Finding:
    name = subject.called(joint)
    producer = subject.producer(joint) or ""
    freed = subject.where([producer])
    users = [user for user in subject.users(joint) if user not in subject.freed]
    if _is_earlier_pass(subject, joint, freed):
        cause, variable = "earlier pass", name if subject.graph.name_of(joint) else "h"
        why = (
            "It was made in an earlier pass, whose backward freed it; the new graph goes on into "
            "that one."
        )
        cure = f"{variable} = {variable}.detach()  # at the beginning of each pass"
    else:
        other = _other_output(subject, producer)
        cause = "shared"
        why = (
            f"It is shared: the backward from {other or 'another result'} freed what it was made "
            "with."
        )
        first = other or "loss1"
        cure = f"({first} + {subject.outputs[0]}).backward()  # once, for both; or "
        cure += f"{first}.backward(retain_graph=True)"
    return subject.finding(
        Kind.SECOND_BACKWARD,
        cause,
        f"backward from {subject.output} would raise: {name} comes from "
        f"{subject.graph.node(producer).name}, whose saved tensors are freed",
        why,
        (*freed, *subject.where(users[:1])),
        cure,
        nodes=(producer, *subject.path_to_output(joint)),
    )


def _is_earlier_pass(subject: Subject, joint: str, freed: tuple[object, ...]) -> bool:
    """Whether the line that made ``joint`` ran again since; without lines, whether it is gone."""
    if not freed:
        return not subject.graph.name_of(joint)
    again = (node for node in subject.saved if node not in subject.freed)
    return bool(set(freed) & set(subject.where(again)))


def _other_output(subject: Subject, producer: str) -> str:
    """The name of a result of the program that shares ``producer`` and is not in this graph."""
    function, whole = subject.capture.functions[producer], subject.program_capture
    start = next((node for node, one in whole.functions.items() if one is function), None)
    if start is None:
        return ""
    reached = {start}
    queue = [start]
    for node in queue:
        for edge in whole.graph.flow(node):
            if edge.tail == node and edge.head not in reached:
                reached.add(edge.head)
                queue.append(edge.head)
    in_graph = {id(one) for one in subject.capture.functions.values()}
    for node in queue[1:]:
        is_here = node not in whole.producers or id(whole.producers[node][0]) in in_graph
        if whole.graph.name_of(node) and not is_here and _is_sink(whole.graph.flow(node), node):
            return whole.graph.node(node).names[0]
    return ""


def _is_sink(flow: object, node: str) -> bool:
    return all(edge.tail != node for edge in flow)  # type: ignore[attr-defined]
