"""What a second backward would not find: freed saved tensors, and whom they were shared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.base import SavedState

SEEN = (SavedState.LIVE, SavedState.FREED)
"""What was live when the backward began: a backward that failed freed it on its way."""


def second_backward(subject: Subject) -> Iterator[Finding]:
    """One finding for each piece of data that joins a freed part to one that is not.

    A graph that is freed as a whole is as it should be after its backward: that is no problem.
    """
    if not subject.freed:
        return
    joints = _joints(subject)
    for joint in joints:
        yield _joined(subject, joint, _is_earlier_pass(subject, joint))
    if joints:
        return
    if (shared := _end_of_shared(subject)) is not None:
        yield replace(_joined(subject, shared, False), is_problem=False)
    else:
        yield _freed(subject)


def _freed(subject: Subject) -> Finding:
    return subject.finding(
        Kind.SECOND_BACKWARD,
        "freed",
        f"a second backward from {subject.output} raises: a backward freed what "
        f"{_operations(len(subject.freed))} saved",
        "backward() frees saved tensors as it goes, unless it is told to retain them.",
        subject.where(subject.freed_in_order[-1:]),
        f"{subject.loss}.backward(retain_graph=True)  # the first time; or compute "
        f"{subject.loss} again{_or_detach(subject)}",
        nodes=subject.freed_in_order,
        is_problem=False,
    )


def _or_detach(subject: Subject) -> str:
    """The cure for a loop that goes on into its earlier passes, if a line ran several times."""
    lines = [(subject.graph.node(n).name, *subject.where([n])) for n in subject.freed_in_order]
    recorded = [line for line in lines if len(line) > 1]
    if len(set(recorded)) == len(recorded):
        return ""
    return "; or in a loop h = h.detach() for what comes from the earlier pass"


def _end_of_shared(subject: Subject) -> str | None:
    """Where the part ends that another result shares, if all is freed.

    That is so when a backward failed halfway: it freed what it passed.
    """
    shared = _shared_with_others(subject)
    for node in subject.order:
        users = [user for user in subject.users(node) if user in subject.capture.functions]
        if _maker(subject, node) in subject.freed & shared and set(users) - shared:
            return node
    return None


def _maker(subject: Subject, node: str) -> str:
    is_data = subject.graph.node(node).kind.is_data
    return (subject.producer(node) or "") if is_data else ""


def _shared_with_others(subject: Subject) -> set[str]:
    """The operations that led to a result of the program that is not in this graph, too."""
    whole = subject.program_capture
    here = {id(one) for one in subject.capture.functions.values()}
    reached: set[str] = set()
    for node in reversed(dataflow_order(whole.graph)):
        producer = whole.producers.get(node)
        is_other = producer is not None and id(producer[0]) not in here
        if node in reached or (is_other and whole.graph.name_of(node)):
            reached.add(node)
            reached.update(e.tail for e in whole.graph.flow(node) if e.head == node)
    others = {id(whole.functions[node]) for node in reached if node in whole.functions}
    return {node for node, one in subject.capture.functions.items() if id(one) in others}


def _operations(count: int) -> str:
    return f"{count} operation{'s' if count != 1 else ''}"


def _joints(subject: Subject) -> list[str]:
    """Data that was made in the freed part and used by operations whose saved tensors live."""
    live = {
        node
        for node, saved in subject.saved.items()
        if node not in subject.freed and any(one.state in SEEN for _, one in saved)
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


def _joined(subject: Subject, joint: str, is_earlier: bool) -> Finding:
    producer = subject.producer(joint) or ""
    other = "" if is_earlier else _other_output(subject, producer)
    if is_earlier:
        variable = subject.called(joint) if subject.graph.name_of(joint) else "h"
        why = "It was made in an earlier pass, whose backward freed it, and this graph includes it."
        cure = f"{variable} = {variable}.detach()  # at the beginning of each pass"
    else:
        by, first = other or "another result", other or "loss1"
        why = f"It is shared: the backward from {by} freed what it was made with."
        cure = f"({first} + {subject.loss}).backward()  # once, for both; or "
        cure += f"{first}.backward(retain_graph=True)"
    users = [user for user in subject.users(joint) if user in subject.saved]
    return subject.finding(
        Kind.SECOND_BACKWARD,
        "earlier pass" if is_earlier else "shared",
        f"backward from {subject.output} raises: {_comes_from(subject, joint, producer)}",
        why,
        subject.where([producer, *users[:1]]),
        cure,
        nodes=(producer, *subject.path_to_output(joint)),
    )


def _comes_from(subject: Subject, joint: str, producer: str) -> str:
    operation = subject.graph.node(producer).name
    if not subject.graph.name_of(joint):
        return f"it goes on into {subject.called(joint)}, whose saved tensors are freed"
    return f"{subject.called(joint)} comes from {operation}, whose saved tensors are freed"


def _is_earlier_pass(subject: Subject, joint: str) -> bool:
    """Whether the line that made ``joint`` ran again since; without lines, whether it is gone."""
    made = subject.where([joint])
    if not made:
        return not subject.graph.name_of(joint)
    again = (node for node in subject.saved if node not in subject.freed)
    return bool(set(made) & set(subject.where(again)))


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
