"""What a second backward would not find: freed saved tensors, and whom they were shared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.order import dataflow_order
from graphviz_autograd.sources.base import SavedState


def second_backward(subject: Subject) -> Iterator[Finding]:
    """One finding for each piece of data that joins a freed part to one that is not.

    A graph that is freed as a whole is as it should be after its backward: that is no problem.
    """
    if not subject.freed:
        return
    joints = _joints(subject)
    yield from (_joined(subject, joint) for joint in joints)
    if not joints:
        found = [*_shared_as_a_whole(subject)]
        yield from (replace(_joined(subject, joint), is_problem=False) for joint in found)
        if not found:
            yield _freed(subject)


def _freed(subject: Subject) -> Finding:
    return subject.finding(
        Kind.SECOND_BACKWARD,
        "freed",
        f"a second backward from {subject.output} raises: a backward freed what "
        f"{_operations(len(subject.freed))} saved",
        "backward() frees saved tensors as it goes, unless it is told to retain them.",
        subject.where(subject.freed_in_order[-1:]),
        f"{subject.outputs[0]}.backward(retain_graph=True)  # the first time; or compute "
        f"{subject.outputs[0]} again",
        nodes=subject.freed_in_order,
        is_problem=False,
    )


def _shared_as_a_whole(subject: Subject) -> Iterator[str]:
    """Where parts begin that another result shares, or an earlier pass made, if all is freed.

    That is so when a backward failed halfway: it freed what it passed.
    """
    shared = _shared_with_others(subject)
    places = {node: subject.where([node]) for node in subject.freed}
    for node in subject.order:
        producer = subject.producer(node) if subject.graph.node(node).kind.is_data else None
        if producer in subject.freed:
            users = [user for user in subject.users(node) if user in subject.capture.functions]
            is_joint = producer in shared and any(user not in shared for user in users)
            again = [u for u in _after(subject, node) if places.get(u)]
            is_earlier = any(places[u] == places[producer] for u in again)
            if is_joint or is_earlier:
                yield node
                return


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


def _after(subject: Subject, node: str) -> list[str]:
    """All that was computed from ``node``."""
    found = [node]
    seen = {node}
    for one in found:
        for head in subject.users(one):
            if head not in seen:
                seen.add(head)
                found.append(head)
    return found


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
        f"backward from {subject.output} raises: {name} comes from "
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
